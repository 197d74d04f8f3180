"""Live through the demonstration school's days: concerns, decisions, notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from app.base.clock import Stamp
from app.records.acknowledged import Acknowledged
from app.records.action import Assigned
from app.records.concern import Concern, ParentsTold
from app.records.decision import Decision
from app.records.declared import fields_of
from app.records.fields import Moment
from app.records.header import ChildAs, Link
from app.records.note import Note
from app.rules.cards import ChildCard
from app.rules.working_days import add_working_days, is_working_day
from app.services.demo_actions import Aftermath
from app.services.demo_diary import Author, Diary
from app.services.demo_marks import invent_map
from app.services.demo_past import Past
from app.services.demo_roll import Pupil, pick, words

CONCERNS_A_YEAR = 1.2
NOTES_A_YEAR = 2.4
POLICE_A_YEAR = 0.06
PAPERS_A_YEAR = 0.04
WITNESSED = 0.4
SCHOOL_DAYS = 190
FRESH = 5
HOLIDAYS = ((7, 24, 8, 31), (12, 20, 12, 31), (1, 1, 1, 4), (4, 1, 4, 14), (10, 24, 10, 31))


class SchoolLife:
    """Write the days of a school, one transaction a day."""

    def __init__(self, diary: Diary) -> None:
        """Take the diary."""
        self._diary = diary
        self._aftermath = Aftermath(diary)
        self._past = Past(diary)

    def live(self, pupils: Sequence[Pupil], first: date, last: date) -> None:
        """Write every school day from the first to the last."""
        self._diary.last = last
        ledger = self._diary.authors[0].writer.vaults.children
        day = first
        while day <= last:
            if is_school_day(day):
                with ledger.db.transaction():
                    self._day(pupils, day)
            day += timedelta(days=1)

    def _day(self, pupils: Sequence[Pupil], day: date) -> None:
        self._diary.clock.at = Stamp.of(datetime.combine(day, time(8, 20)).astimezone())
        self._diary.do_planned(day)
        for _one in range(self._diary.number(len(pupils) * CONCERNS_A_YEAR / SCHOOL_DAYS)):
            self._concern(pupils, day)
        for _one in range(self._diary.number(len(pupils) * NOTES_A_YEAR / SCHOOL_DAYS)):
            self._note(self._diary.random.choice(pupils))
        for rate, write in (
            (POLICE_A_YEAR, self._past.police),
            (PAPERS_A_YEAR, self._past.paper),
        ):
            for _one in range(self._diary.number(len(pupils) * rate / SCHOOL_DAYS)):
                pupil = self._diary.random.choice(pupils)
                write(pupil, as_then(pupil, "subject"), day)

    def incident(self, pupils: Sequence[Pupil], day: date) -> None:
        """Write a concern between children in a transaction of its own."""
        between = [theme for theme in words()["concerns"] if theme.get("second")]
        with self._diary.authors[0].writer.vaults.children.db.transaction():
            self._concern(pupils, day, between)

    def _concern(
        self, pupils: Sequence[Pupil], day: date, themes: Sequence[dict[str, Any]] = ()
    ) -> None:
        pupil = self._diary.random.choice(pupils)
        theme = self._diary.random.choice(themes or words()["concerns"])
        other = self._diary.random.choice(pupils) if theme.get("second") else None
        involved = [pupil, other] if other and other.id != pupil.id else [pupil]
        children = [as_then(pupil, "harmed" if other else "subject")]
        children += [as_then(one, "alleged") for one in involved[1:]]
        children += self._witness(pupils, involved)
        author = self._diary.random.choice(self._diary.authors)
        names = {
            "name": pupil.entry.legal_first,
            "adult": pupil.adult,
            "other": other.entry.legal_first if other else "",
        }
        record = self._account(pupil, theme, names, day)
        self._diary.clock.at = max(self._diary.clock.at, self._soon_after(record.seen_at))
        concern = self._diary.write(author, record, children)
        if self._diary.random.random() < 0.7:  # noqa: PLR2004 - most are read the same day
            reader = self._diary.authors[0]
            self._diary.write(reader, Acknowledged(), children, [Link(concern, "read")])
        if (self._diary.last - day).days > FRESH or self._diary.random.random() < 0.4:  # noqa: PLR2004
            wait = self._diary.random.choices((0, 1, 2), (50, 40, 10))[0]
            due = add_working_days(day, wait)
            self._diary.later_on(
                due, lambda d: self._decide(involved, concern, children, theme["need"], d)
            )

    def _witness(self, pupils: Sequence[Pupil], involved: Sequence[Pupil]) -> list[ChildAs]:
        if len(involved) == 1 or self._diary.random.random() > WITNESSED:
            return []
        saw = self._diary.random.choice(pupils)
        return [] if saw in involved else [as_then(saw, "witness")]

    def _soon_after(self, moment: Moment) -> Stamp:
        assert moment.day and moment.time  # noqa: S101, PT018 - invented ones are whole
        at = Stamp.of(datetime.combine(moment.day, moment.time).astimezone())
        return at.plus(minutes=self._diary.random.randrange(15, 90))

    def _account(
        self, pupil: Pupil, theme: dict[str, Any], names: dict[str, str], day: date
    ) -> Concern:
        told = self._diary.random.random()
        reporter = self._diary.random.choice(self._diary.staff)
        place = self._diary.random.randrange(len(theme["seen"]))
        said, done = (
            self._diary.random.choice(theme[part]).format(**names) for part in ("words", "done")
        )
        at = Moment(
            day,
            time(self._diary.random.randrange(9, 16), self._diary.random.choice((0, 10, 25, 40))),
        )
        parents = ParentsTold(
            child=pupil.id,
            told=pick("told_parents", "yes" if told < 0.6 else "later"),  # noqa: PLR2004
            who=f"{pupil.adult}, by telephone" if told < 0.6 else None,  # noqa: PLR2004
            reason=None if told < 0.6 else pick("not_told_reasons", "dsl_decides"),  # noqa: PLR2004
        )
        return Concern(
            reporter=reporter,
            seen_at=at,
            place=self._diary.random.choice(
                ["Classroom", "Playground", "School gate", "Dining hall"]
            ),
            seen=theme["seen"][place].format(**names),
            words=said or None,
            told_dsl=pick("yes_no", "yes"),
            told_dsl_who=self._diary.authors[0].person.name,
            done=done,
            categories=(pick("categories", str(theme["category"])),),
            online=pick("yes_no_unknown", "yes") if theme.get("online") else None,
            body_map=invent_map(theme["map"][place], self._diary.random)
            if "map" in theme
            else None,
            parents=(parents,),
            **more_answers(theme.get("more", {}), names),
        )

    def _decide(
        self,
        involved: Sequence[Pupil],
        concern: str,
        children: Sequence[ChildAs],
        need: str,
        day: date,
    ) -> None:
        """Decide for each child by itself where one may have been harmed by another."""
        author = self._diary.random.choice(self._diary.authors)
        apart = len(involved) > 1
        for pupil in involved:
            mine = [c for c in children if c.ref() == pupil.id] if apart else children
            self._decide_for(author, pupil, concern, mine, need, day)

    def _decide_for(  # noqa: PLR0917 - one decision, its parts
        self,
        author: Author,
        pupil: Pupil,
        concern: str,
        children: Sequence[ChildAs],
        need: str,
        day: date,
    ) -> None:
        code = self._diary.random.choices(
            ("none", "monitor", "early_help", "refer"), (2, 5, 3, 1)
        )[0]
        record = Decision(
            received_at=Moment(
                day, self._diary.clock.at.local().time().replace(second=0, microsecond=0)
            ),
            received_from=self._diary.random.choice(self._diary.staff).shown(),
            need=pick("needs", "protection" if code == "refer" else need),
            decision=pick("decisions", code),
            reasons=self._diary.say_in("decisions", code, pupil),
            why_not_referred=None
            if code == "refer"
            else self._diary.say_in("decisions", "why_not", pupil),
            checked_bias=True,
            feedback=self._diary.say_in("decisions", "feedback", pupil),
        )
        writer = author.writer
        decision = writer.writing(record, children=children, links=[Link(concern, "answers")])
        owner = writer.writing(
            Assigned(who=author.person), children=children, links=[Link(concern, "assigns")]
        )
        actions = self._aftermath.planned(
            author, pupil, children, (concern, decision.header.id), day
        )
        self._diary.append(author, [decision, owner, *actions])
        for writing in actions:
            self._aftermath.follow(writing, pupil)
        self._aftermath.end(author, pupil, actions, children)

    def _note(self, pupil: Pupil) -> None:
        way, whom, said, agreed = self._diary.random.choice(words()["notes"])
        fill = {"name": pupil.entry.legal_first, "adult": pupil.adult}
        now = self._diary.clock.at.local()
        note = Note(
            way=pick("note_ways", way),
            with_whom=whom.format(**fill),
            at=Moment(now.date(), now.time().replace(second=0, microsecond=0)),
            said=said.format(**fill),
            agreed=agreed.format(**fill) or None,
        )
        self._diary.write(
            self._diary.random.choice(self._diary.authors), note, [as_then(pupil, "subject")]
        )


def more_answers(given: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """Return a theme's further answers: codes as choices of their list, sentences filled in."""
    asked = {field.name: field.ask.pick for field in fields_of(Concern) if field.ask}
    return {
        name: tuple(pick(asked[name], code) for code in value)
        if isinstance(value, list)
        else value.format(**names)
        for name, value in given.items()
    }


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
