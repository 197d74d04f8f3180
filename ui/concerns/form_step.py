"""Ask for everything a concern holds: the children, then the questions as declared."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import msgspec
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.base.errors import InputError
from app.base.text import _
from app.records.concern import Concern
from app.records.concern_more import PAPER
from app.records.fields import PersonAs, show_day
from app.records.header import ChildAs
from app.services.drafts import Draft, plain
from ui.concerns.children_box import CHILDREN, ChildrenBox
from ui.concerns.writer_box import WriterBox
from ui.kit.banners import Notice
from ui.kit.boxes import column
from ui.kit.forms import RecordForm
from ui.kit.pages import reveal
from ui.kit.recording import WRITER, Recording

OLD_AFTER = timedelta(hours=24)


class FormStep(QWidget):
    """Hold the form of a concern; `changed` tells of every answer typed."""

    changed = Signal()

    def __init__(self, recording: Recording, draft: Draft) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._recording = recording
        self._draft = draft
        self.writer = WriterBox() if recording.asks_writer else None
        self._writer_was: PersonAs | None = None
        self.children_box = ChildrenBox(recording)
        self.form: RecordForm[Concern] = RecordForm(Concern, recording.form_context())
        self._whole = column(self, gap=14)
        self._tell_above()
        for part in (self.form.summary, self.writer, self.children_box, self.form):
            if part is not None:
                self._whole.addWidget(part)
        self._fill(draft)
        self._tell_age()
        self.children_box.changed.connect(self._on_children)
        self.form.changed.connect(self.changed)
        self.form.elsewhere.connect(self._on_elsewhere)
        if self.writer is not None:
            self.writer.changed.connect(self._on_writer)

    def draft(self) -> Draft:
        """Return the draft as it stands, what is hidden from sight included."""
        return msgspec.structs.replace(
            self._draft,
            children=self.children_box.children_named(),
            values=plain(self.form.values()),
            extra=self._extra(),
        )

    def answered(self) -> Draft:
        """Return the draft with the answers to the questions now asked: what is signed."""
        return msgspec.structs.replace(self.draft(), values=plain(self.form.answers()))

    def children_named(self) -> tuple[ChildAs, ...]:
        """Return the children of whom everything is said."""
        return self.children_box.children_named()

    def values(self) -> dict[str, Any]:
        """Return the answers to the questions now asked, typed."""
        return self.form.answers()

    def check(self) -> bool:
        """Show every problem, and say whether there is none."""
        problems: dict[str, str] = {}
        outside = self.writer.problems() if self.writer is not None else {}
        outside |= self.children_box.problems()
        try:
            self._recording.check(self.answered())
        except InputError as error:
            problems = {k: v for k, v in error.problems.items() if k != CHILDREN}
        problems |= self.form.group.early_problems()
        self.form.show_problems(problems, outside)
        return not problems and not outside

    def add_child(self, child: str) -> None:
        """Put a child on the form before anything is typed."""
        self.children_box.add_child(child)
        self._tell_children()

    def begin_paper(self) -> None:
        """Open what is asked of a record first written on paper by somebody else."""
        self.form.open_section(PAPER.label)
        self.form.group.boxes["reporter"].editor.fill(None)

    def go(self) -> None:
        """Put the focus where work begins."""
        if self.writer is not None and self.writer.person() is None:
            self.writer.go_to(WRITER)
        elif self.children_box.lines:
            self.form.start()
        else:
            self.children_box.go_to(CHILDREN)

    def go_to(self, field: str) -> None:
        """Put the focus on a field, opening its section."""
        self.form.go_to(field)

    def _fill(self, draft: Draft) -> None:
        if self.writer is not None:
            self.writer.fill(draft.extra.get(WRITER, {}))
            self._writer_was = self.writer.person()
        self.children_box.fill(draft.extra.get(CHILDREN, []))
        self.children_box.begin()
        self._tell_children()  # before the answers: rows of the form name children
        if draft.values:
            self.form.set_values(draft.values)

    def _extra(self) -> dict[str, Any]:
        extra: dict[str, Any] = {CHILDREN: self.children_box.draft()}
        return extra | ({WRITER: self.writer.draft()} if self.writer is not None else {})

    def _on_writer(self) -> None:
        """Take whoever writes as the one who saw it, until another name is typed there."""
        saw = self.form.group.boxes["reporter"].editor
        known = saw.value()
        was, now = self._writer_was, self.writer.person() if self.writer else None
        if known is None or known == was:
            saw.fill(now)
        self._writer_was = now
        self.changed.emit()

    def _tell_above(self) -> None:
        title, *lines = self._recording.manner.told_above or ("",)
        if title:
            notice = Notice(title, lines)
            notice.setObjectName("told-above")
            self._whole.addWidget(notice)

    def _tell_age(self) -> None:
        now = self._recording.clock.now()
        age = timedelta(microseconds=now.utc_us - self._draft.started.utc_us)
        if age > OLD_AFTER:
            day = show_day(self._draft.started.day())
            title = _("This draft was started on {day}").format(day=day)
            lines = [_("Nobody else can read it. Finish it, or discard it.")]
            self._whole.insertWidget(0, Notice(title, lines, tone="warn"))

    def _on_children(self) -> None:
        self._tell_children()
        self.changed.emit()

    def _tell_children(self) -> None:
        self.form.set_children(self.children_box.children_named())

    def _on_elsewhere(self, path: str) -> None:
        if path.partition(".")[0] == WRITER and self.writer is not None:
            self.writer.go_to(path)
        if path.partition(".")[0] == CHILDREN:
            self.children_box.go_to(path)
            box = self.children_box
            QTimer.singleShot(0, box, lambda: reveal(box))
