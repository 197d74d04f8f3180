"""Call other children by letters in what is printed for one child."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from string import ascii_uppercase

from app.base.text import _
from app.documents.names import (
    TITLES,
    Words,
    full_forms,
    is_ordinary,
    single_words,
    with_initial,
)
from app.documents.whole_words import Phrase, WordSwap
from app.records.header import ChildAs


@dataclass(frozen=True, slots=True, kw_only=True)
class Lettered:
    """Hold which child is called what; this key is kept with the print, never on it.

    `names` are all the names under which the records know the child.
    """

    called: str
    ref: str
    names: tuple[str, ...]


class Letters:
    """Call every child but one "Child B", "Child C" …, wherever they are named.

    Nicknames and initials that stand in no record cannot be known: somebody has to read the
    print before it leaves. `by_eye` lists names that could not be exchanged without doubt.
    """

    def __init__(
        self,
        children: Iterable[ChildAs] = (),
        keeping: frozenset[str] = frozenset(),
        adults: Iterable[str] = (),
        same: Mapping[str, str] | None = None,
    ) -> None:
        """Take the children in order, all refs of the one who keeps the name, and adults' names.

        Without `keeping` every child keeps the name. `same` tells under which other ref a child
        is known, too.
        """
        self._same = dict(same or {})
        known = self._names(children)
        others = [ref for ref in known if keeping and ref not in keeping]
        self.key: tuple[Lettered, ...] = tuple(
            Lettered(called=_called(place), ref=ref, names=known[ref])
            for place, ref in enumerate(others, start=1)
        )
        self._called = {one.ref: one.called for one in self.key}
        kept = [name for ref in known if ref not in self._called for name in known[ref]]
        self._swap, self.by_eye = _swap_for(self.key, kept, adults)

    def hides(self, ref: str) -> bool:
        """Say whether a child is called by a letter."""
        return self._same.get(ref, ref) in self._called

    def name(self, child: ChildAs) -> str:
        """Return what a child is called on this paper."""
        return self._letter(child) or child.shown()

    def short(self, child: ChildAs) -> str:
        """Return a child's name or letter without the name the child is known by."""
        return self._letter(child) or child.name

    def text(self, words: str) -> str:
        """Return a text in which no other child is named."""
        return self._swap.swapped(words) if self.key else words

    def _letter(self, child: ChildAs) -> str:
        return self._called.get(self._same.get(child.ref(), child.ref()), "")

    def _names(self, children: Iterable[ChildAs]) -> dict[str, tuple[str, ...]]:
        names: dict[str, dict[str, None]] = {}
        for child in children:
            held = names.setdefault(self._same.get(child.ref(), child.ref()), {})
            held.update((name, None) for name in (child.name, child.known_as) if name)
        return {ref: tuple(held) for ref, held in names.items()}


def _called(place: int) -> str:
    most = len(ascii_uppercase)
    letter = ascii_uppercase[place] if place < most else str(place + 1)
    return _("Child {letter}").format(letter=letter)


def _swap_for(
    key: Iterable[Lettered], kept: list[str], adults: Iterable[str]
) -> tuple[WordSwap, tuple[str, ...]]:
    called: dict[Words, dict[str, None]] = {}
    free: set[Words] = set()  # found with small letters, too
    for one in key:
        for words, capital in (form for name in one.names for form in _forms(name)):
            called.setdefault(words, {})[one.called] = None
            free |= set() if capital else {words}
    own = {words for name in kept for words, _capital in _forms(name)}
    phrases = [
        Phrase(
            words=words,
            instead=None if words in own else _(" or ").join(names),
            capital=words not in free,
            apart=len(words[-1]) == 1,
        )
        for words, names in called.items()
    ]
    phrases += (Phrase(words=words, instead=None) for name in kept for words in full_forms(name))
    phrases += (Phrase(words=words, instead=None) for words in _adult_forms(adults))
    doubtful = (
        " ".join(words)
        for words, names in called.items()
        if words in own or len(names) > 1 or is_ordinary(words)
    )
    return WordSwap(phrases), tuple(dict.fromkeys(doubtful))


def _adult_forms(adults: Iterable[str]) -> Iterator[Words]:
    """Yield whole names of adults; "Mrs Hall" may be the parent of a child called Hall."""
    for words in (words for name in dict.fromkeys(adults) for words in full_forms(name)):
        bare = words[1:] if words[0] in TITLES else words
        if len(bare) > 1:
            yield words


def _forms(name: str) -> Iterator[tuple[Words, bool]]:
    """Yield the forms of a child's name, and whether only capitals count."""
    yield from ((words, is_ordinary(words)) for words in full_forms(name))
    yield from ((words, True) for words in with_initial(name))
    yield from ((words, is_ordinary(words)) for words in single_words(name))
