"""Every paper can be drawn: each letter has a shape, each figure keeps to its page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.documents.blank_adult_concern import blank_adult_concern
from app.documents.blank_concern import blank_concern
from app.documents.blocks import Document, PageStamp
from app.documents.chronology import chronology
from app.documents.front_sheet import front_sheet
from app.documents.record_sheet import record_sheet
from app.documents.recovery_sheet import RecoverySource, recovery_sheet
from app.printing.draw import draw
from tests.app.documents.child_files import chronology_source, front_source
from tests.app.documents.samples import FINGERPRINT, SCHOOL, source

STAMP = PageStamp(
    printed_by="Rosalind Achterberg",
    printed_at="21 March 2026 at 09:12",
    copy="1",
    head="51 · 3f2a 9c01 44d7 be58",
    fingerprint=FINGERPRINT,
)
RECOVERY = RecoverySource(
    school=SCHOOL,
    code="7K3M-9QX2-VB40-HT8N-R5WZ-1CDE-PG6J-4YSA-M2QF",
    number=1,
    fingerprint=FINGERPRINT,
    opens=("School", "Children"),
    made_on=date(2026, 3, 3),
    made_by="Rosalind Achterberg",
)
PAPERS = {
    "concern": (record_sheet(source()), 5),
    "concern for one child": (record_sheet(source(for_child=frozenset({"c1"}))), 5),
    "undecided": (record_sheet(replace(source(), follow_ups=())), 3),
    "front sheet": (front_sheet(front_source()), 2),
    "chronology": (chronology(chronology_source()), 2),
    "blank concern": (blank_concern(SCHOOL), 7),
    "blank adult concern": (blank_adult_concern(SCHOOL), 3),
    "recovery sheet": (recovery_sheet(RECOVERY), 1),
}


@pytest.mark.parametrize("name", PAPERS)
def test_each_paper_is_drawn_on_few_pages(name: str) -> None:
    document, most = PAPERS[name]
    printed = draw(document, STAMP)
    assert printed.pdf.startswith(b"%PDF-1.7")
    assert 1 <= len(printed.pages) <= most
    assert all(document.marking in page.text for page in printed.pages)


def test_what_the_blocks_say_stands_on_the_pages() -> None:
    document: Document = PAPERS["concern"][0]
    text = " ".join(" ".join(page.text for page in draw(document, STAMP).pages).split())
    for words in (
        "Daniel Ŵyn O’Neill (Danny O’Neill)",
        "Danny did it coz I wouldnt give him my sweets.",
        "2 h 40 min later",
        "Could not see, or not measured",
        "with their passphrase. Key fingerprint 3f2a 9c01 44d7 be58",
        "new date 17 Mar 2026, was 10 Mar 2026",
    ):
        assert words in text
