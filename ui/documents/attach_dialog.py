"""Attach files: choose or drop them, say what each is, and have them encrypted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QWidget

from app.base.errors import InputError, RowanError
from app.base.text import _
from app.records.document import FILE_FACTS, Document
from app.records.fields import Ask, Choice, FieldType, Section
from app.records.header import ChildAs
from app.records.lists import Option
from app.services.attachments import Chosen, look_at
from app.views.documents import Attached
from ui.documents.choosing import Choosing
from ui.documents.file_card import FileCard
from ui.kit.boxes import beside
from ui.kit.desk import Desk
from ui.kit.dialogs import show_problem
from ui.kit.drops import FileDrops
from ui.kit.editors import ChipsEditor
from ui.kit.fields import FieldBox
from ui.kit.labels import Label
from ui.kit.problems import explain
from ui.kit.record_dialog import Asking, RecordDialog, a_question

WHOSE = "whose"
_STAYS = ("what", "received", "source", "original")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attaching:
    """Say to whose files something is attached, to which record if any, and which files.

    `again` is a document that was filed in error for another child.
    """

    children: tuple[ChildAs, ...]
    about: str = ""
    paths: tuple[Path, ...] = ()
    again: Attached | None = None


class AttachDialog(RecordDialog):
    """Ask what a document is while its file is read; nothing typed goes when it cannot be kept.

    The file is encrypted and committed first, then the entry that names it.
    """

    def __init__(self, desk: Desk, attaching: Attaching, choosing: Choosing | None = None) -> None:
        self._desk = desk
        self._what = attaching
        self._choosing = choosing or Choosing()
        self._left = list(attaching.paths)
        self._chosen: Chosen | None = None
        first = [_whose(desk, attaching.children)] if len(attaching.children) > 1 else ()
        asking = Asking(
            title=_("Attach a document"),
            kind=Document,
            verb=_("Attach"),
            lines=[] if first else [_for_whom(attaching.children)],
            skip=FILE_FACTS,
            first=first,
        )
        super().__init__(None, asking, desk.form_context(attaching.children))
        self.setObjectName("attach-dialog")
        self.file = FileCard(self._on_choose)
        self.body.insertWidget(0 if first else 1, self.file)
        days = self.body.indexOf(self.box("dated"))
        self.body.insertWidget(days, beside(self.box("dated"), self.box("received"), gap=16))
        words = _(
            "Rowan keeps an encrypted copy. The original file stays where it is: "
            "delete it, or keep it safe."
        )
        self.add(Label(words, "hint"))
        self.given.connect(self._on_answers)
        FileDrops(self, _("Drop to attach"), self.take)
        if attaching.again is not None:
            self._take_again(attaching.again)
        elif self._left:
            QTimer.singleShot(0, self, self._next)
        else:
            self.file.choose.setFocus()

    def take(self, paths: Sequence[Path]) -> None:
        """Read the first of some files, and keep the others for afterwards."""
        self._left = list(paths)
        self._next()

    def _take_again(self, one: Attached) -> None:
        document = one.document
        for name in ("title", "what", "dated", "received", "source", "original"):
            self.box(name).fill(getattr(document, name))
        source = self._desk.workspace.attachments.source(one)
        self.file.wait(_("Reading {name} …").format(name=document.file_name))
        self._run(
            lambda: Chosen(name=document.file_name, data=source.read(), media=document.media),
            done=self._on_read,
            failed=self._on_unread,
        )

    def _on_choose(self) -> None:
        paths = self._choosing.files(self)
        if paths:
            self.take(paths)

    def _next(self) -> None:
        if not self._left:
            return
        path = self._left.pop(0)
        self.file.wait(_("Reading {name} …").format(name=path.name))
        self._run(lambda: look_at(path), done=self._on_read, failed=self._on_unread)

    def _on_read(self, chosen: Chosen) -> None:
        self.file.rest()
        self._chosen = chosen
        self.file.show_chosen(chosen, more=len(self._left))
        title = self.box("title")
        if not title.editor.value():
            title.fill(chosen.name.rpartition(".")[0] or chosen.name)
        stop = title.editor.first_stop()
        stop.setFocus()
        if isinstance(stop, QLineEdit):
            stop.selectAll()
        QTimer.singleShot(0, self, self._fit)

    def _on_unread(self, error: RowanError) -> None:
        self.file.rest()
        if self._chosen is None:
            self.file.show_none()
        else:
            self.file.show_chosen(self._chosen, more=len(self._left))
        words = explain(error)
        self.file.problem.say(f"{words.title}. {words.body}")

    def _on_answers(self, answers: dict[str, Any]) -> None:
        chosen, attachments = self._chosen, self._desk.workspace.attachments
        children = self._children(answers.pop(WHOSE, None))
        try:
            attachments.check(chosen, answers)
        except InputError as error:
            self.show_problems(error.problems)
            self._area.ensureWidgetVisible(self.box(next(iter(error.problems))))
            if chosen is None:
                self.file.problem.say(_("Choose the file"))
            return
        if chosen is None:
            self.file.problem.say(_("Choose the file"))
            self.file.choose.setFocus()
            return
        self._keep(chosen, children, answers)

    def _keep(
        self, chosen: Chosen, children: tuple[ChildAs, ...], answers: dict[str, Any]
    ) -> None:
        attachments = self._desk.workspace.attachments
        try:
            keep = attachments.keeping(chosen)
        except RowanError as error:
            show_problem(self, error)
            return

        def attach(kept: Any) -> None:
            self._rest()
            about, again = self._what.about, self._what.again
            replaces = again.record if again else ""
            done = self._desk.do(
                lambda: attachments.attach(
                    kept, chosen, children, answers, about=about, replaces=replaces
                ),
                parent=self,
                problems=self.show_problems,
                done=_("Attached: {title}").format(title=answers["title"]),
            )
            if done:
                self._go_on()

        self._wait()
        self._run(keep, done=attach, failed=self._on_not_kept)

    def _on_not_kept(self, error: RowanError) -> None:
        self._rest()
        show_problem(self, error)

    def _go_on(self) -> None:
        if not self._left:
            self.accept()
            return
        self._chosen = None
        kept = {name: self.box(name).editor.value() for name in _STAYS}
        for name in ("title", "dated"):
            self.box(name).fill(None)
        for name, value in kept.items():
            self.box(name).fill(value)
        self._next()

    def _children(self, chosen: Sequence[Choice] | None) -> tuple[ChildAs, ...]:
        everybody = self._what.children
        if len(everybody) == 1:
            return everybody
        wanted = {choice.code for choice in chosen or ()}
        return tuple(child for child in everybody if child.ref() in wanted)

    def _wait(self) -> None:
        self.yes.setEnabled(False)
        self.no.setEnabled(False)
        self.file.wait(_("Encrypting …"))

    def _rest(self) -> None:
        self.yes.setEnabled(True)
        self.no.setEnabled(True)
        self.file.rest()
        if self._chosen is not None:
            self.file.show_chosen(self._chosen, more=len(self._left))

    def _run(
        self,
        work: Callable[[], Any],
        *,
        done: Callable[[Any], object],
        failed: Callable[[RowanError], object],
    ) -> None:
        self._desk.run(work, parent=self, done=done, failed=failed)


def _whose(desk: Desk, children: Sequence[ChildAs]) -> FieldBox:
    options = [Option(child.ref(), child.shown()) for child in children]
    ask = Ask(section=Section(""), label=_("For whose file?"), missing=_("Choose the children"))
    question = a_question(WHOSE, FieldType.CHOICES, ask)
    box = FieldBox(question, ChipsEditor(options, many=True), desk.form_context())
    box.fill([Choice(child.ref(), child.shown()) for child in children])
    return box


def _for_whom(children: Sequence[ChildAs]) -> str:
    names = ", ".join(child.shown() for child in children)
    return _("For the file of {name}.").format(name=names)


def children_of(desk: Desk, child: str, about: str) -> tuple[ChildAs, ...]:
    """Return the children of a record as it names them, else the one child of the roll."""
    ws = desk.workspace
    if about:
        return ws.files.see_record(about).whole.header.children
    role = ws.settings.lists()["child_roles"].choice("subject")
    return (ws.files.see_file(child).card.as_in_record(role),)


def attach_dialog(desk: Desk, args: dict[str, Any]) -> QWidget:
    """Return the dialog that attaches to a record (`about`) or a child's file (`child`)."""
    about = str(args.get("about") or "")
    record = str(args.get("again") or "")
    again = desk.workspace.attachments.open(record, in_error=True) if record else None
    attaching = Attaching(
        children=children_of(desk, str(args.get("child") or ""), about),
        about=about,
        paths=tuple(args.get("paths") or ()),
        again=again,
    )
    return AttachDialog(desk, attaching, args.get("choosing"))
