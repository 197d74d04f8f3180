"""Keep large schools between runs in the ignored folder .cache/bench; tests work on copies."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path

from app.base.ids import PersonId
from app.ledger.values import Writing
from app.records.acknowledged import Acknowledged
from app.records.action import Action, ActionDone, Assigned
from app.records.check import check
from app.records.closure import Closure
from app.records.concern import Concern
from app.records.decision import Decision
from app.records.fields import Moment
from app.records.header import ChildAs, Link
from app.records.lists import shipped_lists
from app.records.record import Record
from app.services.demo import EDITION, PASSPHRASE, DemoSize, demo_folder, make_demo
from app.services.sign_in import Door
from app.services.writer import PersonSigner, Writer
from app.vault.folder import SchoolFolder
from app.workspace import Workspace
from tests.support.school import HandClock
from tests.support.tree import ROOT

CACHE = ROOT / ".cache" / "bench"
UNTIL = date(2026, 11, 20)
MORNING = datetime.combine(UNTIL, time(8, 30), UTC)
BIG = DemoSize(children=400, years=25, until=UNTIL)
SMALL = DemoSize(children=40, years=1, until=UNTIL)
FULL_AT = 500  # records of an act's transaction while padding


def copied(made: Path, place: Path) -> SchoolFolder:
    """Return a copy of a kept school."""
    shutil.copytree(made, place)
    return SchoolFolder(place)


def demo(size: DemoSize) -> Path:
    """Return a demonstration school, made on first use."""
    folder = demo_folder(CACHE, size)
    return _made(folder, lambda: make_demo(SchoolFolder(folder), size))


def padded(records: int) -> Path:
    """Return the small demonstration school with closed history up to so many records."""
    folder = CACHE / f"padded-{EDITION}-{records}"
    return _made(folder, lambda: _pad(folder, records))


def _made(folder: Path, make: Callable[[], object]) -> Path:
    done = folder.with_name(folder.name + ".done")
    if not done.exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.parent.mkdir(parents=True, exist_ok=True)
        make()
        done.touch()
    return folder


def enter(folder: SchoolFolder, clock: HandClock | None = None) -> Workspace:
    """Sign in as the first key holder."""
    door = Door(folder, clock or HandClock(MORNING))
    person: PersonId = door.people()[0][0]
    return Workspace(folder, door.enter(door.unlock(person, PASSPHRASE)))


def _pad(folder: Path, records: int) -> None:
    copied(demo(SMALL), folder)
    workspace = enter(SchoolFolder(folder))
    past = Past(workspace)
    ledger = workspace._vaults.children
    while ledger.head().seq < records:
        with ledger.db.transaction():
            for _each in range(FULL_AT // 8):
                past.live()
    workspace.close(signed_out=True)


class Past:
    """Write concerns that were decided, worked on and closed long ago: nothing stays open."""

    def __init__(self, workspace: Workspace) -> None:
        self._ledger = workspace._vaults.children
        self._writer = Writer(workspace._vaults, workspace._entered.signer)
        self._attest: PersonSigner = workspace.attest_signer(PASSPHRASE)
        self._lists = shipped_lists()
        role = self._lists["child_roles"].choice("subject")
        self._children = [card.as_in_record(role) for card in workspace.roll_view.children()]
        self._me = workspace.me.person
        self._turn = 0

    def live(self) -> None:
        """Write one concern with all that came of it: eight records in seven acts."""
        self._turn += 1
        child = [self._children[self._turn % len(self._children)]]
        concern = self._write(self._concern(), child, [], attest=True)
        self._write(Acknowledged(), child, [Link(concern, "read")])
        decision = self._write(self._decision(), child, [Link(concern, "answers")], attest=True)
        self._write(Assigned(who=self._me), child, [Link(concern, "assigns")])
        links = [Link(decision, "part_of"), Link(concern, "about")]
        action = self._write(
            Action(what="Call home", who=self._me, due=date(2020, 3, 9)), child, links
        )
        done = ActionDone(at=Moment(date(2020, 3, 9)), outcome="Spoken to; glad of the call.")
        self._write(done, child, [Link(action, "done"), Link(concern, "about")])
        reason = self._lists["closure_reasons"].choice("resolved")
        closure = Closure(reason=reason, outcome="Nothing more was seen.")
        self._write(closure, child, [Link(concern, "closes")])

    def _write(
        self,
        record: Record,
        children: Sequence[ChildAs],
        links: Sequence[Link],
        *,
        attest: bool = False,
    ) -> str:
        writing = self._writer.writing(record, children=children, links=links)
        self._writer.append(self._ledger, [writing], self._attest if attest else None)
        return writing.header.id

    def _concern(self) -> Concern:
        return check(Concern, concern_answers(f"Came in late, time {self._turn}."))

    def _decision(self) -> Decision:
        return Decision(
            received_at=Moment(date(2020, 3, 3)),
            received_from="Class teacher",
            need=self._lists["needs"].choice("early"),
            decision=self._lists["decisions"].choice("monitor"),
            reasons="First of its sort; the family asks for help when it is offered.",
            why_not_referred="Below the local threshold.",
        )


def concern_answers(seen: str) -> dict[str, object]:
    """Return the answers of a concern."""
    return {
        "reporter": {"name": "Hanna Brandt", "role": "Class teacher"},
        "seen_at": {"day": "2020-03-03", "time": "08:50:00"},
        "place": "School gate",
        "seen": seen,
        "told_dsl": {"code": "yes", "words": "Yes"},
        "done": "Sat with the child until registration.",
    }


def writings(workspace: Workspace, count: int, seen: str) -> Iterator[Writing]:
    """Yield notes-sized records ready to be appended at session strength."""
    writer = Writer(workspace._vaults, workspace._entered.signer)
    child = workspace.roll_view.children()[0]
    role = shipped_lists()["child_roles"].choice("subject")
    closure = shipped_lists()["closure_reasons"].choice("resolved")
    for _each in range(count):
        record = Closure(reason=closure, outcome=seen)
        yield writer.writing(record, children=[child.as_in_record(role)])
