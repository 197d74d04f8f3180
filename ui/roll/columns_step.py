"""Show how a file is read: its headings, and which column says what. Both can be put right."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.base.text import N_, _, ngettext
from app.services.roll_plan import Opened
from ui.kit import theme
from ui.kit.banners import Notice
from ui.kit.boxes import column, fill
from ui.kit.cards import Card
from ui.kit.details import Details
from ui.kit.labels import FieldLabel, Label
from ui.roll.quiet_box import QuietBox
from ui.roll.reasons import field_label

OFFERED = (
    "legal_first",
    "legal_last",
    "full_name",
    "born",
    "upn",
    "known_first",
    "known_last",
    "class_name",
    "year",
    "sex",
    "left_on",
)
_FORMS: Mapping[str, str] = {
    "text": N_("Text (CSV)"),
    "sheet": N_("Excel workbook"),
    "ctf": N_("Common transfer file"),
}
_SEPARATORS: Mapping[str, str] = {
    ",": N_("commas"),
    ";": N_("semicolons"),
    "\t": N_("tabs"),
    "|": N_("upright bars"),
}
_CODINGS: Mapping[str, str] = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "cp1252": "Windows-1252",
}
_HEAD_ROWS = 15
_WORDS, _HEAD_WORDS = 90, 60


class ColumnsStep(QWidget):
    """Let somebody see and correct how the file is read; `changed` after each correction."""

    changed = Signal()

    def __init__(self, opened: Opened) -> None:
        super().__init__()
        self.opened = opened
        self._boxes: dict[str, QuietBox] = {}
        self._samples: dict[str, Label] = {}
        whole = column(self, gap=14)
        self._lacking = column(gap=0)
        self._columns = column(gap=0)
        whole.addLayout(self._lacking)
        whole.addWidget(self._build_file())
        whole.addLayout(self._columns)
        self._show()

    def first(self) -> QWidget:
        """Return where correcting begins: at what is missing, else at the row of headings."""
        missing = self.opened.missing()
        return self._boxes[missing[0]] if missing else self.heading

    def _build_file(self) -> Card:
        table = self.opened.table
        facts = Details()
        rows = ngettext("{count} row", "{count} rows", len(table.lines))
        facts.add(_("File"), f"{_file_words(self.opened)}, {rows.format(count=len(table.lines))}")
        if table.formulas:
            words = ngettext(
                "{count} cell holds a formula that was never worked out. It counts as empty.",
                "{count} cells hold formulas that were never worked out. They count as empty.",
                table.formulas,
            )
            facts.add(_("Formulas"), words.format(count=table.formulas))
        self.heading = QuietBox("heading-row", _("Row with the headings"))
        for line in table.lines[:_HEAD_ROWS]:
            words = " | ".join(cell for cell in line.cells if cell)[:_HEAD_WORDS].rstrip(" |")
            row = _("Row {number}: {words}").format(number=line.number, words=words)
            self.heading.addItem(row, line.number)
        self.heading.addItem(_("The file has no headings"), 0)
        self.heading.setCurrentIndex(self.heading.findData(self.opened.reading.heading))
        self.heading.currentIndexChanged.connect(self._on_heading)
        label = FieldLabel(_("Row with the headings"), self.heading)
        card = Card(_("What was read"))
        return card.add(facts, label, self.heading)

    def _build_columns(self) -> Card:
        card = Card(
            _("Which column says what"),
            _("Put right what is in the wrong place. Rowan remembers it for files like this one."),
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(14))
        grid.setVerticalSpacing(theme.px(8))
        grid.setColumnStretch(1, 2)
        grid.setColumnStretch(2, 3)
        for place, meaning in enumerate(OFFERED):
            box = self._box(meaning)
            sample = Label("", "hint")
            self._boxes[meaning], self._samples[meaning] = box, sample
            grid.addWidget(FieldLabel(field_label(meaning), box), place, 0)
            grid.addWidget(box, place, 1)
            grid.addWidget(sample, place, 2)
        card.body.addLayout(grid)
        return card

    def _box(self, meaning: str) -> QuietBox:
        box = QuietBox(f"column-{meaning}", field_label(meaning))
        box.addItem(_("not in this file"), -1)
        for place, heading in enumerate(self.opened.headings()):
            box.addItem(heading or self._nameless(place), place)
        box.currentIndexChanged.connect(lambda _now, m=meaning: self._on_column(m))
        return box

    def _nameless(self, place: int) -> str:
        """Return what a column without a heading is called: its number, and its first words."""
        cells = (cell for line in self.opened.sample() for cell in line.cells[place : place + 1])
        words = _("Column {number}").format(number=place + 1)
        first = next((cell for cell in cells if cell), "")
        return _("{column}: {words}").format(column=words, words=first[:30]) if first else words

    def _show(self) -> None:
        self._boxes, self._samples = {}, {}
        fill(self._columns, [self._build_columns()])
        self._refresh()

    def _refresh(self) -> None:
        places = {meaning: place for place, meaning in self.opened.reading.columns.items()}
        sample = self.opened.sample()
        for meaning, box in self._boxes.items():
            place = places.get(meaning, -1)
            box.blockSignals(True)  # noqa: FBT003 - Qt's own
            box.setCurrentIndex(box.findData(place))
            box.blockSignals(False)  # noqa: FBT003
            cells = (line.cells[place : place + 1] for line in sample if place >= 0)
            shown = [cell for held in cells for cell in held if cell]
            self._samples[meaning].show_text("  ·  ".join(shown[:3])[:_WORDS])
        missing = [field_label(name) for name in self.opened.missing()]
        lines = [_("Choose the column that says: {names}.").format(names=", ".join(missing))]
        notice = Notice(_("Something that every roll must say is missing"), lines, tone="warn")
        notice.setObjectName("missing-columns")
        fill(self._lacking, [notice] if missing else [])
        self.changed.emit()

    def _on_heading(self) -> None:
        self.opened = self.opened.with_heading(int(self.heading.currentData()))
        self._show()

    def _on_column(self, meaning: str) -> None:
        chosen = int(self._boxes[meaning].currentData())
        places = {held: place for place, held in self.opened.reading.columns.items()}
        if chosen >= 0:
            self.opened = self.opened.with_column(chosen, meaning)
        elif meaning in places:
            self.opened = self.opened.with_column(places[meaning], "")
        self._refresh()


def _file_words(opened: Opened) -> str:
    table = opened.table
    parts = [_(_FORMS[table.form])]
    if table.sheet:
        parts.append(_("sheet “{name}”").format(name=table.sheet))
    if table.coding:
        parts.append(_CODINGS.get(table.coding, table.coding))
    if table.separator:
        words = _(_SEPARATORS.get(table.separator, table.separator))
        parts.append(_("columns parted by {signs}").format(signs=words))
    return ", ".join(parts)
