"""Decide about a concern beside its account: reasons, owner, actions; then sign."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from PySide6.QtCore import QTimer

from app.base.errors import InputError
from app.base.ids import new_id
from app.base.text import _
from app.records.check import in_form_order
from app.records.decision import FAIR, Decision
from app.services.changes import Change
from app.services.decisions import EACH
from app.services.drafts import Draft, plain
from ui.decisions.account import AccountCard
from ui.decisions.each_child import EachChild
from ui.decisions.work_part import ACTIONS, OWNER, WorkPart
from ui.kit.banners import Notice
from ui.kit.boxes import column
from ui.kit.buttons import Button
from ui.kit.columns import TwoColumns
from ui.kit.desk import Desk
from ui.kit.dialogs import Question, confirm
from ui.kit.draft_keeper import DraftKeeper
from ui.kit.draft_status import DraftStatus
from ui.kit.forms import RecordForm
from ui.kit.pages import Page, reveal

SOCIAL_CARE = "Social care"
WHY_NOT = "why_not_referred"


class DecisionPage(Page):
    """Ask what a DSL decides about one event; what is typed is kept as a draft."""

    def __init__(self, desk: Desk, *, concerns: Sequence[str], draft: Draft | None = None) -> None:
        super().__init__(_("Decide"), neutral=_("Decide"))
        self._desk = desk
        ws = desk.workspace
        self._draft = draft or ws.decisions.begin(new_id(), list(concerns))
        self._concerns = [link.to for link in self._draft.links if link.why == "answers"]
        self.draft_id = self._draft.id
        context = desk.form_context(self._draft.children)
        self.form: RecordForm[Decision] = RecordForm(Decision, context)
        self.each = EachChild(desk, self._draft.children, self.form)
        self.work = WorkPart(desk, self._draft.children)
        self._fill(draft)
        self._lay_out()
        self.keeper = DraftKeeper(self, ws.drafts, ws.clock, self.draft)
        DraftStatus(self, self.keeper)
        self.form.changed.connect(self.keeper.touch)
        self.each.changed.connect(self.keeper.touch)
        self.work.changed.connect(self.keeper.touch)
        self.form.elsewhere.connect(self._on_elsewhere)
        self.shortcut.connect(self._on_shortcut)
        self._offer()
        self.set_identity(self._identity())
        QTimer.singleShot(0, self.form, self.form.start)

    def draft(self) -> Draft:
        """Return the draft as it stands."""
        extra = {**self.work.values(), **self.each.values()}
        return msgspec.structs.replace(self._draft, values=plain(self.form.values()), extra=extra)

    def flush(self) -> None:
        """Write the draft to the disk now."""
        self.keeper.flush()

    def _fill(self, draft: Draft | None) -> None:
        if self._social_worker():
            next(card for card in self.form.cards if card.section is FAIR).open()
        known: dict[str, Any] = {} if draft else self.form.values()
        self.form.set_values({**known, **self._draft.values})
        self.each.fill(draft.extra if draft else {})
        self.work.fill(draft.extra if draft else {})

    def _lay_out(self) -> None:
        both = TwoColumns(side_first=True)
        whole = column(gap=14)
        whole.addWidget(self.form.summary)
        if self._social_worker():
            whole.addWidget(self._fair_notice())
        whole.addWidget(self.each.question)
        whole.addWidget(self.form)
        whole.addWidget(self.work)
        both.main.addLayout(whole)
        for concern in self._concerns:
            page = self._desk.workspace.files.see_record(concern)
            card = AccountCard(page)
            both.side.addWidget(card)
            both.turned.connect(card.on_turned)
        self.add(both)

    def _social_worker(self) -> str:
        ws = self._desk.workspace
        offered = ws.settings.lists()["statuses"]
        for child in self._draft.children:
            card = ws.roll_view.child(child.ref())
            statuses = ws.files.see_file(card.id).statuses if card else ()
            for one in statuses:
                option = offered.option(one.value.status.code)
                if one.ended is None and option and option.group == SOCIAL_CARE:
                    return f"{child.shown()}: {one.value.status.words}"
        return ""

    def _fair_notice(self) -> Notice:
        title = _("Say how this decision is justifiable, equitable and fair")
        return Notice(title, [self._social_worker()], tone="info")

    def _identity(self) -> str:
        ws = self._desk.workspace
        today = ws.clock.now().day()
        names = [child.shown() for child in self._draft.children]
        card = ws.roll_view.child(self._draft.children[0].ref()) if len(names) == 1 else None
        return f"{card.name} · {card.identity(today)}" if card else " · ".join(names)

    def _offer(self) -> None:
        words = _("Sign the decision …")
        sign = Button(words, self._on_sign, role="primary", name="decision-sign")
        sign.setToolTip(_("Ctrl+Enter"))
        keep = Button(_("Keep as draft"), self._on_keep, name="decision-keep")
        keep.setToolTip(_("Ctrl+S"))
        discard = Button(
            _("Discard draft …"), self._on_discard, role="quiet", name="decision-discard"
        )
        self.bar.offer(sign, keep)
        self.bar.offer_right(discard)

    def _answered(self) -> Draft:
        extra = {**self.work.values(), **self.each.answers()}
        return msgspec.structs.replace(self._draft, values=plain(self.form.answers()), extra=extra)

    def _check(self, draft: Draft) -> bool:
        problems: dict[str, str] = {}
        try:
            self._desk.workspace.decisions.check(draft)
        except InputError as error:
            problems = dict(error.problems)
        problems |= self.form.group.early_problems() | self.work.early_problems()
        if self.form.group.is_asked(WHY_NOT) and not draft.values.get(WHY_NOT):
            problems[WHY_NOT] = "missing"  # the check says so only once all else is right
        problems |= self.each.missing()
        beside = (OWNER, ACTIONS, EACH)
        mine = {k: v for k, v in problems.items() if k.partition(".")[0] in beside}
        words = self.each.show_problems(mine) | self.work.show_problems(mine)
        theirs = {path: code for path, code in problems.items() if path not in mine}
        inside = in_form_order(Decision, theirs)
        self.form.show_problems(inside, words)
        self.set_error(error=bool(problems))
        return not problems

    def _on_sign(self) -> None:
        draft = self._answered()
        if self._check(draft):
            self.flush()
            self._desk.sign(
                [_("You sign this decision and its reasons; it is never changed afterwards.")],
                lambda signer: self._desk.workspace.decisions.record(draft, signer),
                parent=self,
                done=self._on_signed,
                said=_("Decision recorded"),
            )

    def _on_signed(self, _change: Change) -> None:
        self.keeper.discard()
        self.draft_id = ""
        self._desk.go("record", record=self._concerns[0])

    def _on_keep(self) -> None:
        self.flush()
        self._desk.said.emit(_("Draft kept; it waits under Today"))
        self._desk.go("today")

    def _on_discard(self) -> None:
        question = Question(
            title=_("Discard this decision’s draft?"),
            body=_("What you have typed here will be lost. The concern itself stays."),
            yes=_("Discard"),
            no=_("Keep draft"),
        )

        def on_yes() -> None:
            self.keeper.discard()
            self.draft_id = ""
            self._desk.go("record", record=self._concerns[0])

        confirm(self, question, on_yes)

    def _on_elsewhere(self, path: str) -> None:
        part = self.each if path.startswith(f"{EACH}.") else self.work
        box = part.go_to(path)
        QTimer.singleShot(0, box, lambda: reveal(box))

    def _on_shortcut(self, code: str) -> None:
        if code == "keep":
            self.flush()
        elif code == "finish":
            self._on_sign()
