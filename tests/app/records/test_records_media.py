from __future__ import annotations

import pytest

from app.records.media import drawn, media_of, media_words, size_words

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(20)


@pytest.mark.parametrize(
    ("data", "name", "media", "words"),
    [
        (b"\n\n%PDF-1.4", "x", "application/pdf", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "x.pdf", "image/png", "PNG picture"),
        (b"\xff\xd8\xff\xe1", "x", "image/jpeg", "JPEG picture"),
        (b"GIF89a", "x", "image/gif", "GIF picture"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "x", "image/webp", "WebP picture"),
        (b"BM\0\0", "x", "image/bmp", "BMP picture"),
        (b"MM\0*\0", "x", "image/tiff", "TIFF picture"),
        (b"\0\0\0\x18ftypheic", "x.jpg", "image/heic", "HEIC picture"),
        (b"\0\0\0\x18ftypmp42", "x", "video/mp4", "Video or sound"),
        (OLE, "mail.msg", "application/vnd.ms-outlook", "Outlook message"),
        (OLE, "x", "application/x-ole", "Older Office document"),
        (b"PK\x03\x04 zip", "x", "application/zip", "ZIP archive"),
        (b"From: somebody", "mail.eml", "message/rfc822", "E-mail"),
        ("Zoë’s words".encode(), "x", "text/plain", "Text"),
        (b"\x00\xff\xfe", "x.txt", "application/octet-stream", "Other file"),
        (b"a\x00b", "x.txt", "application/octet-stream", "Other file"),
    ],
    ids=lambda value: value if isinstance(value, str) and "/" in value else "",
)
def test_a_file_is_what_its_bytes_say(data: bytes, name: str, media: str, words: str) -> None:
    assert media_of(data, name) == media
    assert media_words(media) == words


def test_office_documents_are_told_apart_by_what_lies_in_them() -> None:
    assert media_words(media_of(b"PK\x03\x04...word/document.xml")) == "Word document"
    assert media_words(media_of(b"PK\x03\x04...xl/workbook.xml")) == "Excel workbook"


def test_a_letter_cut_in_two_is_still_text() -> None:
    assert media_of(b"a" * 1023 + "ë".encode()) == "text/plain"


def test_only_pdfs_and_pictures_are_drawn() -> None:
    assert drawn("application/pdf")
    assert drawn("image/webp")
    assert not drawn("image/heic")
    assert not drawn("text/plain")


@pytest.mark.parametrize(
    ("size", "words"), [(1, "1 bytes"), (820_400, "820 kB"), (41_943_040, "41.9 MB")]
)
def test_sizes_are_said_in_words(size: int, words: str) -> None:
    assert size_words(size) == words.replace("1 bytes", "1 byte")
