"""Put the letters that were used into the file, and say which text each shape stands for."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Collection, Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, String

from app.printing.faces import EM, Face

_SYMBOLIC = 4
_STEM = {"bold": 120, "regular": 80}
_CAP_HEIGHT = 660
_MAP_ROWS = 100  # the most that one section of a character map may hold
_MAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{rows}
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


class Fonts:
    """Remember which shapes of which faces a paper uses, in the order of first use."""

    def __init__(self) -> None:
        self._used: dict[Face, set[int]] = {}
        self._names: dict[Face, str] = {}

    def name(self, face: Face) -> str:
        """Return the name of a face within the pages."""
        return self._names[face]

    def use(self, face: Face) -> None:
        """Give a face its name at its first use."""
        if face not in self._used:
            self._used[face] = set()
            self._names[face] = f"F{len(self._used)}"

    def add(self, face: Face, glyphs: Collection[int]) -> None:
        """Ask for shapes of a face in use."""
        self._used[face].update(glyphs)

    def write(self, pdf: pikepdf.Pdf) -> Object:
        """Embed the faces and return the dictionary that pages name them by."""
        made = {
            f"/{self._names[face]}": _embed(pdf, face, used) for face, used in self._in_order()
        }
        return pdf.make_indirect(Dictionary(made))

    def _in_order(self) -> Iterator[tuple[Face, list[int]]]:
        for face, used in self._used.items():
            yield face, sorted(used)


def _embed(pdf: pikepdf.Pdf, face: Face, used: list[int]) -> Object:
    marker = _marker(used)
    name = Name(f"/{marker}+{face.name}")
    inner = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=name,
        CIDSystemInfo=Dictionary(
            Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0
        ),
        FontDescriptor=pdf.make_indirect(_descriptor(pdf, face, name, used)),
        CIDToGIDMap=Name.Identity,
        DW=EM,
        W=_widths(face, used),
    )
    outer = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=name,
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(inner)]),
        ToUnicode=pdf.make_stream(_character_map(face, used)),
    )
    return pdf.make_indirect(outer)


def _descriptor(pdf: pikepdf.Pdf, face: Face, name: Name, used: list[int]) -> Dictionary:
    data = face.subset(used)
    ascent, descent, box = face.metrics
    return Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        Flags=_SYMBOLIC,
        FontBBox=Array(list(box)),
        ItalicAngle=0,
        Ascent=ascent,
        Descent=descent,
        CapHeight=_CAP_HEIGHT,
        StemV=_STEM["regular" if face.name.endswith("Regular") else "bold"],
        FontFile2=pdf.make_stream(data, Length1=len(data)),
    )


def _marker(used: list[int]) -> str:
    digest = hashlib.sha256(repr(used).encode()).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _widths(face: Face, used: list[int]) -> Array:
    widths = Array()
    runs = itertools.groupby(enumerate(used), key=lambda one: one[1] - one[0])
    for _gap, run in runs:
        numbers = [number for _at, number in run]
        widths.append(numbers[0])
        widths.append(Array([face.advance(number) for number in numbers]))
    return widths


def _character_map(face: Face, used: list[int]) -> bytes:
    rows = [
        f"<{number:04X}> <{face.texts[number].encode('utf-16-be').hex().upper()}>"
        for number in used
        if number in face.texts
    ]
    sections = (rows[at : at + _MAP_ROWS] for at in range(0, len(rows), _MAP_ROWS))
    written = (
        f"{len(section)} beginbfchar\n" + "\n".join(section) + "\nendbfchar"
        for section in sections
    )
    return _MAP.format(rows="\n".join(written)).encode("ascii")
