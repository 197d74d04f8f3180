"""Live through the demonstration school's days: concerns, decisions, notes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from app.base.clock import Stamp
from app.records.acknowledged import Acknowledged
from app.records.action import Assigned
from app.records.concern import Concern, ParentsTold
from app.records.decision import Decision
from app.records.fields import Moment
from app.records.header import ChildAs, Link
from app.records.note import Note
from app.rules.cards import ChildCard
from app.rules.working_days import add_working_days, is_working_day
from app.services.demo_actions import Aftermath
from app.services.demo_diary import Diary
from app.services.demo_marks import invent_map
from app.services.demo_roll import Pupil, pick, words

CONCERNS_A_YEAR = 1.2
NOTES_A_YEAR = 2.4
SCHOOL_DAYS = 190
FRESH = 5
HOLIDAYS = ((7, 24, 8, 31), (12, 20, 12, 31), (1, 1, 1, 4), (4, 1, 4, 14), (10, 24, 10, 31))


class SchoolLife:
    """Write the days of a school, one transaction a day."""

    def __init__(self, diary: Diary) -> None:
        """Take the diary."""
        self._diary = diary
        self._aftermath = Aftermath(diary)

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

    def _concern(self, pupils: Sequence[Pupil], day: date) -> None:
        pupil = self._diary.random.choice(pupils)
        theme = self._diary.random.choice(words()["concerns"])
        other = self._diary.random.choice(pupils) if theme.get("second") else None
        children = [as_then(pupil, "harmed" if other else "subject")]
        if other and other.id != pupil.id:
            children.append(as_then(other, "alleged"))
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
                due, lambda d: self._decide(pupil, concern, children, theme["need"], d)
            )

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
        )

    def _decide(
        self, pupil: Pupil, concern: str, children: Sequence[ChildAs], need: str, day: date
    ) -> None:
        author = self._diary.random.choice(self._diary.authors)
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
