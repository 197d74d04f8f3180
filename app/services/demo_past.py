"""Write what the demonstration school was told by the police, and what it found on old paper."""

from __future__ import annotations

from datetime import date, time, timedelta

from app.records.action import Assigned
from app.records.closure import Closure
from app.records.concern import Concern
from app.records.decision import Decision
from app.records.fields import Moment, PersonAs
from app.records.header import ChildAs, Link
from app.records.police_notification import PoliceNotification
from app.rules.working_days import add_working_days
from app.services.demo_diary import Diary
from app.services.demo_roll import Pupil, pick, words

SETTLED = 4  # working days after which an old paper record has been decided about
_YEAR = 365
_YOUNGEST = 4 * _YEAR


class Past:
    """Write police notifications, and records that were first written on paper."""

    def __init__(self, diary: Diary) -> None:
        """Take the diary."""
        self._diary = diary

    def police(self, pupil: Pupil, child: ChildAs, day: date) -> None:
        """Write a notification that came in the morning about the evening before."""
        chance, said = self._diary.random, words()["police"]
        now = self._diary.clock.at.local().time().replace(second=0, microsecond=0)
        record = PoliceNotification(
            received_at=Moment(day, now),
            sender=chance.choice(said["senders"]),
            way=pick("note_ways", chance.choice(["email", "call"])),
            reference=f"PN {chance.randrange(1000, 9999)}/{day:%y}",
            incident_at=Moment(day - timedelta(days=1), time(chance.randrange(18, 24), 10)),
            child_there=pick("yes_no_unknown", chance.choice(["yes", "yes", "not_known"])),
            said=self._diary.say_in("police", "said", pupil),
            safely=self._diary.say_in("police", "safely", pupil) or None,
            done=self._diary.say_in("police", "done", pupil),
            told=self._diary.say_in("police", "told", pupil) or None,
        )
        self._diary.write(self._diary.authors[0], record, [child])

    def paper(self, pupil: Pupil, child: ChildAs, day: date) -> None:
        """Enter a record that somebody wrote on paper years ago, and settle it soon."""
        age = (day - pupil.entry.born).days
        if age <= _YOUNGEST + _YEAR:
            return
        chance = self._diary.random
        seen_on = day - timedelta(days=chance.randrange(_YEAR // 2, age - _YOUNGEST))
        name, role = chance.choice(words()["paper"]["writers"])
        record = self._from_paper(pupil, PersonAs(name=name, role=role), seen_on)
        concern = self._diary.write(self._diary.authors[0], record, [child])
        settled = add_working_days(day, chance.randrange(1, SETTLED))
        self._diary.later_on(settled, lambda _d: self._settle(pupil, child, concern))

    def _from_paper(self, pupil: Pupil, writer: PersonAs, seen_on: date) -> Concern:
        at = Moment(seen_on, time(self._diary.random.randrange(9, 15), 20))
        return Concern(
            reporter=writer,
            seen_at=at,
            place=self._diary.random.choice(["Classroom", "School bus or taxi", "Playground"]),
            seen=self._diary.say_in("paper", "seen", pupil),
            words=self._diary.say_in("paper", "words", pupil) or None,
            told_dsl=pick("yes_no", "yes"),
            done=self._diary.say_in("paper", "done", pupil),
            categories=(pick("categories", "welfare"),),
            paper_by=writer,
            paper_at=Moment(seen_on),
            paper_kept=self._diary.random.choice(words()["paper"]["kept"]),
        )

    def _settle(self, pupil: Pupil, child: ChildAs, concern: str) -> None:
        author = self._diary.authors[0]
        day = self._diary.clock.at.day()
        decision = Decision(
            received_at=Moment(day),
            received_from=author.person.shown(),
            need=pick("needs", "universal"),
            decision=pick("decisions", "none"),
            reasons=self._diary.say_in("paper", "decided", pupil),
            why_not_referred=self._diary.say_in("decisions", "why_not", pupil),
            checked_bias=True,
        )
        closure = Closure(
            reason=pick("closure_reasons", "resolved"),
            outcome=self._diary.say_in("paper", "decided", pupil),
        )
        owner = Assigned(who=author.person)
        writing = author.writer.writing
        self._diary.append(
            author,
            [
                writing(decision, children=[child], links=[Link(concern, "answers")]),
                writing(owner, children=[child], links=[Link(concern, "assigns")]),
            ],
        )
        self._diary.write(author, closure, [child], [Link(concern, "closes")])
