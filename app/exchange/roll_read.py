"""Open whatever a school's office system saved as its roll."""

from __future__ import annotations

from app.exchange.roll_ctf import read_ctf_table
from app.exchange.roll_sheets import read_sheet_table
from app.exchange.roll_table import LARGEST, NotARoll, Table
from app.exchange.roll_text import coding_of, read_text_table

_HEAD = 400
# How files begin that Rowan does not read -> the word for what to do instead.
_FOREIGN = (
    (b"\xd0\xcf\x11\xe0", "old_excel"),
    (b"%PDF", "pdf"),
    (b"{\\rtf", "not_a_table"),
    (b"\x1f\x8b", "not_a_table"),
    (b"\x89PNG", "not_a_table"),
    (b"\xff\xd8\xff", "not_a_table"),
    (b"Rar!", "not_a_table"),
)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")


def read_table(data: bytes) -> Table:
    """Return the table in a file: text, workbook or common transfer file (NotARoll).

    No connection is touched; any thread.
    """
    if len(data) > LARGEST:
        raise NotARoll("too_large", str(LARGEST >> 20))
    for mark, why in _FOREIGN:
        if data.startswith(mark):
            raise NotARoll(why)
    if data.startswith(_ZIP):
        return read_sheet_table(data)
    head = _begin(data)
    if head.startswith(("<!doctype html", "<html", "<table", "<head")) or "<html" in head:
        raise NotARoll("web_page")
    if head.startswith("<"):
        return read_ctf_table(data)
    return read_text_table(data)


def _begin(data: bytes) -> str:
    head = data[:_HEAD]
    return head.decode(coding_of(head), "replace").lstrip("\ufeff \t\r\n").casefold()
