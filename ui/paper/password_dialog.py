"""Show the password of a saved file, once."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from app.base.text import _
from ui.kit.buttons import primary
from ui.kit.dialogs import Dialog
from ui.kit.labels import FieldLabel, Label


class PasswordDialog(Dialog):
    """Show a generated password; Rowan keeps no copy of it."""

    def __init__(self, parent: QWidget, password: str, name: str) -> None:
        super().__init__(parent, _("The file is saved and locked"))
        self.setObjectName("password-dialog")
        self.line = QLineEdit(password)
        self.line.setObjectName("password")
        self.line.setReadOnly(True)
        self.line.setAccessibleName(_("Password of the file"))
        self.line.selectAll()
        label = _("Password of {name}").format(name=name)
        self.add(
            FieldLabel(label, self.line),
            self.line,
            Label(_("It is shown only now: Rowan keeps no copy. Write it down.")),
            Label(_("Send it another way than the file: by telephone, not in the same e-mail.")),
        )
        done = primary(_("I have the password"), self.accept)
        done.setObjectName("have-password")
        self.offer(done, default=done)
