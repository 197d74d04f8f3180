"""Live through the demonstration school's days: concerns, decisions, actions, notes, closures."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from app.base.clock import Stamp
from app.ledger.values import Writing
from app.records.acknowledged import Acknowledged
from app.records.action import Action, ActionDone, ActionReassigned, ActionRedated, Assigned
from app.records.closure import Closure
from app.records.concern import Concern, ParentsTold
from app.records.decision import Decision
from app.records.fields import Moment, PersonAs
from app.records.header import ChildAs, Link
from app.records.note import Note
from app.records.record import Record
from app.rules.cards import ChildCard
from app.rules.working_days import add_working_days, is_working_day
from app.services.demo_marks import invent_map
from app.services.demo_roll import Pupil, pick, words
from app.services.writer import PersonSigner, Writer

CONCERNS_A_YEAR = 1.2
NOTES_A_YEAR = 2.4
SCHOOL_DAYS = 190
RECENT = 30
FRESH = 5
HOLIDAYS = ((7, 24, 8, 31), (12, 20, 12, 31), (1, 1, 1, 4), (4, 1, 4, 14), (10, 24, 10, 31))


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


class SchoolLife:
    """Write the days of a school, one transaction a day."""

    def __init__(
        self, authors: Sequence[Author], staff: Sequence[PersonAs], clock: SetClock, random: Random
    ) -> None:
        """Take who writes, who reports, the clock to be set, and the source of chance."""
        self._authors = authors
        self._staff = staff
        self._clock = clock
        self._random = random
        self._later: list[tuple[date, int, Callable[[date], None]]] = []
        self._order = itertools.count()
        self._last = date.max

    def live(self, pupils: Sequence[Pupil], first: date, last: date) -> None:
        """Write every school day from the first to the last."""
        self._last = last
        ledger = self._authors[0].writer.vaults.children
        day = first
        while day <= last:
            if is_school_day(day):
                with ledger.db.transaction():
                    self._day(pupils, day)
            day += timedelta(days=1)

    def _day(self, pupils: Sequence[Pupil], day: date) -> None:
        self._clock.at = Stamp.of(datetime.combine(day, time(8, 20)).astimezone())
        while self._later and self._later[0][0] <= day:
            heapq.heappop(self._later)[2](day)
        for _one in range(self._number(len(pupils) * CONCERNS_A_YEAR / SCHOOL_DAYS)):
            self._concern(pupils, day)
        for _one in range(self._number(len(pupils) * NOTES_A_YEAR / SCHOOL_DAYS)):
            self._note(self._random.choice(pupils))

    def _number(self, mean: float) -> int:
        whole = int(mean)
        return whole + (self._random.random() < mean - whole)

    def _later_on(self, day: date, act: Callable[[date], None]) -> None:
        heapq.heappush(self._later, (day, next(self._order), act))

    def _say(self, key: str, pupil: Pupil, other: str = "") -> str:
        text: str = self._random.choice(words()[key])
        return text.format(name=pupil.entry.legal_first, adult=pupil.adult, other=other)

    def _write(
        self,
        author: Author,
        record: Record,
        children: Sequence[ChildAs],
        links: Sequence[Link] = (),
    ) -> str:
        writing = author.writer.writing(record, children=children, links=links)
        self._append(author, [writing])
        return writing.header.id

    def _append(self, author: Author, writings: Sequence[Writing]) -> None:
        strong = any(w.record.kind.sign == "attest" for w in writings)
        ledger = author.writer.vaults.children
        author.writer.append(ledger, writings, author.attest if strong else None)
        self._clock.at = self._clock.at.plus(minutes=self._random.randrange(2, 9))

    def _concern(self, pupils: Sequence[Pupil], day: date) -> None:
        pupil = self._random.choice(pupils)
        theme = self._random.choice(words()["concerns"])
        other = self._random.choice(pupils) if theme.get("second") else None
        children = [as_then(pupil, "harmed" if other else "subject")]
        if other and other.id != pupil.id:
            children.append(as_then(other, "alleged"))
        author = self._random.choice(self._authors)
        names = {
            "name": pupil.entry.legal_first,
            "adult": pupil.adult,
            "other": other.entry.legal_first if other else "",
        }
        record = self._account(pupil, theme, names, day)
        self._clock.at = max(self._clock.at, self._soon_after(record.seen_at))
        concern = self._write(author, record, children)
        if self._random.random() < 0.7:  # noqa: PLR2004 - most are read the same day
            reader = self._authors[0]
            self._write(reader, Acknowledged(), children, [Link(concern, "read")])
        if (self._last - day).days > FRESH or self._random.random() < 0.4:  # noqa: PLR2004
            wait = self._random.choices((0, 1, 2), (50, 40, 10))[0]
            due = add_working_days(day, wait)
            self._later_on(due, lambda d: self._decide(pupil, concern, children, theme["need"], d))

    def _soon_after(self, moment: Moment) -> Stamp:
        assert moment.day and moment.time  # noqa: S101, PT018 - invented ones are whole
        at = Stamp.of(datetime.combine(moment.day, moment.time).astimezone())
        return at.plus(minutes=self._random.randrange(15, 90))

    def _account(
        self, pupil: Pupil, theme: dict[str, Any], names: dict[str, str], day: date
    ) -> Concern:
        told = self._random.random()
        reporter = self._random.choice(self._staff)
        place = self._random.randrange(len(theme["seen"]))
        said, done = (
            self._random.choice(theme[part]).format(**names) for part in ("words", "done")
        )
        at = Moment(day, time(self._random.randrange(9, 16), self._random.choice((0, 10, 25, 40))))
        parents = ParentsTold(
            child=pupil.id,
            told=pick("told_parents", "yes" if told < 0.6 else "later"),  # noqa: PLR2004
            who=f"{pupil.adult}, by telephone" if told < 0.6 else None,  # noqa: PLR2004
            reason=None if told < 0.6 else pick("not_told_reasons", "dsl_decides"),  # noqa: PLR2004
        )
        return Concern(
            reporter=reporter,
            seen_at=at,
            place=self._random.choice(["Classroom", "Playground", "School gate", "Dining hall"]),
            seen=theme["seen"][place].format(**names),
            words=said or None,
            told_dsl=pick("yes_no", "yes"),
            told_dsl_who=self._authors[0].person.name,
            done=done,
            categories=(pick("categories", str(theme["category"])),),
            online=pick("yes_no_unknown", "yes") if theme.get("online") else None,
            body_map=invent_map(theme["map"][place], self._random) if "map" in theme else None,
            parents=(parents,),
        )

    def _decide(
        self, pupil: Pupil, concern: str, children: Sequence[ChildAs], need: str, day: date
    ) -> None:
        author = self._random.choice(self._authors)
        code = self._random.choices(("none", "monitor", "early_help", "refer"), (2, 5, 3, 1))[0]
        record = Decision(
            received_at=Moment(
                day, self._clock.at.local().time().replace(second=0, microsecond=0)
            ),
            received_from=self._random.choice(self._staff).shown(),
            need=pick("needs", "protection" if code == "refer" else need),
            decision=pick("decisions", code),
            reasons=self._say_in("decisions", code, pupil),
            why_not_referred=None
            if code == "refer"
            else self._say_in("decisions", "why_not", pupil),
            checked_bias=True,
            feedback=self._say_in("decisions", "feedback", pupil),
        )
        writer = author.writer
        decision = writer.writing(record, children=children, links=[Link(concern, "answers")])
        owner = writer.writing(
            Assigned(who=author.person), children=children, links=[Link(concern, "assigns")]
        )
        actions = self._actions(author, pupil, children, (concern, decision.header.id), day)
        self._append(author, [decision, owner, *actions])
        for writing in actions:
            self._follow(writing, pupil)
        self._end(author, pupil, actions, children)

    def _say_in(self, table: str, key: str, pupil: Pupil) -> str:
        text: str = self._random.choice(words()[table][key])
        return text.format(name=pupil.entry.legal_first, adult=pupil.adult)

    def _actions(
        self,
        author: Author,
        pupil: Pupil,
        children: Sequence[ChildAs],
        links: tuple[str, str],
        day: date,
    ) -> list[Writing]:
        concern, decision = links
        found = []
        for what, days in self._random.sample(words()["actions"], self._random.choice((1, 1, 2))):
            who = self._random.choice([author.person, *(a.person for a in self._authors)])
            action = Action(
                what=what.format(adult=pupil.adult), who=who, due=add_working_days(day, days)
            )
            found.append(
                author.writer.writing(
                    action,
                    children=children[:1],
                    links=[Link(decision, "part_of"), Link(concern, "about")],
                )
            )
        return found

    def _follow(self, writing: Writing, pupil: Pupil) -> None:
        action = writing.record
        assert isinstance(action, Action)  # noqa: S101 - narrows for the type checker
        children, links = writing.header.children, writing.header.links
        about = Link(next(link.to for link in links if link.why == "about"), "about")
        recent = (self._last - action.due).days < RECENT
        done_on = action.due
        if self._random.random() < 0.08:  # noqa: PLR2004 - a few are moved or handed on
            done_on = self._move(writing.header.id, action, children, about)
        if not recent or self._random.random() < 0.75:  # noqa: PLR2004 - some are overdue
            self._later_on(
                done_on, lambda d: self._done(writing.header.id, pupil, children, about, d)
            )

    def _move(self, name: str, action: Action, children: Sequence[ChildAs], about: Link) -> date:
        """Plan that an action is handed on or given a new date; return the date it then has."""
        reason = self._random.choice(words()["reasons"])
        due = add_working_days(action.due, 5)
        moved: Record = ActionRedated(due=due, was=action.due, reason=reason)
        links = [Link(name, "redated"), about]
        if self._random.random() < 0.5:  # noqa: PLR2004
            moved, due = ActionReassigned(who=self._authors[1].person, reason=reason), action.due
            links = [Link(name, "reassigned"), about]
        self._later_on(action.due, lambda _d: self._hand_on(moved, children, links))
        return due

    def _hand_on(self, moved: Record, children: Sequence[ChildAs], links: Sequence[Link]) -> None:
        self._write(self._authors[0], moved, children, links)

    def _done(
        self, action: str, pupil: Pupil, children: Sequence[ChildAs], about: Link, day: date
    ) -> None:
        done = ActionDone(at=Moment(day), outcome=self._say("outcomes", pupil))
        self._write(
            self._random.choice(self._authors), done, children, [Link(action, "done"), about]
        )

    def _end(
        self, author: Author, pupil: Pupil, actions: Sequence[Writing], children: Sequence[ChildAs]
    ) -> None:
        """Close soon after the last action, or plan a review, or, rarely, let it drift."""
        last = max(w.record.due for w in actions if isinstance(w.record, Action))
        links = actions[0].header.links
        concern = next(link.to for link in links if link.why == "about")
        chance = self._random.random()
        if (self._last - last).days > 60 or chance < 0.6:  # noqa: PLR2004 - what is old is closed
            closure = Closure(
                reason=pick("closure_reasons", self._random.choice(["resolved", "planned"])),
                outcome=self._say("closing", pupil),
            )
            day = add_working_days(last, self._random.randrange(1, 9))
            self._later_on(day, lambda _d: self._close(author, closure, children, concern))
        elif chance < 0.9:  # noqa: PLR2004
            self._later_on(last, lambda d: self._review(author, children, links, d))

    def _close(
        self, author: Author, closure: Closure, children: Sequence[ChildAs], concern: str
    ) -> None:
        self._write(author, closure, children, [Link(concern, "closes")])

    def _review(
        self, author: Author, children: Sequence[ChildAs], links: Sequence[Link], day: date
    ) -> None:
        due = add_working_days(day, self._random.randrange(5, 30))
        action = Action(what=words()["review"], who=author.person, due=due)
        self._write(author, action, children[:1], links)

    def _note(self, pupil: Pupil) -> None:
        way, whom, said, agreed = self._random.choice(words()["notes"])
        fill = {"name": pupil.entry.legal_first, "adult": pupil.adult}
        now = self._clock.at.local()
        note = Note(
            way=pick("note_ways", way),
            with_whom=whom.format(**fill),
            at=Moment(now.date(), now.time().replace(second=0, microsecond=0)),
            said=said.format(**fill),
            agreed=agreed.format(**fill) or None,
        )
        self._write(self._random.choice(self._authors), note, [as_then(pupil, "subject")])


def as_then(pupil: Pupil, role: str) -> ChildAs:
    """Return an invented child as a record keeps them."""
    entry = pupil.entry
    card = ChildCard(
        id=pupil.id,
        legal_name=entry.full_name(),
        known_as=entry.known_as(),
        born=entry.born,
        class_name=entry.class_name or "",
        year=entry.year or "",
    )
    return card.as_in_record(pick("child_roles", role))


def is_school_day(day: date) -> bool:
    """Say whether the demonstration school meets on a day."""
    away = any(
        date(day.year, m1, d1) <= day <= date(day.year, m2, d2) for m1, d1, m2, d2 in HOLIDAYS
    )
    return is_working_day(day) and not away
