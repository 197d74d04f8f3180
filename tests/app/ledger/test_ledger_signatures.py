"""Forge and move signatures with every key but the right one in hand: none is accepted."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest

from app.base.clock import Stamp
from app.ledger.certificates import certificate_bytes, certificates
from app.ledger.chain import act_bytes
from app.ledger.findings import Fault
from app.records.system import CertificateEntry
from app.vault.keyring import open_attest
from app.vault.signing import Signer
from tests.support.lived_in import copy_of, key_of, ledger_of, report_on, vault_path
from tests.support.school import HEAD, PASSPHRASE, School
from tests.support.tampering import rehash, tamper

RUNS = 50 if os.environ.get("ROWAN_TORTURE") == "full" else 7

Connection = Any


@dataclass(frozen=True, kw_only=True)
class Insider:
    """Hold what a dishonest colleague has: both of their own keys, and their certificate."""

    school: str
    session: Signer
    attest: Signer
    certificate: str


@pytest.fixture(scope="session")
def insider(lived_in: School) -> Insider:
    door = lived_in.door()
    person = next(key for key, name in door.people() if name == HEAD)
    keyring = door.unlock(person, PASSPHRASE)
    with ledger_of(lived_in) as ledger:
        held = certificates(ledger).values()
    return Insider(
        school=keyring.school,
        session=keyring.session,
        attest=open_attest(door.keys.content, person, PASSPHRASE),
        certificate=next(f.certificate.id for f in held if f.certificate.person == person),
    )


def sign_again(
    db: Connection, act: str, signer: Signer, insider: Insider, vault: str = "children"
) -> None:
    """Sign an act as it lies there, with a key of one's own."""
    strength, certificate, first, previous, at, zone = db.execute(
        "SELECT strength, certificate, first_seq, previous, recorded_at, zone FROM act"
        " WHERE id = ?",
        (act,),
    ).fetchone()
    digests = db.execute("SELECT digest FROM entry WHERE act = ? ORDER BY seq", (act,)).fetchall()
    message = act_bytes(
        school=insider.school,
        vault=vault,
        act=act,
        strength=strength,
        certificate=certificate,
        digests=[row[0] for row in digests],
        first_seq=first,
        previous=previous,
        at=Stamp(at, zone),
    )
    db.execute("UPDATE act SET signature = ? WHERE id = ?", (signer.sign(message), act))


def an_attested_act(db: Connection, random: Random) -> str:
    rows = db.execute("SELECT id FROM act WHERE strength = 'attest'").fetchall()
    act: str = random.choice(rows)[0]
    return act


def with_a_new_key(db: Connection, random: Random, insider: Insider) -> Fault:
    """Sign with a key nobody has heard of."""
    sign_again(db, an_attested_act(db, random), Signer.new(), insider)
    return Fault.SIGNATURE_WRONG


def with_ones_own_key(db: Connection, random: Random, insider: Insider) -> Fault:
    """Sign another's act with one's own key and leave their name to it."""
    sign_again(db, an_attested_act(db, random), insider.attest, insider)
    return Fault.SIGNATURE_WRONG


def under_ones_own_certificate(db: Connection, random: Random, insider: Insider) -> Fault:
    """Take over another's act whole: own key, own certificate, their name on the record."""
    act = an_attested_act(db, random)
    db.execute("UPDATE act SET certificate = ? WHERE id = ?", (insider.certificate, act))
    sign_again(db, act, insider.attest, insider)
    return Fault.AUTHOR_DIFFERS


def with_the_session_key(db: Connection, random: Random, insider: Insider) -> Fault:
    """Sign what needs a passphrase with the key that is open all day."""
    act = an_attested_act(db, random)
    db.execute(
        "UPDATE act SET certificate = ?, strength = 'session' WHERE id = ?",
        (insider.certificate, act),
    )
    sign_again(db, act, insider.session, insider)
    return Fault.KEY_TOO_WEAK


def from_another_vault(db: Connection, random: Random, insider: Insider) -> Fault:
    """Use a signature that was given for the same bytes in another vault."""
    act = an_attested_act(db, random)
    db.execute("UPDATE act SET certificate = ? WHERE id = ?", (insider.certificate, act))
    sign_again(db, act, insider.attest, insider, vault="school")
    return Fault.SIGNATURE_WRONG


def moved_to_another_act(db: Connection, random: Random, _insider: Insider) -> Fault:
    """Exchange the signatures of two acts."""
    acts = db.execute("SELECT id, signature FROM act WHERE strength = 'attest'").fetchall()
    one, other = random.sample(acts, 2)
    db.execute("UPDATE act SET signature = ? WHERE id = ?", (one[1], other[0]))
    db.execute("UPDATE act SET signature = ? WHERE id = ?", (other[1], one[0]))
    return Fault.SIGNATURE_WRONG


def moved_with_its_act(db: Connection, random: Random, _insider: Insider) -> Fault:
    """Exchange two neighbouring acts of one entry each, and make the chain fit."""
    firsts = [
        row[0]
        for row in db.execute(
            "SELECT a.first_seq FROM act a JOIN act b ON b.first_seq = a.first_seq + 1"
            " WHERE a.entries = 1 AND b.entries = 1 AND a.first_seq > 3"
        )
    ]
    one = random.choice(firsts)
    for table in ("entry", "body", "child_of", "link"):
        for old, new in ((one, -1), (one + 1, one), (-1, one + 1)):
            db.execute(f"UPDATE {table} SET seq = ? WHERE seq = ?", (new, old))
    words = dict(
        db.execute("SELECT rowid, words FROM search WHERE rowid IN (?, ?)", (one, one + 1))
    )
    for old, new in ((one, one + 1), (one + 1, one)):
        db.execute("DELETE FROM search WHERE rowid = ?", (new,))
        if old in words:
            db.execute("INSERT INTO search (rowid, words) VALUES (?, ?)", (new, words[old]))
    for old, new in ((one, -1), (one + 1, one), (-1, one + 1)):
        db.execute("UPDATE act SET first_seq = ? WHERE first_seq = ?", (new, old))
    rehash(db)
    return Fault.SIGNATURE_WRONG


def with_a_certificate_of_ones_own(db: Connection, random: Random, insider: Insider) -> Fault:
    """Put one's own keys into another's certificate, signed as far as one can."""
    ((seq, stored),) = db.execute(
        "SELECT e.seq, b.body FROM entry e JOIN body b ON b.seq = e.seq"
        " WHERE e.kind = 'certificate' ORDER BY e.seq LIMIT 1"
    ).fetchall()
    old = msgspec.json.decode(stored, type=CertificateEntry)
    mine = msgspec.structs.replace(
        old,
        session_key=insider.session.public.hex(),
        attest_key=insider.attest.public.hex(),
    )
    message = certificate_bytes(insider.school, mine)
    forged = msgspec.structs.replace(
        mine,
        by_school=random.randbytes(64).hex(),
        by_issuer=insider.session.sign(message).hex(),
        by_session_key=insider.session.sign(message).hex(),
        by_attest_key=insider.attest.sign(message).hex(),
    )
    db.execute("UPDATE body SET body = ? WHERE seq = ?", (msgspec.json.encode(forged), seq))
    rehash(db)
    for (act,) in db.execute("SELECT id FROM act WHERE certificate = ?", (old.id,)).fetchall():
        (strength,) = db.execute("SELECT strength FROM act WHERE id = ?", (act,)).fetchone()
        sign_again(db, act, insider.attest if strength == "attest" else insider.session, insider)
    return Fault.CERTIFICATE_FORGED


FORGERIES: tuple[Callable[[Connection, Random, Insider], Fault], ...] = (
    with_a_new_key,
    with_ones_own_key,
    under_ones_own_certificate,
    with_the_session_key,
    from_another_vault,
    moved_to_another_act,
    moved_with_its_act,
    with_a_certificate_of_ones_own,
)


@pytest.mark.parametrize("forgery", FORGERIES, ids=lambda forgery: forgery.__name__)
def test_no_forged_or_moved_signature_is_accepted(
    forgery: Callable[[Connection, Random, Insider], Fault],
    insider: Insider,
    lived_in: School,
    tmp_path: Path,
) -> None:
    for run in range(RUNS):
        school = copy_of(lived_in, tmp_path / f"run{run}")
        random = Random(f"{forgery.__name__} {run}")
        named: list[Fault] = []

        def forge(db: Connection, random: Random = random, named: list[Fault] = named) -> bool:
            named.append(forgery(db, random, insider))
            return True

        tamper(vault_path(school), key_of(school), forge)
        found = {finding.fault for finding in report_on(school).findings}
        assert named[0] in found, f"{forgery.__name__} {run}: {found}"
        shutil.rmtree(school.path)


def test_a_signature_by_the_right_key_over_the_same_bytes_is_accepted(
    lived_in: School, tmp_path: Path
) -> None:
    """The control: signing again is not what verify sees, the wrong key is."""
    school = copy_of(lived_in, tmp_path / "control")
    door = school.door()
    keyring = door.unlock(school.made.person, PASSPHRASE)
    attest = open_attest(door.keys.content, school.made.person, PASSPHRASE)
    own = Insider(school=keyring.school, session=keyring.session, attest=attest, certificate="")

    def resign(db: Connection) -> bool:
        sign_again(db, an_attested_act(db, Random(1)), attest, own)
        return True

    assert tamper(vault_path(school), key_of(school), resign)
    report = report_on(school)
    assert report.sound, report.findings
