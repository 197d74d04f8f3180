"""Take a record off the files it was put on in error: whose, why, and what goes along."""

from __future__ import annotations

import msgspec
from PySide6.QtWidgets import QWidget

from app.base.errors import InputError
from app.base.text import _, ngettext
from app.documents.moments import short_day
from app.records.correction import FiledInError
from app.records.fields import Choice
from app.services.changes import Change
from app.services.drafts import Draft, plain
from ui.corrections.again_step import AgainStep
from ui.kit.banners import Notice
from ui.kit.boxes import column, empty, stacked
from ui.kit.buttons import Button
from ui.kit.cards import Card
from ui.kit.chips import ChoiceChips
from ui.kit.desk import Desk
from ui.kit.dialogs import Question, confirm
from ui.kit.draft_keeper import DraftKeeper
from ui.kit.draft_status import DraftStatus
from ui.kit.forms import RecordForm
from ui.kit.items import clipped
from ui.kit.labels import Label
from ui.kit.pages import Page
from ui.kit.problem_line import ProblemLine

CHILDREN, RECORD = "children", "record"
_SHORT = 110


class InErrorPage(Page):
    """Ask whose file a record does not belong on, and why; then offer it for another child."""

    def __init__(self, desk: Desk, record: str = "", draft: Draft | None = None) -> None:
        ws = desk.workspace
        record = str(draft.extra[RECORD]) if draft else record
        page = ws.files.see_record(record)
        kind = _(page.record.kind.label) if page.record else page.whole.entry.kind
        title = _("Filed in error: {kind}, record {number}")
        super().__init__(
            title.format(kind=kind.lower(), number=page.whole.entry.seq),
            reading=True,
            neutral=_("Filed in error"),
        )
        self.setObjectName("in-error-page")
        self._desk = desk
        self._record = record
        self._children = page.whole.header.children
        self.set_identity(" · ".join(card.name for card in page.children))
        self._begun = draft or ws.drafts.new(
            FiledInError.kind.code, ws.clock.now(), children=self._children
        )
        self.draft_id = self._begun.id
        self.chips = self._offer_children()
        self._problem = ProblemLine()
        self.form = RecordForm(FiledInError, desk.form_context(self._children))
        self.form.set_values(self._begun.values)
        self._along = column(gap=6)
        self._keep()
        self._step = self._build()
        self.add(self._step)
        self.sign = Button(
            _("Take it off the file …"), self._on_sign, role="danger", name="file-away"
        )
        self.leave = Button(_("Go back"), self._on_leave, name="in-error-back")
        self.bar.offer(self.sign, self.leave)
        self.first = self.form.group.boxes["reason"].editor.first_stop()
        self._show_along()

    def draft(self) -> Draft:
        """Return the draft as it stands."""
        extra = {RECORD: self._record, CHILDREN: self._refs()}
        return msgspec.structs.replace(self._begun, values=plain(self.form.values()), extra=extra)

    def flush(self) -> None:
        """Write the draft to the disk now."""
        self.keeper.flush()

    def _offer_children(self) -> ChoiceChips:
        options = [Choice(child.ref(), child.shown()) for child in self._children]
        chosen = self._begun.extra.get(CHILDREN, [child.ref() for child in self._children[:1]])
        chips = ChoiceChips(options, many=True)
        chips.setObjectName("whose")
        chips.describe(_("Whose file?"), "")
        chips.choose(option for option in options if option.code in chosen)
        chips.changed.connect(self._show_along)
        return chips

    def _keep(self) -> None:
        ws = self._desk.workspace
        self.keeper = DraftKeeper(self, ws.drafts, ws.clock, self.draft)
        DraftStatus(self, self.keeper)
        self.form.changed.connect(self.keeper.touch)
        self.chips.changed.connect(self.keeper.touch)

    def _build(self) -> QWidget:
        told = Notice(
            _("It leaves the file, the chronology, prints and Find"),
            [
                _("A line without its content stays on the file for key holders."),
                _("The text can be read only under School, Filed in error; that is logged."),
            ],
            tone="warn",
        )
        whose = Card(_("Whose file does it not belong on?")).add(self._problem, self.chips)
        if len(self._children) < 2:  # noqa: PLR2004 - nothing to choose
            whose.hide()
        along = Card(_("What leaves with it"), _("Records that act only upon this one."))
        along.setObjectName("along")
        along.body.addLayout(self._along)
        return stacked(self.form.summary, told, whose, self.form, along, gap=14)

    def _refs(self) -> list[str]:
        return [choice.code for choice in self.chips.chosen()]

    def _show_along(self) -> None:
        empty(self._along)
        wholes = self._desk.workspace.corrections.along(self._record, self._refs())
        quiet = {"acknowledged", "amendment"}
        for whole in wholes:
            if whole.entry.kind in quiet or whole.record is None:
                continue
            words = _("{kind}, {day}: {line}").format(
                kind=_(whole.record.kind.label),
                day=short_day(whole.entry.recorded.day()),
                line=clipped(whole.record.line(), _SHORT),
            )
            self._along.addWidget(Label(words.rstrip(": ")))
        if self._along.count() == 0:
            self._along.addWidget(Label(_("Nothing else."), "muted"))

    def _on_sign(self) -> None:
        problems: dict[str, str] = {}
        try:
            self.form.record()
        except InputError as error:
            problems = dict(error.problems)
        missing = "" if self._refs() else _("Choose whose file it does not belong on")
        self._problem.say(missing)
        self.form.show_problems(problems, {CHILDREN: missing} if missing else {})
        self.set_error(error=bool(problems or missing))
        if problems or missing:
            return
        refs, answers = self._refs(), self.form.answers()
        names = ", ".join(c.shown() for c in self._children if c.ref() in refs)
        self._desk.sign(
            [
                _("You sign that this record does not belong on the file of {names}.").format(
                    names=names
                )
            ],
            lambda signer: self._desk.workspace.corrections.file_in_error(
                self._record, refs, answers, signer
            ),
            parent=self,
            done=self._on_done,
        )

    def _on_leave(self) -> None:
        if not self.form.values():
            self._drop()
            self._desk.back()
            return
        question = Question(
            title=_("Discard what you have typed?"),
            body=_("The record stays on the file as it is."),
            yes=_("Discard"),
            no=_("Keep writing"),
        )

        def on_yes() -> None:
            self._drop()
            self._desk.back()

        confirm(self, question, on_yes)

    def _drop(self) -> None:
        self.keeper.discard()
        self.draft_id = ""

    def _on_done(self, _change: Change) -> None:
        self._drop()
        self.set_status("")
        self.set_title(_("Filed in error"))
        self.set_identity("")
        self._step.hide()
        for button in (self.sign, self.leave):
            button.hide()
        count = len(self._refs())
        words = ngettext(
            "The record has left the file", "The record has left {count} files", count
        )
        step = AgainStep(self._desk, self._record, words.format(count=count))
        self.add(step)
        self.bar.offer(*step.buttons)
        for widget in (step, *step.buttons):
            widget.show()  # at once, so that it can take the focus
        step.start()
        self.to_top()
