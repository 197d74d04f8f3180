"""Lock a finished PDF with a password, as strongly as the format can."""

from __future__ import annotations

from io import BytesIO
from typing import Final

import pikepdf

_REVISION: Final = 6  # AES-256 of PDF 2.0; 5 was a draft with a weak check of the password


def protect(pdf: bytes, password: str) -> bytes:
    """Return the file encrypted with AES-256; without the password nothing can be read.

    Each call gives other bytes, because the key is drawn anew. Raise ValueError for an empty
    password.
    """
    if not password:
        raise ValueError("an empty password protects nothing")
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as opened:
        keys = pikepdf.Encryption(owner=password, user=password, R=_REVISION)
        opened.save(out, encryption=keys)
    return out.getvalue()
