from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.base.clock import Stamp
from app.base.ids import new_id
from app.ledger.append import WrongStrength, append, strength_of
from app.ledger.chain import NOTHING, log_signature_bytes
from app.ledger.ledger import Ledger
from app.ledger.log import log_head, log_lines, sign_log, signed_up_to, write_log
from app.ledger.standing import SCHEMA
from app.ledger.values import Writing, short_head
from app.records.check import check
from app.records.closure import Reopening
from app.records.fields import PersonAs
from app.records.header import Header
from app.records.record import Strength
from app.vault.database import Database, NoTransaction
from app.vault.heads import Head
from app.vault.signing import Signer, verify
from tests.support.school import NOW, HandClock


class KeyOf:
    """Sign with a key of a test."""

    def __init__(self, strength: Strength = "session") -> None:
        self.certificate = new_id()
        self.strength: Strength = strength
        self.key = Signer.new()

    def sign(self, message: bytes) -> bytes:
        return self.key.sign(message)


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def ledger(tmp_path: Path, clock: HandClock) -> Iterator[Ledger]:
    path = tmp_path / "children.1.vault"
    with Database.create(path, bytes(range(32)), temp_schema=SCHEMA) as db:
        yield Ledger(db, school=new_id(), vault="children", clock=clock)


def a_writing(clock: HandClock, reason: str = "It happened again.") -> Writing:
    name = new_id()
    header = Header(
        id=name,
        kind="reopening",
        version=1,
        author=PersonAs(name="A", id="p"),
        written=clock.now(),
        root=name,
    )
    return Writing(header=header, record=check(Reopening, {"reason": reason}))


def test_an_empty_ledger_stands_at_nothing(ledger: Ledger) -> None:
    assert ledger.head() == Head(0, NOTHING)
    assert log_head(ledger) == Head(0, NOTHING)


def test_entries_of_an_act_follow_each_other(ledger: Ledger, clock: HandClock) -> None:
    writings = [a_writing(clock), a_writing(clock), a_writing(clock)]
    with ledger.db.transaction():
        head = append(ledger, writings, KeyOf())
    assert head == ledger.head()
    assert head.seq == 3
    entries = ledger.entries("1")
    assert [entry.id for entry in entries] == [w.header.id for w in writings]
    assert {entry.recorded for entry in entries} == {Stamp.of(NOW)}
    assert len({ledger.hash_at(seq) for seq in (1, 2, 3)}) == 3


def test_an_act_that_fails_leaves_nothing(ledger: Ledger, clock: HandClock) -> None:
    twice = a_writing(clock)
    with pytest.raises(Exception, match="append only"), ledger.db.transaction():
        append(ledger, [a_writing(clock), twice, twice], KeyOf())
    assert ledger.head() == Head(0, NOTHING)
    assert ledger.db.row("SELECT count(*) FROM act") == (0,)
    assert ledger.db.row("SELECT count(*) FROM body") == (0,)


def test_an_act_is_written_in_a_transaction_only(ledger: Ledger, clock: HandClock) -> None:
    with pytest.raises(NoTransaction):
        append(ledger, [a_writing(clock)], KeyOf())


def test_stored_bytes_are_the_bytes_that_were_signed(ledger: Ledger, clock: HandClock) -> None:
    writing = a_writing(clock)
    with ledger.db.transaction():
        append(ledger, [writing], KeyOf())
    row = ledger.db.row("SELECT header, body FROM body")
    assert row == (writing.header_bytes(), writing.body_bytes())


def test_the_same_words_twice_have_different_digests(ledger: Ledger, clock: HandClock) -> None:
    with ledger.db.transaction():
        append(ledger, [a_writing(clock, "Same."), a_writing(clock, "Same.")], KeyOf())
    rows = ledger.db.query("SELECT e.digest, b.salt FROM entry e JOIN body b USING (seq)")
    assert len({row[0] for row in rows}) == len({row[1] for row in rows}) == 2


def test_a_stronger_signature_is_always_enough(ledger: Ledger, clock: HandClock) -> None:
    writing = a_writing(clock)
    assert strength_of([writing]) == "session"
    with ledger.db.transaction():
        append(ledger, [writing], KeyOf("attest"))
    whole = ledger.whole(writing.header.id)
    assert whole is not None
    assert whole.strength == "attest"


def test_what_was_written_cannot_be_changed_removed_or_replaced(
    ledger: Ledger, clock: HandClock
) -> None:
    with ledger.db.transaction():
        append(ledger, [a_writing(clock)], KeyOf())
        write_log(ledger, "opened", {})
        sign_log(ledger, KeyOf())
    for sql in (
        "UPDATE entry SET owner = 'x'",
        "DELETE FROM entry",
        "UPDATE body SET salt = x'00'",
        "DELETE FROM body",
        "INSERT OR REPLACE INTO body VALUES (1, x'00', x'00', x'00')",
        "UPDATE act SET signature = x'00'",
        "DELETE FROM act",
        "UPDATE log SET what = 'x'",
        "DELETE FROM log",
        "UPDATE log_detail SET detail = x'00'",
        "DELETE FROM log_signature",
        "INSERT OR REPLACE INTO log SELECT * FROM log",
    ):
        with pytest.raises(Exception, match="append only"), ledger.db.transaction():
            ledger.db.execute(sql)
    assert ledger.head().seq == 1


def test_wrong_strength_says_which(ledger: Ledger) -> None:
    assert str(WrongStrength("session")) == "session"


def test_a_head_is_printed_in_fours() -> None:
    assert short_head(Head(7, bytes(range(32)))) == "7 · 0001 0203 0405 0607"


# ------------------------------------------------------------------ the access log


def test_lines_are_chained_and_newest_come_first(ledger: Ledger, clock: HandClock) -> None:
    for number in range(3):
        with ledger.db.transaction():
            write_log(ledger, "opened", {"number": number})
        clock.forward(minutes=1)
    lines = log_lines(ledger)
    assert [(line.seq, line.detail) for line in lines] == [
        (3, {"number": 2}), (2, {"number": 1}), (1, {"number": 0}),
    ]  # fmt: skip
    assert [line.seq for line in log_lines(ledger, newest=1)] == [3]
    assert log_lines(ledger, what="printed") == []


def test_lines_are_signed_together_up_to_the_head(ledger: Ledger) -> None:
    signer = KeyOf()
    assert signed_up_to(ledger) == 0
    with ledger.db.transaction():
        sign_log(ledger, signer)
        assert signed_up_to(ledger) == 0
        for _each in range(3):
            write_log(ledger, "opened", {})
        sign_log(ledger, signer)
        sign_log(ledger, signer)
    assert signed_up_to(ledger) == 3
    assert ledger.db.row("SELECT count(*) FROM log_signature") == (1,)


def test_a_late_signature_signs_that_it_is_late(ledger: Ledger) -> None:

    signer = KeyOf()
    with ledger.db.transaction():
        write_log(ledger, "opened", {})
        sign_log(ledger, signer, late=True)
    row = ledger.db.row("SELECT signature FROM log_signature")
    assert row is not None
    signed = [
        verify(
            signer.key.public,
            row[0],
            log_signature_bytes(
                school=ledger.school,
                vault=ledger.vault,
                certificate=signer.certificate,
                seq=1,
                head=log_head(ledger).hash,
                late=late,
            ),
        )
        for late in (False, True)
    ]
    assert signed == [False, True]
