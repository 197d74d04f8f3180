"""Absence, leaving and forgotten passphrases, each person in a process of their own."""

from __future__ import annotations

import pytest

from app.base.ids import PersonId
from app.vault.bundle import WrongPassphrase
from app.vault.keyfile import UnknownPerson
from app.vault.passphrase import Cost
from tests.support.driving import drive, entering
from tests.support.school import (
    DSL,
    HEAD,
    PASSPHRASE,
    School,
    a_child,
    a_concern,
    a_person,
    a_second_holder,
    close,
    person_named,
)

DEPUTY = "Ada Quill"
WORDS = "pebble sandal orbit thistle wren"
READ_TODAY = (("wait", "TodayPage"), ("say", "today"), ("leave",))
TO_PEOPLE = (("press", "rail.school"), ("press", "open-people"), ("wait", "PeoplePage"))


@pytest.fixture
def staffed(school: School) -> School:
    """Return a school of a DSL, a head and a deputy with keys, and one concern."""
    ws = school.enter()
    a_second_holder(ws, passphrase=WORDS)
    person = a_person(ws, DEPUTY, "deputy")
    new = ws.people.make_keys(person.id or "", DEPUTY, WORDS, Cost.for_tests())
    ws.people.admit(new, ("deputy",), "cover for the DSL")
    a_concern(ws, a_child(ws))
    close(ws)
    return school


def id_of(school: School, name: str) -> PersonId:
    ws = school.enter()
    found = PersonId(person_named(ws, name).id or "")
    assert all(report.sound for report in ws.verify())
    close(ws)
    return found


def test_a_deputy_acts_while_the_dsl_is_away(staffed: School) -> None:
    drive(
        staffed.path,
        *entering(DEPUTY, WORDS),
        ("wait", "StandingInPage"),
        ("press", "chip.absent"),
        ("press", "acting-go"),
        ("wait", "TodayPage"),
        ("leave",),
    )
    told = drive(
        staffed.path,
        *entering(DSL, PASSPHRASE),
        ("wait", "TodayPage"),
        ("say", "today"),
        ("leave",),
    )
    assert f"{DEPUTY} acted for you on 1 day" in told["today"]


def test_a_leaver_opens_nothing_any_more(staffed: School) -> None:
    person = id_of(staffed, HEAD)
    drive(
        staffed.path,
        *entering(DSL, PASSPHRASE),
        *TO_PEOPLE,
        ("person", HEAD),
        ("press", "take-keys"),
        ("fill", "leaving-why", "Retired"),
        ("press", "leaving-go"),
        ("wait", "PeoplePage"),
        ("leave",),
    )
    with pytest.raises(UnknownPerson):
        staffed.door().unlock(person, WORDS)
    told = drive(
        staffed.path,
        *entering(DSL, PASSPHRASE),
        ("wait", "TodayPage"),
        ("say", "today"),
        ("leave",),
    )
    assert "New concerns" in told["today"]
    ws = staffed.enter()
    assert HEAD in [card.name for card in ws.roll_view.people(leavers=True)]
    assert all(report.sound for report in ws.verify())
    close(ws)


def test_a_colleague_makes_a_forgotten_passphrase_new(staffed: School) -> None:
    person = id_of(staffed, HEAD)
    made = drive(
        staffed.path,
        *entering(DSL, PASSPHRASE),
        *TO_PEOPLE,
        ("person", HEAD),
        ("press", "new-keys"),
        ("fill", "keys-why", "Forgotten"),
        ("type-drawn", "words"),
        ("press", "keys-give"),
        ("wait", "PeoplePage"),
        ("leave",),
    )
    with pytest.raises(WrongPassphrase):
        staffed.door().unlock(person, WORDS)
    asked = drive(
        staffed.path,
        *entering(HEAD, made["words"]),
        ("wait", "OwnKeysPage"),
        ("say", "asked"),
        ("press", "own-keys-yes"),
        ("wait", "TodayPage"),
        ("leave",),
    )
    assert f"issued by {DSL}" in asked["asked"]
    id_of(staffed, HEAD)  # all is sound


def test_the_recovery_sheet_lets_in_and_every_key_holder_is_told(staffed: School) -> None:
    made = drive(
        staffed.path,
        ("press", "use-recovery-sheet"),
        ("wait", "SheetRecoveryPage"),
        ("choose", DSL),
        ("fill", "sheet-reason", "Forgotten over the summer"),
        ("fill", "sheet-code", staffed.made.recovery_code),
        ("press", "sheet-go"),
        ("type-drawn", "words"),
        ("press", "sheet-go"),
        ("wait", "SignIn"),
    )
    with pytest.raises(WrongPassphrase):
        staffed.door().unlock(staffed.made.person, PASSPHRASE)
    told = drive(
        staffed.path,
        *entering(DSL, made["words"]),
        ("press", "own-keys-yes"),
        ("wait", "TodayPage"),
        ("say", "mine"),
        ("leave",),
    )
    other = drive(
        staffed.path,
        *entering(HEAD, WORDS),
        ("wait", "TodayPage"),
        ("say", "theirs"),
        ("press", "to-recovery-sheet"),
        ("say", "sheet"),
        ("leave",),
    )
    for said in (told["mine"], other["theirs"]):
        assert "The recovery sheet was used" in said
    assert "recovery sheet" in other["sheet"]
