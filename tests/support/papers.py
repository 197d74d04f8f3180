"""Compose papers to draw in tests: an invented concern with a figure, a table and a signature."""

from __future__ import annotations

from app.documents.blocks import (
    Block,
    Column,
    Document,
    Facts,
    Figure,
    Heading,
    Label,
    Lines,
    PageStamp,
    Paragraph,
    Picture,
    Signature,
    Stroke,
    Table,
    Ticks,
)

NAMES = ("Zoë Łukasz Nguyễn", "Siân", "Ŵyn", "O’Neill", "أحمد")

Path = tuple[tuple[str | float, ...], ...]

_HALF: tuple[tuple[float, ...], ...] = (
    (100, 14, 122, 14, 132, 30, 130, 52),
    (136, 52, 136, 64, 128, 66, 126, 78),
    (118, 86, 114, 88, 113, 92, 113, 106),
    (124, 114, 152, 112, 158, 132, 162, 160),
    (164, 190, 170, 220, 172, 240, 176, 262),
    (182, 274, 178, 296, 172, 296, 164, 296),
    (162, 280, 160, 270, 158, 258, 154, 232),
    (150, 206, 148, 190, 144, 160, 142, 150),
    (140, 190, 142, 220, 144, 250, 146, 290),
    (146, 330, 140, 360, 138, 390, 136, 420),
    (134, 440, 142, 452, 138, 458, 126, 460),
    (116, 458, 118, 440, 116, 420, 112, 380),
    (108, 340, 104, 310, 100, 280, 100, 280),
)


def concern(*, narrative: str = "", names: tuple[str, ...] = NAMES) -> Document:
    """Return a sheet of two to three pages such as a record of a concern."""
    told = narrative or _NARRATIVE
    return Document(
        title="Concern",
        marking="CONFIDENTIAL – child protection",
        school="Ashgrove Primary School",
        reference="R-0041",
        record="Record 41, version 1",
        blocks=(
            Heading(text=f"Concern about {names[0]}", level=1),
            Facts(rows=_facts(names)),
            Heading(text="What was seen"),
            Paragraph(text=told),
            Heading(text="The child’s exact words"),
            Paragraph(text=_WORDS, style="quote"),
            Heading(text="What the reporter thinks"),
            Paragraph(text=_OPINION, style="opinion"),
            Heading(text="Marks seen"),
            *_marks(),
            Heading(text="What was done at once"),
            Paragraph(text=_DONE),
            Paragraph(text=_WARNING, style="warning"),
            Heading(text="Signature"),
            Signature(
                signed=f"Signed in Rowan by {names[3]} (class teacher) on 3 March 2026 at 15:52 "
                "with their passphrase. Signature 7f3a 91c2 0be4 55d1.",
                ink=("Signature of the person who recorded this", "Date and time"),
            ),
            Paragraph(text="The drawings are not to scale.", style="small"),
        ),
    )


def blank_form() -> Document:
    """Return a form to fill in by hand."""
    kinds = ("Physical", "Emotional", "Sexual", "Neglect", "Online", "Outside the family")
    return Document(
        title="Blank concern form",
        marking="CONFIDENTIAL when filled in – child protection",
        school="Ashgrove Primary School",
        blocks=(
            Heading(text="Record a concern", level=1),
            Paragraph(text="Hand this form to the designated safeguarding lead in person today."),
            Heading(text="Kind of concern"),
            Ticks(options=kinds),
            Heading(text="What did you see?"),
            Lines(count=6),
            Heading(text="The child’s exact words"),
            Lines(count=4, boxed=True),
            Signature(signed="", ink=("Name and role", "Signature", "Date and time")),
        ),
    )


def stamp(codes: tuple[str, ...] = ()) -> PageStamp:
    """Return what the pages of a sheet say about themselves."""
    return PageStamp(
        printed_by="Siân O’Neill (DSL)",
        printed_at="3 March 2026, 16:02",
        copy="2",
        head="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        fingerprint="4e07408562bedb8b60ce05c1decfe3ad",
        codes=codes,
    )


def paper(*blocks: Block) -> Document:
    """Return a document of these blocks."""
    return Document(title="Paper", marking="CONFIDENTIAL", blocks=blocks)


def body(title: str, sides: tuple[str, str], *marks: tuple[float, float, str]) -> Picture:
    """Return a simple figure with numbered marks at places."""
    strokes = [
        Stroke(path=_outline()),
        Stroke(
            path=(("M", 58.0, 132.0), ("C", 80.0, 140.0, 120.0, 140.0, 142.0, 132.0)),
            style="region",
        ),
        Stroke(path=(("M", 56.0, 262.0), ("L", 144.0, 262.0)), style="region"),
        Stroke(path=(("M", 100.0, 106.0), ("L", 100.0, 280.0)), style="region"),
        Stroke(
            path=(("M", 88.0, 48.0), ("C", 92.0, 44.0, 94.0, 44.0, 96.0, 48.0)), style="detail"
        ),
        Stroke(
            path=(("M", 104.0, 48.0), ("C", 106.0, 44.0, 108.0, 44.0, 112.0, 48.0)), style="detail"
        ),
    ]
    labels = [
        Label(text=sides[0], x=2, y=12, size=10),
        Label(text=sides[1], x=198, y=12, size=10, align="right"),
    ]
    for x, y, number in marks:
        strokes += [
            _ring(x, y),
            Stroke(path=(("M", x + 5, y), ("L", x + 30, y - 14)), style="leader"),
        ]
        labels.append(Label(text=number, x=x + 30, y=y - 14, size=10, round=True))
    return Picture(
        width=200, height=470, strokes=tuple(strokes), labels=tuple(labels), title=title
    )


def _facts(names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return (
        ("Child", f"{names[0]}, born 4 May 2017, class 3B"),
        ("Also named", f"{names[4]} (friend), {names[1]} and {names[2]} (siblings)"),
        ("When it happened", "3 March 2026, about 10:15"),
        ("When it was written", "3 March 2026, 15:40"),
        ("Where", "Classroom 3B, after outdoor play"),
        ("Recorded by", f"{names[3]}, class teacher"),
        ("Told to a safeguarding lead", "Yes, in person, at 10:40"),
    )


def _marks() -> tuple[Block, ...]:
    front = body("Front", ("child’s right", "child’s left"), (152, 205, "1"), (124, 330, "2"))
    back = body("Back", ("child’s left", "child’s right"), (70, 180, "3"))
    columns = (
        Column(heading="No.", share=0.5, align="right"),
        Column(heading="Where", share=2.2),
        Column(heading="Kind", share=1.2),
        Column(heading="Size", share=1.3),
        Column(heading="Colour", share=1.3),
        Column(heading="In the reporter’s words", share=3),
    )
    rows = (
        (
            "1",
            "Left forearm, front",
            "Bruise",
            "2 × 2 cm",
            "Red, purple",
            "Roughly round, on the outer side",
        ),
        ("2", "Left thigh, front", "Red mark", "About 4 × 1 cm", "Red", "A line, skin not broken"),
        (
            "3",
            "Upper back, left",
            "Graze",
            "Not measured",
            "Red, brown",
            "Seen while the child changed for PE; dry, no dressing",
        ),
    )
    alt = "Body map. 1: bruise, left forearm. 2: red mark, left thigh. 3: graze, upper back."
    return (
        Figure(pictures=(front, back), alt=alt, caption="Not to scale.", height_mm=105),
        Table(columns=columns, rows=rows, caption="Marks by number"),
    )


def _outline() -> Path:
    right: list[tuple[str | float, ...]] = [("M", 100.0, 14.0)]
    right += [("C", *points[2:]) for points in _HALF]
    left: list[tuple[str | float, ...]] = [("M", 100.0, 14.0)]
    for _command, *points in right[1:]:
        mirrored = (
            200 - float(value) if at % 2 == 0 else value for at, value in enumerate(points)
        )
        left.append(("C", *mirrored))
    return (*right, *left)


def _ring(x: float, y: float) -> Stroke:
    path: Path = (
        ("M", x - 5, y),
        ("C", x - 5, y - 8, x + 5, y - 7, x + 5, y),
        ("C", x + 5, y + 6, x - 4, y + 8, x - 5, y),
        ("Z",),
    )
    return Stroke(path=path, style="mark")


_NARRATIVE = (
    "During the lesson after outdoor play the child came to my desk and held the left arm close "
    "to the body. When I asked whether everything was all right, the child shook the head and "
    "looked at the door. I saw a mark on the left forearm when the sleeve moved up while "
    "reaching for a pencil. I did not ask the child to show it.\n\n"
    "Another adult, who was hearing readers at the back of the room, saw the same. The child then "
    "sat down, drew for about ten minutes and joined the group again. At lunch the child ate "
    "little, which is unusual, and asked twice who would be at the gate this afternoon.\n\n"
    "At 13:10 the child changed for PE with the class. The teaching assistant saw a graze on the "
    "upper back and a red line on the left thigh. No clothing was moved to look."
)
_WORDS = (
    "“It was because I was late with my shoes. He said not to tell. I don’t want to go in the "
    "car.”\nThen, after a while: “Is it a secret if you know it now?”"
)
_OPINION = (
    "The child seems more anxious on days when the older brother collects. I have not seen this "
    "before half term."
)
_DONE = (
    "The child was told that this has to be shared with people whose job is to keep children "
    "safe. No promise was made. The safeguarding lead was told in person at 10:40 and saw the "
    "child at 11:00."
)
_WARNING = "Parents have not been told. Reason: it could put the child at more risk before advice."
