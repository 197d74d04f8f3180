from __future__ import annotations

import sys
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from random import Random

import pikepdf
import pytest
from PIL import Image

from app.base.errors import VaultError
from app.printing.foreign import (
    DocumentBroken,
    DocumentLocked,
    DocumentTooLarge,
    DocumentTooSlow,
    Reader,
)
from tests.support.documents import a_pdf, a_picture

PDF = "application/pdf"
ROOT = Path(__file__).parents[3]
REFUSED = (DocumentBroken, DocumentLocked, DocumentTooLarge, DocumentTooSlow)


@pytest.fixture
def reader() -> Iterator[Reader]:
    made = Reader(timeout_s=20)
    yield made
    made.close()


def raw_pdf(contents: bytes, *, box: str = "0 0 595 842", more: bytes = b"") -> bytes:
    """Return a PDF of one page by hand, with whatever contents."""
    return (
        b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction 9 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[" + box.encode() + b"]/Contents 4 0 R"
        b"/Resources<</XObject<</X 5 0 R>>>>>>endobj\n"
        b"4 0 obj<</Length " + str(len(contents)).encode() + b">>stream\n" + contents
        + b"\nendstream endobj\n" + more + b"trailer<</Root 1 0 R>>\n%%EOF"
    )  # fmt: skip


def png_chunk(kind: bytes, data: bytes) -> bytes:
    check = zlib.crc32(kind + data).to_bytes(4, "big")
    return len(data).to_bytes(4, "big") + kind + data + check


def png_bomb(side: int) -> bytes:
    """Return a PNG of side × side black pixels in a few kilobytes."""
    head = side.to_bytes(4, "big") * 2 + bytes([1, 0, 0, 0, 0])
    row = bytes(1 + side // 8)
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(row) for _row in range(side)) + packer.flush()
    chunks = png_chunk(b"IHDR", head) + png_chunk(b"IDAT", data) + png_chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunks


def stream_bomb() -> bytes:
    """Return a PDF whose contents unpack to 70 MB."""
    packed = zlib.compress(b"0 0 m 9 9 l S " * 5_000_000, 6)
    head = b"<</Filter/FlateDecode/Length " + str(len(packed)).encode() + b">>stream\n"
    pdf = raw_pdf(b"")
    return pdf.replace(b"<</Length 0>>stream\n", head + packed, 1)


def endless_forms() -> bytes:
    """Return a PDF whose forms draw each other for ever, and fan out on the way."""
    forms = b"".join(
        b"%d 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>"
        b"/Length 70>>stream\n%s\nendstream endobj\n"
        % (number, number + 1 if number < 40 else 5, b"/X Do " * 11 + b"    ")
        for number in range(5, 41)
    )
    return raw_pdf(b"/X Do", more=forms)


def looped_pages() -> bytes:
    return a_pdf(1).replace(b"/Type /Page\n", b"/Type /Pages")


def locked() -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(a_pdf(1))) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    return out.getvalue()


@pytest.mark.parametrize(
    ("media", "data", "wanted"),
    [
        (PDF, locked, DocumentLocked),
        (PDF, lambda: b"%PDF-1.7 nothing", DocumentBroken),
        (PDF, lambda: raw_pdf(b"", box="0 0 99999999 99999999"), DocumentTooLarge),
        ("image/png", lambda: png_bomb(30_000), DocumentTooLarge),
        ("image/png", lambda: a_picture()[:200], DocumentBroken),
        ("image/tiff", lambda: b"II*\x00\xff\xff\xff\x7f", DocumentBroken),
        ("image/jpeg", lambda: b"\xff\xd8\xff\xe0" + bytes(4000), DocumentBroken),
    ],
    ids=["locked", "no-pdf", "huge-page", "png-bomb", "cut-png", "tiff-loop", "no-jpeg"],
)
def test_what_cannot_be_drawn_is_refused_for_a_reason(
    reader: Reader, media: str, data: object, wanted: type[VaultError]
) -> None:
    assert callable(data)
    with pytest.raises(wanted):
        _all(reader, data(), media)


@pytest.mark.parametrize(
    ("media", "data"),
    [
        (PDF, endless_forms),
        (PDF, stream_bomb),
        (PDF, looped_pages),
        (PDF, lambda: raw_pdf(b"q " * 500_000)),
        (PDF, lambda: raw_pdf(b"[" * 400_000)),
        (PDF, lambda: raw_pdf(b"BT /F 1e38 Tf (x) Tj ET 1e38 0 0 1e38 0 0 cm /X Do")),
        ("image/gif", lambda: b"GIF89a\xff\xff\xff\xff\x80\0\0" + bytes(3000)),
    ],
    ids=["endless-forms", "stream-bomb", "page-loop", "deep-q", "deep-array", "huge-text", "gif"],
)
def test_hostile_files_end_in_a_picture_or_a_refusal(media: str, data: object) -> None:
    assert callable(data)
    made = Reader(timeout_s=6)
    try:
        _all(made, data(), media)
    except REFUSED:
        pass
    finally:
        made.close()


def _all(reader: Reader, data: bytes, media: str) -> None:
    for page in range(len(reader.open(data, media).sizes)):
        picture = reader.picture(page, 96)
        assert len(picture.content) == picture.width * picture.height * 4


def test_cut_and_changed_files_never_take_rowan_along() -> None:
    random = Random("foreign files")
    seeds = [
        (PDF, a_pdf(2)),
        ("image/png", a_picture("PNG", (90, 60))),
        ("image/jpeg", a_picture("JPEG", (90, 60))),
        ("image/gif", a_picture("GIF", (90, 60))),
        ("image/tiff", a_picture("TIFF", (90, 60))),
    ]
    drawn = refused = 0
    for media, seed in seeds:
        for _turn in range(5):
            data = bytearray(seed[: random.randrange(len(seed) // 2, len(seed))])
            for _change in range(random.randrange(1, 12)):
                data[random.randrange(8, len(data))] = random.randrange(256)
            made = Reader(timeout_s=10)
            try:
                _all(made, bytes(data), media)
                drawn += 1
            except REFUSED:
                refused += 1
            finally:
                made.close()
    assert drawn + refused == 25
    assert refused


def test_a_late_answer_is_ended() -> None:
    made = Reader(("sleep", "60"), timeout_s=0.3)
    with pytest.raises(DocumentTooSlow):
        made.open(b"%PDF-", PDF)
    made.close()


def test_a_worker_that_says_nonsense_is_not_believed() -> None:
    made = Reader(("cat",), timeout_s=10)  # sends the file back
    with pytest.raises(DocumentBroken):
        made.open(b"%PDF-", PDF)
    made.close()


def test_what_is_no_jpeg_goes_no_further(tmp_path: Path) -> None:
    """A worker taken over by a file hands on nothing that a second reader could stumble over."""
    script = tmp_path / "worker.py"
    script.write_text(
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from app.printing import foreign_wire as wire\n"
        "while wire.receive(sys.stdin.buffer):\n"
        "    wire.send(sys.stdout.buffer, wire.Picture(1, 1, b'%!PS-Adobe-3.0 EPSF-3.0'))\n"
    )
    made = Reader((sys.executable, str(script), str(ROOT)), timeout_s=20)
    made._start()
    with pytest.raises(DocumentBroken):
        made.jpeg(0, 96)
    made.close()


def test_after_closing_nothing_is_drawn(reader: Reader) -> None:
    reader.open(a_pdf(1), PDF)
    reader.close()
    with pytest.raises(DocumentTooSlow):
        reader.picture(0, 96)


def test_a_page_that_is_not_there_is_refused(reader: Reader) -> None:
    reader.open(a_pdf(1), PDF)
    with pytest.raises(DocumentBroken):
        reader.picture(7, 96)


def test_a_photograph_stands_upright_and_tells_nothing_of_where_it_was_taken(
    reader: Reader,
) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held on its side
    exif[0x010E] = "Quillonbrake Road 7"
    opened = reader.open(a_picture("JPEG", (640, 480), exif=exif), "image/jpeg")
    assert opened.sizes == ((360.0, 480.0),)
    jpeg = reader.jpeg(0, 96)
    assert (jpeg.width, jpeg.height) == (480, 640)
    assert b"Quillonbrake" not in jpeg.content
    with Image.open(BytesIO(jpeg.content)) as image:
        red, _green, _blue = image.convert("RGB").getpixel((240, 100))  # type: ignore[misc]
    assert red > 150


def test_every_page_of_a_scan_is_there(reader: Reader) -> None:
    pages = [Image.new("RGB", (300, 200 + 50 * number), "white") for number in range(3)]
    out = BytesIO()
    pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:])
    assert len(reader.open(out.getvalue(), "image/tiff").sizes) == 3
    assert reader.picture(2, 96).height == 300


def test_no_picture_is_larger_than_may_be_drawn(reader: Reader) -> None:
    reader.open(a_pdf(1), PDF)
    picture = reader.picture(0, 5000)
    assert picture.width * picture.height <= 16_100_000


def test_filled_in_fields_of_a_form_are_shown(reader: Reader) -> None:
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(300, 200))
    stream = pdf.make_stream(b"0 0 1 rg 0 0 200 100 re f")
    stream.Type, stream.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    stream.BBox = [0, 0, 200, 100]
    field = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Tx, T="name",
            V="Zoë", Rect=[50, 50, 250, 150], F=4, AP=pikepdf.Dictionary(N=stream),
        )
    )  # fmt: skip
    page.Annots = pikepdf.Array([field])
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[field])
    out = BytesIO()
    pdf.save(out)
    reader.open(out.getvalue(), PDF)
    with Image.open(BytesIO(reader.jpeg(0, 72).content)) as image:
        red, _green, blue = image.convert("RGB").getpixel((150, 100))  # type: ignore[misc]
    assert blue > red + 40
