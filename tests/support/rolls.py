"""Write invented rolls as office systems write them, and damage them by a seed."""

from __future__ import annotations

import csv
import io
import warnings
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

import openpyxl

from app.records.register import upn_letter

FIRSTS = ("Zoë", "Łukasz", "Siân", "Amira", "Oluwaseun", "Tom", "Mei", "Aoife", "Dilan", "Maja")
LASTS = ("Nguyễn", "O’Neill", "Ŵyn", "Khan", "Okafor", "Smith-Jones", "Li", "Byrne", "Demir")
CLASSES = ("Oak", "Elm", "Ash")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pupil:
    """Hold one invented child."""

    upn: str
    first: str
    last: str
    known: str
    born: date
    class_name: str
    year: int
    sex: str


def upn(number: int) -> str:
    """Return an invented UPN whose letter is right."""
    figures = f"8012000{number:05d}"
    return upn_letter(figures) + figures


def pupils(count: int, seed: int = 1) -> list[Pupil]:
    """Return invented children, the same for the same seed; no two are alike."""
    random = Random(seed)
    return [
        Pupil(
            upn=upn(number),
            first=random.choice(FIRSTS),
            last=f"{random.choice(LASTS)}{_letters(number)}",
            known=random.choice(("", "", "Jo")),
            born=date(2015 + number % 7, 1 + number % 12, 13 + number % 15),
            class_name=random.choice(CLASSES),
            year=random.randrange(1, 7),
            sex=random.choice("FM"),
        )
        for number in range(count)
    ]


def _letters(number: int) -> str:
    return "".join(chr(97 + int(figure)) for figure in str(number))


def table(rows: Sequence[Sequence[str]], separator: str = ",") -> str:
    """Return rows as a text with separators, quoted where needed."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows(rows)
    return out.getvalue()


def sims(children: Sequence[Pupil]) -> bytes:
    """Return a report of SIMS: titles above, preferred surname beside the legal one, a total."""
    head = ["Legal Surname", "Surname", "Forename", "Preferred Forename", "DOB", "Reg Group"]
    rows = [
        [
            c.last,
            c.last,
            c.first,
            c.known or c.first,
            f"{c.born:%d/%m/%Y}",
            c.class_name,
            f"Year  {c.year}",
            c.sex,
            c.upn,
            "",
        ]
        for c in children
    ]
    titles = [["Invented Primary School"], ["Pupils on roll", "", "20/11/2026"], []]
    end = [[], ["Total: ", str(len(rows))]]
    return table([*titles, [*head, "Year taught in", "Gender", "UPN", ""], *rows, *end]).encode(
        "cp1252", "replace"
    )


def arbor(children: Sequence[Pupil]) -> bytes:
    """Return an export of Arbor: UTF-8 with a mark, days with named months."""
    head = ["Student ID", "Legal first name", "Legal last name", "Preferred first name"]
    rows = [
        [
            str(n),
            c.first,
            c.last,
            c.first,
            f"{c.born:%d %b %Y}",
            f"Year {c.year}",
            c.class_name,
            c.upn,
            {"F": "Female", "M": "Male"}[c.sex],
        ]
        for n, c in enumerate(children)
    ]
    head += ["Date of birth", "Year group", "Registration form", "UPN", "Legal sex"]
    return table([head, *rows]).encode("utf-8-sig")


def bromcom(children: Sequence[Pupil]) -> bytes:
    """Return an export of Bromcom: UTF-16 with tabs, dates dd-MMM-yy."""
    head = ["UPN", "LastName", "FirstName", "KnownAs", "DateOfBirth", "TutorGroup", "YearGroup"]
    rows = [
        [c.upn, c.last, c.first, c.known, f"{c.born:%d-%b-%y}", c.class_name, str(c.year)]
        for c in children
    ]
    return table([head, *rows], "\t").encode("utf-16")


def scholarpack(children: Sequence[Pupil]) -> bytes:
    """Return an export of ScholarPack: semicolons, ISO dates, a line break inside a cell."""
    head = ["Surname", "First Name", "Known Name", "D.O.B.", "Class", "Yr", "Sex", "UPN", "Note"]
    rows = [
        [
            c.last,
            c.first,
            c.known,
            c.born.isoformat(),
            c.class_name,
            f"Y{c.year}",
            c.sex,
            c.upn,
            "two\r\nlines",
        ]
        for c in children
    ]
    return table([head, *rows], ";").encode()


def isams(children: Sequence[Pupil]) -> bytes:
    """Return an export of iSAMS: UTF-16 without a mark, order of its own, empty columns."""
    head = ["Form", "NC Year", "Forename", "Surname", "Preferred Name", "Gender", "Date of Birth"]
    rows = [
        [
            c.class_name,
            str(c.year),
            c.first,
            c.last,
            c.known,
            c.sex,
            f"{c.born:%d/%m/%Y} 00:00:00",
            c.upn,
            "",
            "",
        ]
        for c in children
    ]
    return table([[*head, "UPN", "", ""], *rows]).encode("utf-16-le")


def by_hand(children: Sequence[Pupil]) -> bytes:
    """Return a list somebody made: whole names, two figures for the year, upright bars."""
    rows = [[f"{c.last}, {c.first}", f"{c.born:%d.%m.%y}", f"Y{c.year}"] for c in children]
    return table([["Name", "Birthday", "Year"], *rows], "|").encode()


def workbook(children: Sequence[Pupil]) -> bytes:
    """Return a workbook: a cover sheet first, days as days."""
    book = openpyxl.Workbook()
    cover = book.worksheets[0]
    cover.title = "Cover"
    cover.append(["Made by the office"])
    sheet = book.create_sheet("Pupils")
    sheet.append(["UPN", "Surname", "Forename", "Date of Birth", "Class", "Year", "Gender"])
    for c in children:
        sheet.append([c.upn, c.last, c.first, c.born, c.class_name, c.year, c.sex])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def transfer_file(children: Sequence[Pupil]) -> bytes:
    """Return a common transfer file."""
    each = "".join(
        f"<Pupil><UPN>{c.upn}</UPN><Surname>{c.last}</Surname><Forename>{c.first}</Forename>"
        f"<DOB>{c.born.isoformat()}</DOB><Sex>{c.sex}</Sex>"
        f"<BasicDetails><NCyearActual>{c.year}</NCyearActual></BasicDetails></Pupil>"
        for c in children
    )
    whole = f"<CTfile><Header><DOB>x</DOB></Header><CTFpupilData>{each}</CTFpupilData></CTfile>"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{whole}'.encode()


DIALECTS: Mapping[str, Callable[[Sequence[Pupil]], bytes]] = {
    "sims": sims,
    "arbor": arbor,
    "bromcom": bromcom,
    "scholarpack": scholarpack,
    "isams": isams,
    "by_hand": by_hand,
    "workbook": workbook,
    "transfer_file": transfer_file,
}


# ------------------------------------------------------------------ damage


def mutated(whole: bytes, random: Random) -> bytes:
    """Return a file with some of its bytes, columns, coding or packed parts damaged."""
    ways = [_bytes_changed, _cut, _coded_anew, _columns_swapped]
    if whole.startswith(b"PK"):
        ways = [_bytes_changed, _cut, _packed_anew, _packed_anew]
    return random.choice(ways)(whole, random)


def _bytes_changed(whole: bytes, random: Random) -> bytes:
    data = bytearray(whole)
    for _each in range(random.randrange(1, 10)):
        place = random.randrange(len(data))
        what = random.choice(("flip", "cut", "double", "insert", "special"))
        if what == "flip":
            data[place] ^= 1 << random.randrange(8)
        elif what == "cut" and len(data) > 60:
            del data[place : place + random.randrange(1, 30)]
        elif what == "double":
            data[place:place] = data[place : place + random.randrange(1, 60)]
        elif what == "insert":
            data[place:place] = random.randbytes(random.randrange(1, 6))
        else:
            signs = (b'"', b"\r", b"\n", b",", b"\0", b"=1+1", b"\xff", b"<", b"&", b";\t|")
            data[place:place] = random.choice(signs)
    return bytes(data)


def _cut(whole: bytes, random: Random) -> bytes:
    return whole[: random.randrange(len(whole))]


def _coded_anew(whole: bytes, random: Random) -> bytes:
    codings = ("utf-8", "utf-16", "utf-16-le", "cp1252", "latin-1", "utf-32", "utf-7", "cp500")
    text = whole.decode(random.choice(codings), "replace")
    return text.encode(random.choice(codings), "replace")


def _columns_swapped(whole: bytes, random: Random) -> bytes:
    lines = whole.split(b"\n")
    separator = random.choice((b",", b";", b"\t", b"|"))
    for place in random.sample(range(len(lines)), k=min(3, len(lines))):
        cells = lines[place].split(separator)
        random.shuffle(cells)
        lines[place] = separator.join(cells)
    return b"\n".join(lines)


def _packed_anew(whole: bytes, random: Random) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(out, "w") as new:
        names = old.namelist()
        hit = random.choice(names)
        for name in names:
            content = old.read(name)
            if name != hit:
                new.writestr(name, content)
            elif random.random() < 0.8 and content:
                new.writestr(name, _bytes_changed(content, random))
        if random.random() < 0.1:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                new.writestr(hit, random.randbytes(40))
    return out.getvalue()
