"""Do, hand on, overlook and close what was decided in the demonstration school."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.ledger.values import Writing
from app.records.action import Action, ActionDone, ActionReassigned, ActionRedated
from app.records.closure import Closure
from app.records.fields import Moment
from app.records.header import ChildAs, Link
from app.records.record import Record
from app.rules.working_days import add_working_days
from app.services.demo_diary import Author, Diary
from app.services.demo_roll import Pupil, pick, words

RECENT = 30


class Aftermath:
    """Write what becomes of decisions."""

    def __init__(self, diary: Diary) -> None:
        """Take the diary."""
        self._diary = diary

    def planned(
        self,
        author: Author,
        pupil: Pupil,
        children: Sequence[ChildAs],
        links: tuple[str, str],
        day: date,
    ) -> list[Writing]:
        """Return the actions of a decision."""
        concern, decision = links
        found = []
        for what, days in self._diary.random.sample(
            words()["actions"], self._diary.random.choice((1, 1, 2))
        ):
            who = self._diary.random.choice(
                [author.person, *(a.person for a in self._diary.authors)]
            )
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

    def follow(self, writing: Writing, pupil: Pupil) -> None:
        """Plan what becomes of an action."""
        action = writing.record
        assert isinstance(action, Action)  # noqa: S101 - narrows for the type checker
        children, links = writing.header.children, writing.header.links
        about = Link(next(link.to for link in links if link.why == "about"), "about")
        recent = (self._diary.last - action.due).days < RECENT
        done_on = action.due
        if self._diary.random.random() < 0.08:  # noqa: PLR2004 - a few are moved or handed on
            done_on = self._move(writing.header.id, action, children, about)
        if not recent or self._diary.random.random() < 0.75:  # noqa: PLR2004 - some are overdue
            self._diary.later_on(
                done_on, lambda d: self._done(writing.header.id, pupil, children, about, d)
            )

    def _move(self, name: str, action: Action, children: Sequence[ChildAs], about: Link) -> date:
        """Plan that an action is handed on or given a new date; return the date it then has."""
        reason = self._diary.random.choice(words()["reasons"])
        due = add_working_days(action.due, 5)
        moved: Record = ActionRedated(due=due, was=action.due, reason=reason)
        links = [Link(name, "redated"), about]
        if self._diary.random.random() < 0.5:  # noqa: PLR2004
            moved, due = (
                ActionReassigned(who=self._diary.authors[1].person, reason=reason),
                action.due,
            )
            links = [Link(name, "reassigned"), about]
        self._diary.later_on(action.due, lambda _d: self._hand_on(moved, children, links))
        return due

    def _hand_on(self, moved: Record, children: Sequence[ChildAs], links: Sequence[Link]) -> None:
        self._diary.write(self._diary.authors[0], moved, children, links)

    def _done(
        self, action: str, pupil: Pupil, children: Sequence[ChildAs], about: Link, day: date
    ) -> None:
        done = ActionDone(at=Moment(day), outcome=self._diary.say("outcomes", pupil))
        self._diary.write(
            self._diary.random.choice(self._diary.authors),
            done,
            children,
            [Link(action, "done"), about],
        )

    def end(
        self, author: Author, pupil: Pupil, actions: Sequence[Writing], children: Sequence[ChildAs]
    ) -> None:
        """Close soon after the last action, or plan a review, or, rarely, let it drift."""
        last = max(w.record.due for w in actions if isinstance(w.record, Action))
        links = actions[0].header.links
        concern = next(link.to for link in links if link.why == "about")
        chance = self._diary.random.random()
        if (self._diary.last - last).days > 60 or chance < 0.6:  # noqa: PLR2004 - what is old is closed
            closure = Closure(
                reason=pick("closure_reasons", self._diary.random.choice(["resolved", "planned"])),
                outcome=self._diary.say("closing", pupil),
            )
            day = add_working_days(last, self._diary.random.randrange(1, 9))
            self._diary.later_on(day, lambda _d: self._close(author, closure, children, concern))
        elif chance < 0.9:  # noqa: PLR2004
            self._diary.later_on(last, lambda d: self._review(author, children, links, d))

    def _close(
        self, author: Author, closure: Closure, children: Sequence[ChildAs], concern: str
    ) -> None:
        self._diary.write(author, closure, children, [Link(concern, "closes")])

    def _review(
        self, author: Author, children: Sequence[ChildAs], links: Sequence[Link], day: date
    ) -> None:
        due = add_working_days(day, self._diary.random.randrange(5, 30))
        action = Action(what=words()["review"], who=author.person, due=due)
        self._diary.write(author, action, children[:1], links)
