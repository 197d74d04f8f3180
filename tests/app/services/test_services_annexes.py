from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from app.services.annexes import MOST_PAGES, Annexed, Annexes
from app.services.papers import Preview
from app.vault.attachments import AttachmentMissing, remove_unnamed
from app.views.documents import Attached
from app.workspace import Workspace
from tests.support.documents import a_file, a_pdf, a_picture, attach
from tests.support.school import School, a_child, a_concern


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    return tmp_path / "stick"


def printed(workspace: Workspace, record: str, *attached: Attached) -> Preview:
    sheets = workspace.sheets
    preview = workspace.papers.draw(sheets.with_documents(sheets.record(record), attached))
    assert preview is not None
    return preview


def hostile_pdf() -> bytes:
    """Return a PDF with a script, a link, a form and a file inside."""
    with pikepdf.open(BytesIO(a_pdf(1))) as pdf:
        pdf.Root.OpenAction = pikepdf.Dictionary(
            S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert('Quillonbrake')")
        )
        uri = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("https://example.org/q"))
        link = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 500, 800], A=uri
        )
        pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(link)])
        pdf.attachments["inside.exe"] = b"MZ"
        out = BytesIO()
        pdf.save(out)
    return out.getvalue()


def test_pages_of_documents_follow_the_sheet_each_with_a_code_of_its_own(
    workspace: Workspace, stick: Path
) -> None:
    card = a_child(workspace)
    concern = a_concern(workspace, card)
    letter = attach(workspace, card, a_file(stick, "letter.pdf", a_pdf(2)), about=concern)
    photo = attach(
        workspace, card, a_file(stick, "wall.jpg", a_picture("JPEG")), about=concern, title="Wall"
    )
    alone = workspace.papers.draw(workspace.sheets.record(concern))
    assert alone is not None
    preview = printed(workspace, concern, letter, photo)
    pages = preview.printed.pages
    assert len(pages) == len(alone.printed.pages) + 1 + 3
    assert len({page.code for page in pages}) == len(pages)
    cover, first, second, third = (page.text for page in pages[-4:])
    assert "Documents printed with it" in cover
    digest = letter.document.sha256
    assert " ".join(digest[at : at + 8] for at in range(0, 64, 8)) in cover.replace("\n", " ")
    assert f"page 1 of 2. SHA-256 {digest[:16]}" in first
    assert "page 2 of 2" in second
    assert "Document 2, “Wall”, page 1 of 1" in third
    assert all("CONFIDENTIAL – child protection" in page.text for page in pages)
    data = workspace.papers.release(preview, "print")
    assert workspace.papers.answer_code(pages[-1].code).text == third
    answer = workspace.papers.answer_file(data)
    assert answer.exact
    assert answer.copy is not None
    assert answer.copy.title.endswith(", with documents")


def _content(stream: pikepdf.Stream) -> bytes:
    picture = stream.get("/Subtype") == pikepdf.Name.Image
    return bytes(stream.get_raw_stream_buffer()) if picture else stream.read_bytes()


def test_nothing_that_a_document_brings_along_is_in_the_print(
    workspace: Workspace, stick: Path
) -> None:
    card = a_child(workspace)
    concern = a_concern(workspace, card)
    path = a_file(stick, "hostile.pdf", hostile_pdf())
    preview = printed(workspace, concern, attach(workspace, card, path, about=concern))
    with pikepdf.open(BytesIO(preview.printed.pdf)) as pdf:
        assert "/OpenAction" not in pdf.Root
        assert "/Names" not in pdf.Root
        assert not pdf.attachments
        assert all("/Annots" not in page for page in pdf.pages)
        streams = [each for each in pdf.objects if isinstance(each, pikepdf.Stream)]
        everything = b"".join(map(_content, streams))
    assert b"Quillonbrake" not in everything + preview.printed.pdf


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("broken.pdf", b"%PDF-1.7 nothing", "it is not whole"),
        ("minutes.docx", b"PK\x03\x04 word/", "does not draw files of this kind: Word document"),
    ],
    ids=["broken", "docx"],
)
def test_what_cannot_be_drawn_is_listed_with_the_reason(
    workspace: Workspace, stick: Path, name: str, data: bytes, why: str
) -> None:
    card = a_child(workspace)
    concern = a_concern(workspace, card)
    one = attach(workspace, card, a_file(stick, name, data), about=concern)
    preview = printed(workspace, concern, one)
    cover = preview.printed.pages[-1].text.replace("\n", " ")
    assert "not in this print" in cover
    assert why in cover
    assert one.document.file_name in cover


def test_a_document_that_is_gone_is_no_print(
    workspace: Workspace, school: School, stick: Path
) -> None:
    card = a_child(workspace)
    concern = a_concern(workspace, card)
    one = attach(workspace, card, a_file(stick, "letter.pdf", a_pdf()), about=concern)
    other = attach(workspace, card, a_file(stick, "photo.png", a_picture()))
    source = workspace.attachments.source(one)
    workspace.attachments._mine.clear()
    remove_unnamed(school.folder, source.file, lambda held: held == other.attachment)
    with pytest.raises(AttachmentMissing):
        printed(workspace, concern, one)


def test_a_print_that_is_cancelled_gives_nothing(workspace: Workspace, stick: Path) -> None:
    card = a_child(workspace)
    one = attach(workspace, card, a_file(stick, "letter.pdf", a_pdf()))
    annexes = Annexes()
    paper = workspace.sheets.blank_concern().document
    wanted = Annexed(one=one, source=workspace.attachments.source(one))
    real = annexes._drawn

    def drawn(each: Annexed, left: int) -> object:
        annexes.cancel()
        return real(each, left)

    annexes._drawn = drawn  # type: ignore[method-assign,assignment]
    assert annexes.put_behind(paper, [wanted]) is None


def test_a_very_long_document_is_listed_only(workspace: Workspace, stick: Path) -> None:
    card = a_child(workspace)
    concern = a_concern(workspace, card)
    long = a_file(stick, "long.pdf", a_pdf(MOST_PAGES + 1))
    preview = printed(workspace, concern, attach(workspace, card, long, about=concern))
    assert f"it has {MOST_PAGES + 1} pages" in preview.printed.pages[-1].text.replace("\n", " ")
