"""Make the demonstration school: invented, varied, and the same for the same seed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any

from app.base.clock import Clock, Stamp, SystemClock
from app.base.ids import PersonId
from app.ledger.values import Writing
from app.records.header import Link
from app.services.demo_days import SchoolLife, as_then
from app.services.demo_diary import Author, Diary, SetClock
from app.services.demo_latest import Latest
from app.services.demo_notes import admit_recorders, leave_notes
from app.services.demo_roll import (
    Pupil,
    invent_family,
    invent_pupils,
    invent_status,
    names,
)
from app.services.doorplate import DEMO_PASSPHRASE
from app.services.leaving import leave
from app.services.people import People
from app.services.recorder_sign_in import is_recorder
from app.services.settings import PhoneNumber
from app.services.setup import Named, SetUpAnswers, set_up_school
from app.services.sign_in import Door, Entered
from app.services.writer import PersonSigner, Writer
from app.vault.folder import SchoolFolder
from app.vault.keyring import open_attest
from app.vault.passphrase import Cost
from app.views.roll import RollView
from app.views.vaults import Me, Vaults

PASSPHRASE = DEMO_PASSPHRASE

NUMBERS = {
    "social_care": PhoneNumber("Children’s front door", "01632 960 100"),
    "out_of_hours": PhoneNumber("Emergency duty team", "01632 960 199"),
    "lado": PhoneNumber("LADO (duty line)", "01632 960 142"),
    "police": PhoneNumber("Police", "999, or 101"),
    "head": PhoneNumber("Marian Voss", "extension 20"),
    "chair": PhoneNumber("Colin Tredwell", "01632 960 177"),
}
EDITION = 5
"""Counted up when the demonstration school is invented otherwise: old ones are not used."""

ACT_ROWS = 200
STATUS_SHARE = 0.45


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoSize:
    """Say how large the demonstration school is, and which one of many."""

    children: int = 180
    years: int = 2
    seed: int = 1
    until: date | None = None


def make_demo(folder: SchoolFolder, size: DemoSize, *, clock: Clock | None = None) -> PersonId:
    """Make a demonstration school in an empty folder and return its DSL's id.

    Content follows from the seed; ids, keys and salts never do. Its keys are cheap and the
    school is marked as such.
    """
    last = size.until or (clock or SystemClock()).now().day()
    first = last - timedelta(days=round(365.25 * size.years))
    set_clock = SetClock(Stamp.of(datetime.combine(first, time(7, 30)).astimezone()))
    cost = Cost.for_tests()
    new = set_up_school(
        folder, _answers(), PASSPHRASE, clock=set_clock, cost=cost, test_school=True
    )
    door = Door(folder, set_clock)
    entered = door.enter(door.unlock(new.person, PASSPHRASE))
    maker = _Maker(entered.vaults, entered.signer, set_clock, Random(size.seed))
    attest = open_attest(door.keys.content, new.person, PASSPHRASE)
    certificate = entered.signer.certificate
    maker.add_author(
        entered.vaults.me, entered.signer, PersonSigner(certificate, "attest", attest)
    )
    maker.admit_holders(entered, cost)
    admit_recorders(entered, PASSPHRASE, cost)
    maker.fill(size, first, last, folder)
    leave(entered, signed_out=True)
    _sign_out_others(door, new.person)
    leave_notes(door, PASSPHRASE)
    return new.person


def _sign_out_others(door: Door, first: PersonId) -> None:
    """Let every other key holder sign in once and out again, so that each has a heads file."""
    for person, _name in door.people():
        keyring = door.unlock(person, PASSPHRASE)
        if person != first and not is_recorder(keyring):
            leave(door.enter(keyring), signed_out=True)


class _Maker:
    """Fill a new school with an invented past."""

    def __init__(
        self,
        vaults: Vaults,
        signer: PersonSigner,
        clock: SetClock,
        random: Random,
    ) -> None:
        self._vaults = vaults
        self._writer = Writer(vaults, signer)
        self._roll = RollView(vaults)
        self._clock = clock
        self._random = random
        self._authors: list[Author] = []

    def add_author(self, me: Me, session: PersonSigner, attest: PersonSigner) -> None:
        """Let a key holder write."""
        vaults = Vaults(
            school=self._vaults.school, children=self._vaults.children, clock=self._clock, me=me
        )
        self._authors.append(Author(Writer(vaults, session), attest, me.person))

    def admit_holders(self, entered: Entered, cost: Cost) -> None:
        """Give the deputy and the head their keys."""
        people = People(self._writer, entered)
        for card in self._roll.people():
            codes = tuple(choice.code for choice in card.roles)
            if not {"deputy", "head"} & set(codes):
                continue
            new = people.make_keys(card.id, card.name, PASSPHRASE, cost)
            people.admit(new, codes, "set-up")
            certificate = people.certificate_of(card.id)
            me = Me(person=card.as_in_record(), id=card.id, roles=codes)
            self.add_author(
                me,
                PersonSigner(certificate, "session", new.keys.session),
                PersonSigner(certificate, "attest", new.keys.attest),
            )

    def fill(self, size: DemoSize, first: date, last: date, folder: SchoolFolder) -> None:
        """Enrol the children, write their families, then live through the years."""
        pupils = invent_pupils(size.children, last, self._random)
        self._enrol(pupils)
        self._write_families(pupils, last)
        staff = [card.as_in_record() for card in self._roll.people()]
        diary = Diary(self._authors, staff, self._clock, self._random)
        life = SchoolLife(diary)
        life.live(pupils, first, last)
        Latest(diary, life, folder).do_all(pupils)

    def _enrol(self, pupils: list[Pupil]) -> None:
        writings = [
            self._writer.writing(pupil.entry, links=[Link(pupil.id, "about")]) for pupil in pupils
        ]
        for part in _parts(writings):
            self._writer.commit(self._vaults.school, part)

    def _write_families(self, pupils: list[Pupil], today: date) -> None:
        writings: list[Writing] = []
        for pupil in pupils:
            child = as_then(pupil, "subject")
            dated: list[Any] = list(invent_family(pupil, self._random))
            if self._random.random() < STATUS_SHARE:
                dated.append(invent_status(today, self._random))
            writings += [self._writer.writing(one, children=[child]) for one in dated]
        for part in _parts(writings):
            self._writer.commit(self._vaults.children, part)


def _parts(writings: list[Writing]) -> list[list[Writing]]:
    return [writings[i : i + ACT_ROWS] for i in range(0, len(writings), ACT_ROWS)]


def _answers() -> SetUpAnswers:
    staff = [
        Named(name=one["name"], roles=tuple(one["roles"]), job=one["job"])
        for one in names()["staff"]
    ]
    return SetUpAnswers(
        school=names()["school"], first=staff[0], others=staff[1:], numbers=NUMBERS
    )


def demo_folder(cache: Path, size: DemoSize) -> Path:
    """Return where a demonstration school of this size is kept between runs."""
    return cache / f"demo-{EDITION}-{size.children}-{size.years}-{size.seed}"
