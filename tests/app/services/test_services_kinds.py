"""Take every kind of record through all of Rowan: written, found, put on paper, verified."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from app.base.fold import fold
from app.documents.blocks import Document
from app.records.header import ChildAs, Link
from app.records.kinds import OLD
from app.records.record import Record
from app.records.register import ChildEntry, ChildMerged
from app.records.words import _texts, search_words
from app.rules.cards import ChildCard
from app.services.writer import Writer
from app.workspace import Workspace
from tests.support.drafts import FORMS, records_of
from tests.support.school import a_child, signer

IN_FILE = tuple(cls for cls in (*FORMS, *OLD) if cls.kind.in_file)
CONTRACT = settings(
    max_examples=3,
    deadline=None,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def write(workspace: Workspace) -> Callable[..., str]:
    """Return what appends one record about one child, signed as its kind asks."""
    writer = Writer(workspace._vaults, workspace._entered.signer)
    attest = signer(workspace)

    def append(record: Record, child: ChildAs) -> str:
        links = [Link(child.ref(), "about")] if record.kind.vault == "school" else []
        writing = writer.writing(record, children=[child], links=links)
        ledger = getattr(workspace._vaults, record.kind.vault)
        strong = record.kind.sign == "attest"
        writer.commit(ledger, [writing], attest if strong else None)
        return writing.header.id

    return append


def as_child(workspace: Workspace, card: ChildCard) -> ChildAs:
    return card.as_in_record(workspace.settings.lists()["child_roles"].choice("subject"))


def a_word_of(words: str) -> str:
    """Return one word as somebody would type it into the find box."""
    found = [word for word in words.split() if re.search("[a-z0-9]", word)]
    return max(found, key=len, default="")


def texts(value: Any) -> str:
    """Return every text in blocks, however deep."""
    if isinstance(value, str):
        return value
    if isinstance(value, (list, tuple)):
        return " ".join(map(texts, value))
    fields = getattr(value, "__dataclass_fields__", {})
    return " ".join(texts(getattr(value, name)) for name in fields)


@pytest.mark.parametrize("cls", IN_FILE, ids=lambda cls: f"{cls.kind.code}-{cls.kind.version}")
def test_what_is_written_is_found_printed_and_sound(
    cls: type[Record], workspace: Workspace, write: Callable[..., str]
) -> None:
    card = a_child(workspace)
    child = as_child(workspace, card)

    @CONTRACT
    @given(records_of(cls))
    def contract(record: Record) -> None:
        name = write(record, child)
        whole = workspace._vaults.children.whole(name)
        assert whole is not None
        assert whole.record == record
        assert whole.strength == cls.kind.sign
        word = a_word_of(search_words(whole.header, record))
        assert name in {hit.record for hit in workspace.find.hits(word)} or not word
        document = workspace.sheets.record(name).document
        assert isinstance(document, Document)
        shown = fold(texts(document))
        assert fold(card.legal_name) in shown
        missing = [text for text in _texts(record) if fold(text) not in shown]
        assert not missing

    contract()
    preview = workspace.papers.draw(workspace.sheets.record(_newest(workspace)))
    assert preview is not None
    assert preview.printed.pages
    workspace.papers.release(preview, "print")
    reports = workspace.verify()
    assert all(report.sound for report in reports), reports


def _newest(workspace: Workspace) -> str:
    entries = workspace._vaults.children.entries("1", order="e.seq DESC LIMIT 1")
    return entries[0].id


@pytest.mark.parametrize(
    "cls",
    [cls for cls in FORMS if not cls.kind.in_file and cls is not ChildMerged],  # needs two
    ids=lambda cls: cls.kind.code,
)
def test_what_a_register_takes_in_is_replayed(
    cls: type[Record], workspace: Workspace, write: Callable[..., str]
) -> None:
    @CONTRACT
    @given(records_of(cls), st.integers(1, 3))
    def contract(record: Record, subject: int) -> None:
        role = workspace.settings.lists()["child_roles"].choice("subject")
        child = ChildAs(name="Register", role=role, child=f"{subject:032x}")
        write(record, child)
        if isinstance(record, ChildEntry):
            card = workspace.roll_view.child(child.ref())
            assert card is not None
            assert card.legal_name == record.full_name()

    contract()
    reports = workspace.verify()
    assert all(report.sound for report in reports), reports
