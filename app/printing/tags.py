"""Give the paper a structure that a screen reader can follow: headings, tables, figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, String


class Mark(NamedTuple):
    """Name one tagged piece: the page's index and the number of the piece on it."""

    page: int
    number: int


@dataclass(slots=True, kw_only=True)
class Element:
    """Hold one element of the text, with what is drawn of it and the elements inside.

    An element has marks or children, not both: their order would be lost. `told` is its text in
    the order of reading; it goes into the file where letters were `turned`, drawn right to left.
    """

    tag: str
    alt: str = ""
    scope: Literal["Column", "Row", ""] = ""
    box: tuple[float, float, float, float] | None = None
    told: str = ""
    turned: bool = False
    marks: list[Mark] = field(default_factory=list)
    children: list[Element] = field(default_factory=list)

    def add(self, tag: str, *, alt: str = "", scope: Literal["Column", "Row", ""] = "") -> Element:
        """Put a new element at the end of this one and return it."""
        child = Element(tag=tag, alt=alt, scope=scope)
        self.children.append(child)
        return child

    def is_empty(self) -> bool:
        """Say whether nothing of it was drawn; a cell counts also when it is blank."""
        return self.tag not in {"TD", "TH"} and (
            not self.marks and all(child.is_empty() for child in self.children)
        )


class _Writer:
    def __init__(self, pdf: pikepdf.Pdf, pages: Sequence[Object]) -> None:
        self._pdf = pdf
        self._pages = pages
        self.parents: list[dict[int, Object]] = [{} for _ in pages]

    def write(self, element: Element, parent: Object) -> Object:
        entry = Dictionary(Type=Name.StructElem, S=Name("/" + element.tag), P=parent)
        made = self._pdf.make_indirect(entry)
        if element.alt:
            made.Alt = String(element.alt)
        elif element.turned:
            made.ActualText = String(element.told.strip())
        attributes = _attributes(element)
        if attributes is not None:
            made.A = attributes
        made.K = Array([*self._marks(element, made), *self._children(element, made)])
        return made

    def _marks(self, element: Element, made: Object) -> Iterator[Object | int]:
        for at, mark in enumerate(element.marks):
            page = self._pages[mark.page]
            if at == 0:
                made.Pg = page
            self.parents[mark.page][mark.number] = made
            if mark.page == element.marks[0].page:
                yield mark.number
            else:
                yield Dictionary(Type=Name.MCR, Pg=page, MCID=mark.number)

    def _children(self, element: Element, made: Object) -> Iterator[Object]:
        for child in element.children:
            if not child.is_empty():
                yield self.write(child, made)


def write_tree(pdf: pikepdf.Pdf, top: Element) -> None:
    """Add the structure to a file whose pages are complete."""
    pages = [page.obj for page in pdf.pages]
    writer = _Writer(pdf, pages)
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    root.K = writer.write(top, root)
    numbers = Array()
    for index, (page, parents) in enumerate(zip(pages, writer.parents, strict=True)):
        page.StructParents = index
        page.Tabs = Name.S
        known = Array([parents[number] for number in sorted(parents)])
        numbers.append(index)
        numbers.append(pdf.make_indirect(known))
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=numbers))
    root.ParentTreeNextKey = len(pages)
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def _attributes(element: Element) -> Dictionary | None:
    if element.scope:
        return Dictionary(O=Name.Table, Scope=Name("/" + element.scope))
    if element.box:
        box = Array([round(side, 2) for side in element.box])
        return Dictionary(O=Name.Layout, Placement=Name.Block, BBox=box)
    return None
