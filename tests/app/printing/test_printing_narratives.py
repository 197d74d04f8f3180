from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.documents.blocks import Column, Document, Facts, Heading, PageStamp, Paragraph, Table
from app.printing.coverage import as_printed
from app.printing.draw import draw
from app.printing.printed import Printed
from app.printing.sanitise import printable
from tests.support.papers import paper, stamp
from tests.support.pdf_reader import common_text, joined, opened, pages, squeezed, structure

NASTY = (
    "<b>bold</b>",
    "<img src='file:///etc/passwd'/>",
    "<a href='file:///etc/passwd'>click</a>",
    "<para><font color='[[[getattr(pow,Word(\"__globals__\"))]]]'>",
    "&lt;&#0;&amp;",
    "]]>",
    "(unbalanced \\ ) >> endstream endobj",
    "BT /F1 99 Tf (x) Tj ET",
    "\x00\x07\x1b[31m\x7f\x85",
    "\ud800",
    "\ufffe\uffff\ufeff",
    "a\tb\r\nc\u2028d",
    "x" * 700,
    "=cmd|'/c calc'!A0",
    "\u202egpj.exe\u202c",
    "\u2066\u2069",
    "Zoë Łukasz Nguyễn",
    "Nguye\u0302\u0303n",
    "أحمد قال 123 لا (نعم)",
    "שלום (world) 45",
    "شَلَام",
    "हिन्दी शर्मा",
    "ไทย",
    "李 😔 👩\u200d👧",
    "Z̸̧̢̛͎̠a̷l̵g̶o",
    "O’Neill–Ŵyn…",
    "   ",
    "\n\n\n",
)
NARRATIVES = st.lists(
    st.one_of(st.sampled_from(NASTY), st.text(max_size=40), st.characters()),
    min_size=1,
    max_size=12,
).map("".join)
SPACELESS = {"\u200c", "\u200d"}


def told(text: str) -> str:
    return "".join(char for char in joined(as_printed(text)) if char not in SPACELESS)


def drawn(text: str) -> Printed:
    columns = (Column(heading="No.", share=0.3), Column(heading="Words"))
    document = Document(
        title=text[:60],
        marking=text[:60],
        school=text,
        blocks=(
            Heading(text=text),
            Paragraph(text=text, style="quote"),
            Facts(rows=((text[:30], text),)),
            Table(columns=columns, rows=(("1", text),)),
        ),
    )
    by = PageStamp(printed_by=text, printed_at="", copy="", head=text, fingerprint="")
    return draw(document, by)


@settings(max_examples=480, deadline=None, derandomize=True, database=None)
@given(NARRATIVES)
def test_any_narrative_is_printed_whole(text: str) -> None:
    printed = draw(paper(Paragraph(text=text)), stamp())
    words = "".join(page.text for page in printed.pages)
    assert told(text) in _without_furniture(printed) or told(text) in told(words)


def _without_furniture(printed: Printed) -> str:
    return "".join(joined("\n".join(page.text.split("\n")[2:-3])) for page in printed.pages)


@settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(NARRATIVES)
def test_any_narrative_comes_back_from_the_file(text: str) -> None:
    printed = drawn(text)
    found = [one.text for one in structure(printed.pdf)]
    body = "".join(found)
    expected = (text, text, text[:30], text, "No.", "Words", "1", text)
    assert told(body) == "".join(map(told, expected))
    common = joined("".join(common_text(printed.pdf)))
    if body.isascii():
        assert sorted(joined("".join(page.text for page in printed.pages))) == sorted(common)
    with opened(printed.pdf) as file:
        assert all(
            "/Annots" not in page and "/XObject" not in page.Resources for page in file.pages
        )
    assert all(page.unmarked == 0 for page in pages(printed.pdf))


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(NARRATIVES)
def test_printable_text_stays_as_it_is(text: str) -> None:
    assert printable(printable(text)) == printable(text)
    printable(text).encode()
    assert not any(char < " " and char != "\n" for char in printable(text))


def test_an_altered_letter_would_be_seen() -> None:
    printed = draw(paper(Paragraph(text="left arm")), stamp())
    assert told("left arm") in told(printed.pages[0].text)
    assert told("left ann") not in told(printed.pages[0].text)
    assert squeezed(structure(printed.pdf)[0].text) == "left arm"
