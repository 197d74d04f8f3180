"""Read who the pupils are from a common transfer file; nothing else of it is kept.

Source: Department for Education, common transfer file specification: CTfile/CTFpupilData/Pupil
with UPN, Surname, Forename, DOB, Gender (Sex since 2025), NCyearActual and optional basic details.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from app.exchange.roll_table import Line, NotARoll, Table, refuse_too_much, trimmed
from app.records.check import clean

# A pupil's element -> the heading under which its words stand in the table.
ELEMENTS: Mapping[str, str] = {
    "UPN": "UPN",
    "Surname": "Legal surname",
    "Forename": "Legal first name",
    "PreferredSurname": "Known surname",
    "PreferredForename": "Known first name",
    "DOB": "Birth date",
    "Sex": "Sex",
    "Gender": "Gender",
    "NCyearActual": "Year",
    "RegGroup": "Class",
    "Class": "Class name",
}


def read_ctf_table(data: bytes) -> Table:
    """Return the pupils of a common transfer file as a table; DTDs are refused (NotARoll)."""
    try:
        root = fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        raise NotARoll("ctf_dtd") from error
    except (ParseError, ValueError, LookupError, RecursionError) as error:
        raise NotARoll("ctf_damaged") from error
    if _name(root) != "CTfile":
        raise NotARoll("not_ctf")
    pupils = [each for each in root.iter() if _name(each) == "Pupil"]
    told = [_told(pupil) for pupil in pupils]
    used = [name for name in ELEMENTS if any(name in one for one in told)]
    if not used:
        raise NotARoll("empty")
    refuse_too_much(len(told), len(used))
    lines = [Line(number=1, cells=tuple(ELEMENTS[name] for name in used))]
    for number, one in enumerate(told, start=2):
        cells = trimmed([one.get(name, "") for name in used])
        if cells:
            lines.append(Line(number=number, cells=cells))
    return Table(lines=tuple(lines), form="ctf")


def _told(pupil: Any) -> dict[str, str]:
    """Return what stands in a pupil itself or its basic details, not in those of others."""
    near = list(pupil)
    details = [each for each in near if _name(each) == "BasicDetails"]
    near += [each for one in details for each in one]
    told: dict[str, str] = {}
    for each in near:
        name, words = _name(each), clean(each.text or "")
        if name in ELEMENTS and words:
            told.setdefault(name, words)
    return told


def _name(element: Any) -> str:
    return str(element.tag).rsplit("}", 1)[-1]
