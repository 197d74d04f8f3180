from __future__ import annotations

import hashlib
from random import Random

import pytest

from app.base.errors import InputError
from app.documents.blocks import Document, Paragraph
from app.ledger.copies import COPY
from app.ledger.log import log_head
from app.ledger.values import short_head
from app.printing.codes import ALPHABET, scanned, shown
from app.rules.chronology import Filter
from app.services.concerns import RecordUnknown
from app.services.files import ChildUnknown
from app.services.papers import ChainMoved, Paper, Preview
from app.workspace import Workspace
from tests.support.lived_in import key_of, vault_path
from tests.support.pdf_reader import opened
from tests.support.school import School, a_child, a_closure, a_concern, a_decision
from tests.support.tampering import cutting_tail, tamper


@pytest.fixture
def record(workspace: Workspace) -> str:
    return a_concern(workspace, a_child(workspace), seen="Came in without a coat.")


def draw(workspace: Workspace, paper: Paper) -> Preview:
    preview = workspace.papers.draw(paper)
    assert preview is not None
    return preview


def sheet(workspace: Workspace, record: str) -> Preview:
    return draw(workspace, workspace.sheets.record(record))


def test_a_preview_leaves_nothing_behind(workspace: Workspace, record: str) -> None:
    before = log_head(workspace._vaults.children)
    preview = sheet(workspace, record)
    assert log_head(workspace._vaults.children) == before
    assert workspace.papers.copies() == []
    assert not workspace.papers.answer_code(preview.printed.pages[0].code).known


def test_a_copy_is_in_the_register_before_its_bytes_leave(
    workspace: Workspace, record: str
) -> None:
    preview = sheet(workspace, record)
    data = workspace.papers.release(preview, "print", reason="Strategy meeting")
    ((_left, copy),) = workspace.papers.copies()
    assert (copy.way, copy.number, copy.reason) == ("print", 1, "Strategy meeting")
    assert copy.file_sha256 == hashlib.sha256(data).hexdigest()
    assert [page.code for page in copy.pages] == [p.code for p in preview.printed.pages]
    (line,) = [one for one in workspace.access_log.newest() if one.what == COPY]
    assert line.who == workspace.me.person.name


def test_every_code_finds_its_page_as_stored(workspace: Workspace, record: str) -> None:
    preview = sheet(workspace, record)
    workspace.papers.release(preview, "print")
    for page in preview.printed.pages:
        for typed in (page.code, shown(page.code).lower(), scanned(page.code)):
            answer = workspace.papers.answer_code(typed)
            assert (answer.known, answer.exact, answer.page) == (True, None, page.number)
            assert answer.text == page.text
            assert answer.since == ()


def test_a_mistyped_code_is_a_mistype_not_an_unknown_page(
    workspace: Workspace, record: str
) -> None:
    preview = sheet(workspace, record)
    workspace.papers.release(preview, "print")
    code, random = preview.printed.pages[0].code, Random(3)
    for _each in range(50):
        place = random.randrange(len(code))
        other = random.choice([c for c in ALPHABET if c != code[place]])
        with pytest.raises(InputError) as caught:
            workspace.papers.answer_code(code[:place] + other + code[place + 1 :])
        assert caught.value.problems == {"code": "check"}


def test_a_file_is_known_by_its_every_byte(workspace: Workspace, record: str) -> None:
    data = workspace.papers.release(sheet(workspace, record), "save")
    answer = workspace.papers.answer_file(data)
    assert (answer.known, answer.exact) == (True, True)
    random = Random(5)
    for _each in range(50):
        altered = bytearray(data)
        altered[random.randrange(len(data))] ^= 1 << random.randrange(8)
        told = workspace.papers.answer_file(bytes(altered))
        assert (told.known, told.exact) == (False, False)
    assert workspace.papers.answer_file(data + b"\n").exact is False
    assert workspace.papers.answer_file(data[:-1]).exact is False


def test_one_word_altered_on_the_paper_shows_when_compared(workspace: Workspace) -> None:
    """The page is altered: Rowan shows what it printed. The record is not: nothing came since."""
    record = a_concern(workspace, a_child(workspace), seen="Came in without a coat.")
    preview = sheet(workspace, record)
    workspace.papers.release(preview, "print")
    pages = preview.printed.pages
    on_paper = {page.code: page.text.replace("without", "with") for page in pages}
    differing = [
        code for code, text in on_paper.items() if workspace.papers.answer_code(code).text != text
    ]
    assert len(differing) == 1
    answer = workspace.papers.answer_code(differing[0])
    assert "without a coat" in answer.text
    assert answer.since == ()


def test_one_word_altered_in_rowan_shows_against_the_paper(workspace: Workspace) -> None:
    """The register is altered instead: its words no longer give the digest that was chained."""
    record = a_concern(workspace, a_child(workspace), seen="Came in without a coat.")
    preview = sheet(workspace, record)
    workspace.papers.release(preview, "print")
    ((_left, copy),) = workspace.papers.copies()
    for page, printed in zip(copy.pages, preview.printed.pages, strict=True):
        assert page.text_sha256 == hashlib.sha256(printed.text.encode()).hexdigest()
    changed = [
        page
        for page in copy.pages
        if hashlib.sha256(page.text.replace("without", "with").encode()).hexdigest()
        != page.text_sha256
    ]
    assert len(changed) == 1


def test_what_was_recorded_since_is_said(workspace: Workspace) -> None:
    card = a_child(workspace)
    record = a_concern(workspace, card)
    preview = sheet(workspace, record)
    data = workspace.papers.release(preview, "print")
    decision = a_decision(workspace, record)
    a_closure(workspace, record, card)
    code = preview.printed.pages[0].code
    assert decision in workspace.papers.answer_code(code).since
    assert workspace.papers.answer_code(code).since == workspace.papers.answer_file(data).since
    assert workspace.papers.answer_file(data).exact is True


def test_a_preview_older_than_the_chain_is_composed_again(
    workspace: Workspace, record: str
) -> None:
    preview = sheet(workspace, record)
    a_decision(workspace, record)
    with pytest.raises(ChainMoved):
        workspace.papers.release(preview, "print")
    assert workspace.papers.copies() == []


def test_one_preview_leaves_once(workspace: Workspace, record: str) -> None:
    preview = sheet(workspace, record)
    workspace.papers.release(preview, "print")
    with pytest.raises(ChainMoved):
        workspace.papers.release(preview, "save")
    assert len(workspace.papers.copies()) == 1
    assert all(report.sound for report in workspace.verify())


def test_copies_of_one_paper_are_counted(workspace: Workspace, record: str) -> None:
    other = a_concern(workspace, a_child(workspace, "Siân", "Ŵyn"))
    numbers = []
    for one in (record, record, other, record):
        paper = workspace.sheets.record(one)
        numbers.append(paper.number)
        workspace.papers.release(draw(workspace, paper), "print")
    assert numbers == [1, 2, 1, 3]


def test_an_encrypted_file_is_known_as_it_was_saved(workspace: Workspace, record: str) -> None:
    preview = sheet(workspace, record)
    data = workspace.papers.release(preview, "save_encrypted", password="open sesame")
    assert data != preview.printed.pdf
    assert workspace.papers.answer_file(data).exact is True
    assert workspace.papers.answer_file(preview.printed.pdf).known is False
    with pytest.raises(Exception, match="password"):
        opened(data)


def test_the_sheet_bears_the_head_before_its_own_entry(workspace: Workspace, record: str) -> None:
    paper = workspace.sheets.record(record)
    assert paper.stamp.head == short_head(workspace._vaults.children.head())
    preview = draw(workspace, paper)
    workspace.papers.release(preview, "print")
    ((_left, copy),) = workspace.papers.copies()
    assert copy.head == workspace._vaults.children.head().hash.hex()


def test_printing_witnesses_the_heads(workspace: Workspace, record: str) -> None:
    workspace.papers.release(sheet(workspace, record), "print")
    heads = workspace._entered.heads_file.read().heads
    assert heads is not None
    assert heads["children"].ledger == workspace._vaults.children.head()
    assert heads["children"].log == log_head(workspace._vaults.children)


def test_every_paper_can_be_drawn(workspace: Workspace) -> None:
    card = a_child(workspace)
    a_concern(workspace, card)
    papers = [
        workspace.sheets.front_sheet(card.id),
        workspace.sheets.chronology(card.id, Filter()),
        workspace.sheets.blank_concern(),
        workspace.sheets.blank_adult(),
    ]
    for paper in papers:
        preview = draw(workspace, paper)
        assert preview.printed.pdf.startswith(b"%PDF")
        workspace.papers.release(preview, "print")
    assert len(workspace.papers.copies()) == len(papers)
    assert all(report.sound for report in workspace.verify())


def test_a_paper_of_what_is_not_there(workspace: Workspace) -> None:
    with pytest.raises(RecordUnknown):
        workspace.sheets.record("f" * 32)
    with pytest.raises(ChildUnknown):
        workspace.sheets.front_sheet("f" * 32)


def test_a_character_no_font_has_is_said_before_printing(workspace: Workspace) -> None:
    document = Document(
        title="Paper", marking="CONFIDENTIAL", blocks=(Paragraph(text="Zoë said \U00013000."),)
    )
    paper = workspace.papers.paper("record", document, records=("r",))
    assert workspace.papers.missing_characters(paper) == ("\U00013000",)


# ------------------------------------------------------------------ a head typed from a sheet

LONG_HEAD = "9" * 40 + " · " + "0" * 16


def test_a_head_on_paper_stands_however_it_is_typed(workspace: Workspace, record: str) -> None:
    head = workspace.sheets.record(record).stamp.head
    a_decision(workspace, record)
    for typed in (head, head.upper(), head.replace(" · ", " "), f"  {head}\n"):
        assert workspace.papers.answer_head(typed).stands


def test_a_head_with_another_number_or_digit_does_not_stand(
    workspace: Workspace, record: str
) -> None:
    head = workspace.sheets.record(record).stamp.head
    sequence, _dot, digits = head.partition(" · ")
    other = "0" if digits[0] != "0" else "1"
    for typed in (
        f"{int(sequence) - 1} · {digits}",
        f"{int(sequence) + 1} · {digits}",
        f"{int(sequence) + 5000} · {digits}",
        f"{sequence} · {other}{digits[1:]}",
        f"{sequence} · {digits[:-1]}{'0' if digits[-1] != '0' else '1'}",
    ):
        assert not workspace.papers.answer_head(typed).stands


@pytest.mark.parametrize(
    "typed", ["", "952", "952 · e3d3", "e3d3 461d 0000 1111 2222", "×", LONG_HEAD]
)
def test_what_is_no_head_is_said(workspace: Workspace, typed: str) -> None:
    with pytest.raises(InputError) as caught:
        workspace.papers.answer_head(typed)
    assert caught.value.problems == {"head": "head_form"}


def test_a_sheet_shows_that_the_chain_was_cut_behind_it(school: School) -> None:
    first = school.enter()
    card = a_child(first)
    a_concern(first, card)
    head = first.sheets.record(a_concern(first, card)).stamp.head
    first.close(signed_out=True)
    tamper(vault_path(school), key_of(school), cutting_tail(1))
    again = school.enter()
    answer = again.papers.answer_head(head)
    assert (answer.stands, answer.lost_at) == (False, None)
    again.close(signed_out=True)
