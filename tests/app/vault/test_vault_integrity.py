from __future__ import annotations

from pathlib import Path

import pytest

from app.base.errors import VaultError
from app.vault.database import Database
from app.vault.heads import VaultHeads
from tests.app.vault.builders import SCHEMA, Draws, fill, flipped, heads_of, open_copy, times

KEY = b"k" * 32
PAGE = 4096


class Bench:
    """Hold a whole vault's bytes, and try damaged ones."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "children.1.vault"
        fill(self.path, KEY, 150)
        with open_copy(self.path, KEY) as database:
            self.heads: VaultHeads = heads_of("", database)
            with database.transaction():
                database.execute("UPDATE note SET words = 'a newer text' WHERE id = 75")
        self.newer = self.path.read_bytes()
        fill(self.path.with_name("other"), KEY, 150)
        self.other = self.path.with_name("other").read_bytes()
        with open_copy(self.path, KEY) as database, database.transaction():
            database.execute("UPDATE note SET words = words || '!' WHERE id = 75")
        self.whole = self.path.read_bytes()
        with open_copy(self.path, KEY) as database:
            self.heads = heads_of("", database)

    def judged(self, data: bytes) -> str:
        """Return what the check that backups rely on says of these bytes."""
        self.path.write_bytes(data)
        self.path.with_name(self.path.name + "-journal").unlink(missing_ok=True)
        try:
            with open_copy(self.path, KEY) as database:
                if database.faults():
                    return "fault"
                return "whole" if heads_of("", database) == self.heads else "chain"
        except VaultError:
            return "refused"

    def read_blindly(self, data: bytes) -> str:
        """Return what somebody notices who only opens the file and counts."""
        self.path.write_bytes(data)
        try:
            with open_copy(self.path, KEY) as database:
                database.query("SELECT count(*) FROM mark")
        except VaultError:
            return "refused"
        return "whole"


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return Bench(tmp_path_factory.mktemp("bench"))


def pages(data: bytes) -> list[bytes]:
    return [data[at : at + PAGE] for at in range(0, len(data), PAGE)]


def test_an_undamaged_vault_is_whole(bench: Bench) -> None:
    assert bench.judged(bench.whole) == "whole"
    assert len(pages(bench.whole)) > 20


@pytest.mark.timeout(times(60, 3600))
def test_every_flipped_bit_is_found(bench: Bench) -> None:
    draws = Draws("T1")
    for _ in range(times(300, 10_000)):
        assert bench.judged(flipped(bench.whole, draws)) in {"fault", "refused"}


def test_reading_alone_does_not_find_every_flip(bench: Bench) -> None:
    draws = Draws("T1")
    answers = [bench.read_blindly(flipped(bench.whole, draws)) for _ in range(60)]
    assert "whole" in answers


def zeroed(whole: list[bytes], draws: Draws, _bench: Bench) -> list[bytes]:
    at = draws.below(len(whole))
    return [*whole[:at], b"\0" * PAGE, *whole[at + 1 :]]


def swapped(whole: list[bytes], draws: Draws, _bench: Bench) -> list[bytes]:
    one = draws.below(len(whole) - 1)
    other = one + 1 + draws.below(len(whole) - one - 1)
    changed = list(whole)
    changed[one], changed[other] = whole[other], whole[one]
    return changed


def cut(whole: list[bytes], draws: Draws, _bench: Bench) -> list[bytes]:
    return whole[: 1 + draws.below(len(whole) - 1)]


def appended(whole: list[bytes], draws: Draws, _bench: Bench) -> list[bytes]:
    return [*whole, whole[draws.below(len(whole))]]


def from_another_vault(whole: list[bytes], draws: Draws, bench: Bench) -> list[bytes]:
    foreign = pages(bench.other)
    at = 1 + draws.below(min(len(whole), len(foreign)) - 1)
    return [*whole[:at], foreign[at], *whole[at + 1 :]]


def replayed(whole: list[bytes], draws: Draws, bench: Bench) -> list[bytes]:
    older = pages(bench.newer)
    moved = [at for at in range(1, len(whole)) if older[at] != whole[at]]
    at = moved[draws.below(len(moved))]
    return [*whole[:at], older[at], *whole[at + 1 :]]


DAMAGES = (zeroed, swapped, cut, appended, from_another_vault, replayed)


@pytest.mark.timeout(times(60, 1800))
@pytest.mark.parametrize("damage", DAMAGES)
def test_structural_damage_is_found(bench: Bench, damage: object) -> None:
    draws, whole = Draws(f"T2 {damage}"), pages(bench.whole)
    assert callable(damage)
    for _ in range(times(10, 200)):
        answer = bench.judged(b"".join(damage(whole, draws, bench)))
        # An older page of the same file bears a good seal: only the content's digest tells.
        assert answer in ({"fault", "refused"} | ({"chain"} if damage is replayed else set()))


def test_an_older_whole_file_is_found_only_by_the_chain(bench: Bench) -> None:
    # The control: neither seals nor structure see a rollback, and the harness says so.
    assert bench.judged(bench.newer) == "chain"
    with open_copy(bench.path, KEY) as database:
        assert database.faults() == ()


def test_a_search_index_that_disagrees_is_found(tmp_path: Path) -> None:
    fill(tmp_path / "v", KEY, 10)
    with open_copy(tmp_path / "v", KEY) as database:
        assert database.faults() == ()
        with database.transaction():
            database.execute("DELETE FROM search_content WHERE id = 3")
        assert database.faults() != ()


def test_a_reference_to_nothing_is_found(tmp_path: Path) -> None:
    fill(tmp_path / "v", KEY, 10)
    with open_copy(tmp_path / "v", KEY) as database:
        database._connection.set_authorizer(None)
        database._connection.execute("PRAGMA foreign_keys = OFF")
        database._connection.execute("UPDATE mark SET note = 99 WHERE id = 1")
        faults = database.faults()
    assert faults == ("row 1 of mark refers to nothing in note",)


def test_a_vault_of_another_key_is_refused(bench: Bench) -> None:
    bench.path.write_bytes(bench.whole)
    with pytest.raises(VaultError):
        Database.open(bench.path, b"x" * 32, schema=SCHEMA)
