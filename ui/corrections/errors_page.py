"""List what was filed in error, and show one such record; each opening is logged."""

from __future__ import annotations

from typing import Any

from app.base.errors import InputError
from app.base.text import _
from app.documents.answers import Showing, answers
from app.documents.bodymap import rules
from app.documents.moments import short_day, short_stamp
from app.records.check import check
from app.records.correction import PutBack
from app.views.corrections import InError
from app.views.records import Following
from ui.kit.attached import document_buttons
from ui.kit.banners import Notice
from ui.kit.blocks import BlocksView
from ui.kit.buttons import Button
from ui.kit.cards import Card
from ui.kit.desk import Desk
from ui.kit.details import Details
from ui.kit.empty import EmptyState
from ui.kit.items import Entry, Item, Items
from ui.kit.labels import Label
from ui.kit.pages import Page
from ui.kit.record_dialog import Asking, RecordDialog


class ErrorsPage(Page):
    """List records filed in error without their content."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Filed in error"), reading=True, neutral=_("Filed in error"))
        self.setObjectName("errors-page")
        self._desk = desk
        back = Button(_("School"), lambda: desk.go("school"), icon="back", name="to-school")
        back.setAccessibleName(_("Back to School"))
        self.head.addWidget(back)
        words = _("Opening one is logged with your name.")
        items = Items(_nothing)
        items.show_items(self._item(line) for line in desk.workspace.versions.errors())
        self.add(Card(_("Records that have left a file"), words).add(items))

    def _item(self, line: InError) -> Item:
        names = ", ".join(card.name for card in line.children)
        title = _("{kind}, record {number} of {day}").format(
            kind=line.label, number=line.number, day=short_day(line.recorded.day())
        )
        entry = Entry(
            key=line.record,
            title=title,
            words=_("Taken off the file of {names}").format(names=names),
            below=_("{who}, {when}: {why}").format(
                who=line.by, when=short_stamp(line.filed), why=line.reason
            ),
            opens=lambda: self._desk.go("error", record=line.record),
        )
        return Item(entry)


class ErrorPage(Page):
    """Read a record filed in error, with what left with it; it can be put back."""

    def __init__(self, desk: Desk, record: str) -> None:
        page = desk.workspace.corrections.open_error(record)
        line = page.line
        title = _("Filed in error: {kind}, record {number}")
        super().__init__(
            title.format(kind=line.label.lower(), number=line.number),
            reading=True,
            neutral=_("Filed in error"),
        )
        self.setObjectName("error-page")
        self._desk = desk
        self._line = line
        names = ", ".join(card.name for card in line.children)
        told = _("This is not on the file of {names}").format(names=names)
        self.add(Notice(told, [_("That you opened it is in the access log.")], tone="warn"))
        self.add(_filing(line), _text(Following(why="", whole=page.whole)))
        for one in page.along:
            self.add(_text(one))
        wholes = (page.whole, *(one.whole for one in page.along))
        self.add(*document_buttons(desk, [(one.entry.id, one.record) for one in wholes]))
        self.bar.offer(
            Button(_("Back to the list"), lambda: desk.go("errors"), name="to-errors"),
            Button(_("Put back on the file …"), self._on_back, name="put-back"),
        )

    def _on_back(self) -> None:
        asking = Asking(
            title=_("Put it back on the file"),
            kind=PutBack,
            verb=_("Sign …"),
            lines=[_("It appears again everywhere it stood, with all that left with it.")],
        )
        dialog = RecordDialog(self, asking, self._desk.form_context())
        dialog.given.connect(lambda answers: self._on_given(dialog, answers))
        dialog.open()

    def _on_given(self, dialog: RecordDialog, answers: dict[str, Any]) -> None:
        try:
            check(PutBack, answers)
        except InputError as error:
            dialog.show_problems(error.problems)
            return
        dialog.accept()
        record = self._line.record
        put_back = self._desk.workspace.corrections.put_back
        self._desk.sign(
            [_("You sign that this record belongs on the file after all.")],
            lambda signer: put_back(record, self._line.refs, answers, signer),
            parent=self,
            done=lambda _change: self._desk.go("record", record=record),
            said=_("Put back on the file"),
        )


def _filing(line: InError) -> Card:
    facts = Details()
    facts.add(_("Taken off by"), line.by)
    facts.add(_("When"), short_stamp(line.filed))
    facts.add(_("Why"), line.reason)
    return Card(_("Filed in error")).add(facts)


def _text(one: Following) -> Card:
    whole, record = one.whole, one.whole.record
    day = short_day(whole.entry.recorded.day())
    label = _(record.kind.label) if record else whole.entry.kind
    head = _("{kind}, {day}").format(kind=label, day=day)
    card = Card(head, whole.header.author.shown())
    if record is None:
        return card.add(Label(_("This Rowan does not know this kind of record."), "muted"))
    showing = Showing(children=whole.header.children)
    return card.add(BlocksView(one for one in answers(record, showing) if one != rules()))


def _nothing() -> EmptyState:
    return EmptyState(_("Nothing is filed in error"), _("Such records are listed here."))
