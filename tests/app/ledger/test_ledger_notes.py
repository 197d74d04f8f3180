"""Forge authors of notes with a key holder's keys in hand: verify names each, controls pass."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import msgspec
import pytest

from app.base.ids import new_id
from app.exchange.notes import SealedNote, TypedAuthor, WrittenNote, signed_note, typed_note
from app.ledger.certificates import certificates
from app.ledger.findings import Fault
from app.ledger.values import Writing
from app.records.fields import PersonAs
from app.records.intake import TakenIn
from app.records.system import CertificateEnded
from app.rules.intake import TakeIn
from app.services.writer import PersonSigner, Writer
from app.vault.keyring import unlock
from app.vault.signing import Signer
from app.workspace import Workspace
from tests.support.notes import (
    RECORDER_PASSPHRASE,
    give_account,
    leave_note,
    send_as_recorder,
    sign_in_recorder,
)
from tests.support.school import School, a_child, close, signer


@dataclass(frozen=True, kw_only=True)
class Case:
    """Hold a school whose key holder is about to take a note in, dishonestly or not."""

    workspace: Workspace
    writer: Writer
    note: Any

    def act(self) -> list[Writing]:
        """Return the act that Rowan itself would append."""
        return self.workspace.intake._taking.writings(self.note, TakeIn(file=self.note.file))

    def append(self, writings: list[Writing]) -> set[Fault]:
        """Append an act, attested, and return what verify finds in *children*."""
        ledger = self.workspace._vaults.children
        self.writer.commit(ledger, writings, signer(self.workspace))
        return {finding.fault for finding in self.workspace.verify()[1].findings}


@pytest.fixture
def signed(school: School) -> Iterator[Case]:
    """Return a waiting note of a recorder with an account."""
    workspace = school.enter()
    a_child(workspace)
    give_account(workspace)
    close(workspace)
    recorder = sign_in_recorder(school)
    sent = send_as_recorder(recorder, *recorder.roll_view.children())
    recorder.close(signed_out=True)
    case = case_of(school, sent.file)
    yield case
    close(case.workspace)


@pytest.fixture
def typed(school: School) -> Iterator[Case]:
    """Return a waiting note of somebody without account."""
    case = case_of(school, leave_note(school).file)
    yield case
    close(case.workspace)


def case_of(school: School, file: str) -> Case:
    workspace = school.enter()
    writer = Writer(workspace._vaults, workspace._entered.signer)
    return Case(workspace=workspace, writer=writer, note=workspace.intake._opener.one(file))


def with_taken_in(case: Case, **changes: Any) -> list[Writing]:
    """Return the act with other words in its `taken_in`."""
    return [
        saying(writing, changes) if isinstance(writing.record, TakenIn) else writing
        for writing in case.act()
    ]


def saying(writing: Writing, changes: dict[str, Any]) -> Writing:
    record = msgspec.structs.replace(writing.record, **changes)
    return Writing(header=writing.header, record=record)


def rewritten(case: Case, **header: Any) -> list[Writing]:
    """Return the act with another header of the note, its digest quoted as it is now."""
    act = case.act()
    place = next(at for at, one in enumerate(act) if one.as_written is not None)
    changed = msgspec.structs.replace(act[place].header, **header)
    note = typed_note(changed, act[place].record, TypedAuthor(name="x"), "office")
    act[place] = Writing(header=changed, record=act[place].record, as_written=note.as_written())
    return [
        saying(one, {"digest": note.digest().hex()}) if isinstance(one.record, TakenIn) else one
        for one in act
    ]


def test_a_signed_note_taken_in_is_sound(signed: Case) -> None:
    assert signed.append(signed.act()) == set()


def test_a_typed_note_taken_in_is_sound(typed: Case) -> None:
    assert typed.append(typed.act()) == set()


def test_a_note_without_taken_in_names_an_author_who_did_not_sign(signed: Case) -> None:
    act = [one for one in signed.act() if not isinstance(one.record, TakenIn)]
    assert Fault.AUTHOR_DIFFERS in signed.append(act)


def test_a_typed_author_needs_a_taken_in_too(typed: Case) -> None:
    act = [one for one in typed.act() if not isinstance(one.record, TakenIn)]
    assert Fault.AUTHOR_DIFFERS in typed.append(act)


def test_a_taken_in_of_another_act_does_not_count(signed: Case) -> None:
    act = signed.act()
    taken = [one for one in act if isinstance(one.record, TakenIn)]
    rest = [one for one in act if not isinstance(one.record, TakenIn)]
    signed.append(taken)
    assert Fault.AUTHOR_DIFFERS in signed.append(rest)


def test_two_that_quote_the_same_record_are_refused(signed: Case) -> None:
    act = signed.act()
    taken = next(one for one in act if isinstance(one.record, TakenIn))
    twin = signed.writer.writing(taken.record)
    assert Fault.AUTHOR_DIFFERS in signed.append([*act, twin])


def another_signature(_case: Case) -> dict[str, Any]:
    return {"signature": Signer.new().sign(b"something").hex()}


def another_act(_case: Case) -> dict[str, Any]:
    return {"act": new_id()}


def another_strength(_case: Case) -> dict[str, Any]:
    return {"strength": "session"}


@pytest.mark.parametrize(
    "forge",
    [another_signature, another_act, another_strength],
    ids=lambda forge: forge.__name__,
)
def test_a_signature_that_was_not_given_is_named(
    forge: Callable[[Case], dict[str, Any]], signed: Case
) -> None:
    assert Fault.SIGNATURE_WRONG in signed.append(with_taken_in(signed, **forge(signed)))


def test_the_takers_own_certificate_does_not_vouch_for_another(signed: Case) -> None:
    mine = signed.writer.session.certificate
    assert Fault.AUTHOR_DIFFERS in signed.append(with_taken_in(signed, certificate=mine))


def test_the_words_of_a_signed_note_cannot_be_others(signed: Case) -> None:
    other = rewritten(signed, author=signed.note.written.header.author, children=())
    assert Fault.SIGNATURE_WRONG in signed.append(other)


def test_a_named_author_cannot_be_called_typed(signed: Case) -> None:
    assert Fault.AUTHOR_DIFFERS in signed.append(
        with_taken_in(signed, identity="typed", signature="", certificate="")
    )
    assert signed.workspace.verify()[0].sound


def test_nobody_is_put_under_a_concern_by_a_made_up_id(typed: Case) -> None:
    author = PersonAs(name="Owen Marsh", role="Head", id=new_id())
    assert Fault.AUTHOR_DIFFERS in typed.append(rewritten(typed, author=author))


def test_a_typed_author_is_not_said_to_have_signed(typed: Case) -> None:
    assert Fault.AUTHOR_DIFFERS in typed.append(with_taken_in(typed, identity="confirmed"))


def test_a_typed_author_brings_no_decision(typed: Case) -> None:
    act = rewritten(typed, kind="reconsideration", version=1)
    faults = typed.append(act)
    assert Fault.NOT_ALLOWED in faults


def test_a_certificate_that_ended_vouches_no_longer(signed: Case) -> None:
    act, ledger = signed.act(), signed.workspace._vaults.children
    certificate = signed.note.force.certificate.id
    ended = signed.writer.writing(CertificateEnded(certificate=certificate, why="left"))
    signed.writer.commit(ledger, [ended])
    assert Fault.CERTIFICATE_NOT_IN_FORCE in signed.append(act)


def test_a_certificate_renewed_for_the_same_keys_vouches_on(signed: Case) -> None:
    person = signed.note.written.header.author.id
    signed.workspace.people.change_roles(person, ["teacher", "recorder"], "teaches Oak")
    note = signed.workspace.intake._opener.one(signed.note.file)
    assert (note.identity, note.doubt) == ("confirmed", "")
    assert signed.append(signed.act()) == set()


def test_who_left_is_not_confirmed_and_named_without_an_id(signed: Case) -> None:
    """The note may still be taken in; the entry names its author by name alone."""
    held = certificates(signed.workspace._vaults.school)
    certificate = signed.note.force.certificate.id
    assert held[certificate].until is None
    ended = signed.writer.writing(CertificateEnded(certificate=certificate, why="left"))
    signed.writer.commit(signed.workspace._vaults.school, [ended])
    file = signed.note.file
    note = signed.workspace.intake._opener.one(file)
    assert (note.identity, note.doubt) == ("not_confirmed", "not_in_force")
    signed.workspace.intake.take_in([TakeIn(file=file)], signer(signed.workspace))
    whole = signed.workspace._vaults.children.whole(file)
    assert whole is not None
    assert whole.header.author == PersonAs(
        name=note.written.header.author.name, role=note.written.header.author.role
    )
    assert signed.workspace.verify()[1].findings == ()


def test_a_session_signature_is_too_weak_for_a_concern(signed: Case) -> None:
    """The recorder's own session key, which is open all day, signs what needs a passphrase."""
    weak = resigned(signed, "session")
    assert Fault.KEY_TOO_WEAK in signed.append(weak)


def resigned(case: Case, strength: Any) -> list[Writing]:
    written: WrittenNote = case.note.written
    recorder = case.note.force.certificate
    key = recorder_key(case)
    note: SealedNote = signed_note(
        written.header,
        written.record,
        PersonSigner(recorder.id, strength, key),
        case.workspace._vaults.children.school,
    )
    author: Any = note.author
    act = case.act()
    place = next(at for at, one in enumerate(act) if one.as_written is not None)
    act[place] = Writing(
        header=written.header, record=written.record, as_written=note.as_written()
    )
    changes = {
        "digest": note.digest().hex(),
        "act": author.act,
        "signature": author.signature.hex(),
        "strength": strength,
    }
    return [saying(one, changes) if isinstance(one.record, TakenIn) else one for one in act]


def recorder_key(case: Case) -> Signer:
    keys = case.workspace._entered.keys.content
    person: Any = case.note.written.header.author.id
    return unlock(keys, person, RECORDER_PASSPHRASE).session
