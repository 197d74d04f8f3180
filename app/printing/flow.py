"""Let pieces of text flow over pages: nothing cut through, no heading left at the foot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from app.printing.ink import Ink
from app.printing.tags import Element


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """Hold a slice of a piece that no page end may cut; heights in points.

    `gap` is left free above it unless it opens a page; `keep` holds it to the next strip.
    """

    height: float
    gap: float = 0.0
    keep: bool = False


class Part(NamedTuple):
    """Hold the strips of a piece that stand on one page: index of the first, tops, bottom."""

    first: int
    tops: tuple[float, ...]
    bottom: float


class Piece(Protocol):
    """Stand for one block that has been set: strips to place, and a way to draw them."""

    @property
    def strips(self) -> Sequence[Strip]:
        """Return the slices in their order; none: a new page starts here."""

    @property
    def head(self) -> float:
        """Return the height that is repeated above each part, 0 for none."""

    def draw(self, ink: Ink, parent: Element, part: Part) -> None:
        """Draw one part; parts come in their order, `parent` is the same each time."""


@dataclass(slots=True)
class Leaf:
    """Hold what one page takes: pieces with their parts."""

    parts: list[tuple[Piece, Part]] = field(default_factory=list)


class _Place(NamedTuple):
    piece: Piece
    at: int
    strip: Strip


class _Pages:
    """Fill pages from the top with strips, chain by chain."""

    def __init__(self, top: float, bottom: float) -> None:
        self._top = top
        self._bottom = bottom
        self.leaves = [Leaf()]
        self._at = top

    def is_fresh(self) -> bool:
        return not self.leaves[-1].parts

    def turn(self) -> None:
        if not self.is_fresh():
            self.leaves.append(Leaf())
            self._at = self._top

    def fits(self, chain: Sequence[_Place]) -> bool:
        at, fresh, last = self._at, self.is_fresh(), self._last()
        for place in chain:
            at += 0.0 if fresh else place.strip.gap
            at += 0.0 if place.piece is last else place.piece.head
            at += place.strip.height
            fresh, last = False, place.piece
        return at <= self._bottom + 0.01

    def put(self, chain: Sequence[_Place]) -> None:
        for place in chain:
            if not self.fits([place]):
                self.turn()
            self._at += 0.0 if self.is_fresh() else place.strip.gap
            leaf = self.leaves[-1]
            part = Part(place.at, (), 0.0)
            if place.piece is self._last():
                part = leaf.parts.pop()[1]
            else:
                self._at += place.piece.head
            top, self._at = self._at, self._at + place.strip.height
            leaf.parts.append((place.piece, Part(part.first, (*part.tops, top), self._at)))

    def _last(self) -> Piece | None:
        return None if self.is_fresh() else self.leaves[-1].parts[-1][0]


def paginate(pieces: Iterable[Piece], *, top: float, bottom: float) -> list[Leaf]:
    """Share pieces out over pages whose text stands between two heights."""
    pages = _Pages(top, bottom)
    for chain in _chains(pieces):
        if not chain:
            pages.turn()
            continue
        if not pages.fits(chain):
            pages.turn()
        pages.put(chain)
    return [leaf for leaf in pages.leaves if leaf.parts] or pages.leaves


def _chains(pieces: Iterable[Piece]) -> Iterator[list[_Place]]:
    """Yield strips that belong together; an empty chain asks for a new page."""
    chain: list[_Place] = []
    for piece in pieces:
        if not piece.strips:
            if chain:
                yield chain
            chain = []
            yield []
        for index, strip in enumerate(piece.strips):
            chain.append(_Place(piece, index, strip))
            if not strip.keep:
                yield chain
                chain = []
    if chain:
        yield chain


def strips_of(
    count: int, leading: float, *, gap: float = 0.0, keep_last: bool = False, whole: int = 3
) -> list[Strip]:
    """Return one strip a line; up to `whole` lines stay together, and two at either end."""
    together = count <= whole
    return [
        Strip(
            height=leading,
            gap=gap if at == 0 else 0.0,
            keep=keep_last if at == count - 1 else together or at in {0, count - 2},
        )
        for at in range(count)
    ]
