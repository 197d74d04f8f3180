from __future__ import annotations

from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from app.documents.blocks import Paragraph
from app.printing.draw import draw
from app.printing.protect import protect
from tests.support.papers import paper, stamp

PASSWORD = "five ŵords of a passphrase"


@pytest.fixture(scope="module")
def locked() -> bytes:
    return protect(draw(paper(Paragraph(text="Siân was told.")), stamp()).pdf, PASSWORD)


def test_a_locked_file_opens_with_its_password_only(locked: bytes) -> None:
    for wrong in ("", "wrong", PASSWORD.upper()):
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(BytesIO(locked), password=wrong)
    with pikepdf.open(BytesIO(locked), password=PASSWORD) as file:
        assert len(file.pages) == 1


def test_it_is_locked_with_the_strongest_means_of_the_format(locked: bytes) -> None:
    with pikepdf.open(BytesIO(locked), password=PASSWORD) as file:
        facts = file.encryption
        assert (facts.R, facts.V, facts.bits) == (6, 5, 256)
        assert facts.stream_method == pikepdf.models.EncryptionMethod.aesv3


def test_other_programs_read_it(locked: bytes) -> None:
    file = pypdfium2.PdfDocument(locked, password=PASSWORD)
    assert "Siân was told." in file[0].get_textpage().get_text_range()
    file.close()


def test_title_and_structure_are_locked_too(locked: bytes) -> None:
    assert b"Paper" not in locked
    assert b"dc:title" not in locked


def test_an_empty_password_is_refused() -> None:
    with pytest.raises(ValueError, match="protects nothing"):
        protect(b"", "")
