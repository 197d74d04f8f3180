"""Keep the diary of the demonstration school: who writes, what time it is, what is planned."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable, Sequence
from datetime import date
from random import Random

from app.base.clock import Stamp
from app.ledger.values import Writing
from app.records.fields import PersonAs
from app.records.header import ChildAs, Link
from app.records.record import Record
from app.services.demo_roll import Pupil, words
from app.services.writer import PersonSigner, Writer


class SetClock:
    """Tell the time that was set: history is written as if it were then."""

    def __init__(self, at: Stamp) -> None:
        """Start at an instant."""
        self.at = at

    def now(self) -> Stamp:
        """Return the instant, and let a second pass."""
        self.at = self.at.plus(seconds=1)
        return self.at


class Author:
    """Hold a key holder of the demonstration school who writes records."""

    def __init__(self, writer: Writer, attest: PersonSigner, person: PersonAs) -> None:
        """Take the writer and both signers of one person."""
        self.writer = writer
        self.attest = attest
        self.person = person


class Diary:
    """Hold what the days of a school are written with."""

    def __init__(
        self, authors: Sequence[Author], staff: Sequence[PersonAs], clock: SetClock, random: Random
    ) -> None:
        """Take who writes, who reports, the clock to be set, and the source of chance."""
        self.authors = authors
        self.staff = staff
        self.clock = clock
        self.random = random
        self.last = date.max
        self._later: list[tuple[date, int, Callable[[date], None]]] = []
        self._order = itertools.count()

    def do_planned(self, day: date) -> None:
        """Do what was planned for a day or earlier."""
        while self._later and self._later[0][0] <= day:
            heapq.heappop(self._later)[2](day)

    def number(self, mean: float) -> int:
        """Return a whole number that is on average the mean."""
        whole = int(mean)
        return whole + (self.random.random() < mean - whole)

    def later_on(self, day: date, act: Callable[[date], None]) -> None:
        """Plan something for a day to come."""
        heapq.heappush(self._later, (day, next(self._order), act))

    def say(self, key: str, pupil: Pupil, other: str = "") -> str:
        """Return one of the invented sentences about a child."""
        text: str = self.random.choice(words()[key])
        return text.format(name=pupil.entry.legal_first, adult=pupil.adult, other=other)

    def write(
        self,
        author: Author,
        record: Record,
        children: Sequence[ChildAs],
        links: Sequence[Link] = (),
    ) -> str:
        """Write one record and return its id."""
        writing = author.writer.writing(record, children=children, links=links)
        self.append(author, [writing])
        return writing.header.id

    def append(self, author: Author, writings: Sequence[Writing]) -> None:
        """Append an act, and let some minutes pass."""
        strong = any(w.record.kind.sign == "attest" for w in writings)
        ledger = author.writer.vaults.children
        author.writer.append(ledger, writings, author.attest if strong else None)
        self.clock.at = self.clock.at.plus(minutes=self.random.randrange(2, 9))

    def say_in(self, table: str, key: str, pupil: Pupil) -> str:
        """Return one of the sentences of a table of them."""
        text: str = self.random.choice(words()[table][key])
        return text.format(name=pupil.entry.legal_first, adult=pupil.adult)
