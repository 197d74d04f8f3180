"""Have somebody confirm at sign-in that keys which a colleague issued for them are theirs."""

from __future__ import annotations

from PySide6.QtCore import Signal

from app.base.errors import RowanError
from app.base.text import _
from app.services.own_keys import confirm_own
from app.services.recorder_sign_in import RecorderEntered
from app.services.sign_in import Entered
from ui.kit.banners import Notice
from ui.kit.boxes import row
from ui.kit.buttons import plain, primary
from ui.kit.cards import Card
from ui.kit.dialogs import show_problem
from ui.kit.labels import Label
from ui.shell.alone import AlonePage


class OwnKeysPage(AlonePage):
    """Ask once; until the answer is yes, sheets say that the keys are not confirmed."""

    answered = Signal()

    def __init__(self, entered: Entered | RecorderEntered, issuer: str, *, school: str) -> None:
        super().__init__(_("You have new keys: are they yours?"), wide=True, school=school)
        self.setObjectName("alone-own-keys")
        self._entered = entered
        card = Card(gap=14)
        said = _("They were issued by {issuer}, in the place of those you had.")
        card.add(
            Label(said.format(issuer=issuer)),
            Label(_("If you typed their passphrase yourself and nobody else knows it, say yes. "
                    "Your yes is signed with the new keys; until then every sheet signed with "
                    "them says that you have not confirmed them."), "muted"),
        )  # fmt: skip
        line = row(gap=8)
        yes = primary(_("Yes, these are my keys"), self._on_yes)
        yes.setObjectName("own-keys-yes")
        no = plain(_("Not now"), self.answered.emit)
        no.setObjectName("own-keys-later")
        line.addWidget(yes)
        line.addWidget(no)
        line.addStretch(1)
        card.body.addLayout(line)
        self.add(
            card,
            Notice(
                _("Somebody else typed the passphrase?"),
                [_where_to_change(entered)],
                tone="warn",
            ),
        )
        self.first = yes

    def _on_yes(self) -> None:
        try:
            confirm_own(self._entered)
        except RowanError as error:
            show_problem(self, error)
        else:
            self.answered.emit()


def _where_to_change(entered: Entered | RecorderEntered) -> str:
    if isinstance(entered, RecorderEntered):
        return _("Change it now under “Your account”, and tell the headteacher.")
    return _("Change it now under School, and tell the headteacher.")
