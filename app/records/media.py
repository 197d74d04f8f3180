"""Find out by looking what a file is; its name is never believed."""

from __future__ import annotations

from app.base.text import N_, _, ngettext

PDF = "application/pdf"
UNKNOWN = "application/octet-stream"
IMAGES = frozenset(
    {"image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp", "image/tiff"}
)
DRAWN = IMAGES | {PDF}
"""What Rowan shows itself; everything else stays sealed bytes."""

_HEAD = 1024
_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"BM", "image/bmp"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"{\\rtf", "application/rtf"),
)
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEIC = frozenset({b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif"})
_VIDEO = frozenset({b"isom", b"mp42", b"mp41", b"qt  ", b"M4V ", b"3gp4", b"M4A "})
_INSIDE_ZIP: tuple[tuple[bytes, str], ...] = (
    (b"word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (b"xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (b"ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    (b"mimetypeapplication/vnd.oasis", "application/vnd.oasis.opendocument"),
)
_BY_ENDING = {".msg": "application/vnd.ms-outlook", ".doc": "application/msword"}

_WORDS: dict[str, str] = {
    PDF: N_("PDF"),
    "image/png": N_("PNG picture"),
    "image/jpeg": N_("JPEG picture"),
    "image/gif": N_("GIF picture"),
    "image/webp": N_("WebP picture"),
    "image/bmp": N_("BMP picture"),
    "image/tiff": N_("TIFF picture"),
    "image/heic": N_("HEIC picture"),
    "video/mp4": N_("Video or sound"),
    "application/rtf": N_("Text with formatting"),
    "application/zip": N_("ZIP archive"),
    "application/msword": N_("Word document"),
    "application/vnd.ms-outlook": N_("Outlook message"),
    "application/x-ole": N_("Older Office document"),
    "message/rfc822": N_("E-mail"),
    "text/plain": N_("Text"),
    _INSIDE_ZIP[0][1]: N_("Word document"),
    _INSIDE_ZIP[1][1]: N_("Excel workbook"),
    _INSIDE_ZIP[2][1]: N_("PowerPoint slides"),
    _INSIDE_ZIP[3][1]: N_("OpenDocument file"),
}


def media_of(data: bytes, name: str = "") -> str:
    """Return the media type that a file's first bytes tell, such as application/pdf.

    The name only tells apart what begins alike: old Office documents and messages.
    """
    head = data[:_HEAD]
    if b"%PDF-" in head:
        return PDF
    for beginning, media in _BEGINNINGS:
        if head.startswith(beginning):
            return media
    return _boxed(head, data, name) or _written(head, name)


def drawn(media: str) -> bool:
    """Say whether Rowan shows files of a type itself."""
    return media in DRAWN


def media_words(media: str) -> str:
    """Return a media type in words."""
    return _(_WORDS[media]) if media in _WORDS else _("Other file")


def size_words(size: int) -> str:
    """Return a size in bytes in words: 820 kB."""
    if size < 1000:  # noqa: PLR2004 - below that bytes are counted
        return ngettext("{count} byte", "{count} bytes", size).format(count=size)
    if size < 1_000_000:  # noqa: PLR2004
        return _("{count:.0f} kB").format(count=size / 1000)
    return _("{count:.1f} MB").format(count=size / 1_000_000)


def _boxed(head: bytes, data: bytes, name: str) -> str:
    """Return the type of a file whose beginning only names its wrapping; empty for others."""
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:8] == b"ftyp":
        brand = head[8:12]
        return "image/heic" if brand in _HEIC else "video/mp4" if brand in _VIDEO else UNKNOWN
    if head.startswith(_ZIP):
        return next((media for mark, media in _INSIDE_ZIP if mark in data), "application/zip")
    if head.startswith(_OLE):
        return _BY_ENDING.get(_ending(name), "application/x-ole")
    return ""


def _written(head: bytes, name: str) -> str:
    try:
        text = head.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < _HEAD - 3:  # else a letter was cut in two at the end of what is read
            return UNKNOWN
        text = ""
    if "\x00" in text:
        return UNKNOWN
    return "message/rfc822" if _ending(name) == ".eml" else "text/plain"


def _ending(name: str) -> str:
    dot = name.rfind(".")
    return name[dot:].lower() if dot >= 0 else ""
