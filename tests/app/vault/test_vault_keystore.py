from __future__ import annotations

import dataclasses
import time
from pathlib import Path

import msgspec
import pytest

from app.vault.bundle import WrongPassphrase
from app.vault.faults import FileMissing
from app.vault.files import BothCopiesDamaged, copy_paths
from app.vault.folder import SchoolFolder
from app.vault.keyfile import KeyFile
from app.vault.keyring import unlock
from app.vault.keystore import KeyFileChanged, KeyStore, delay_after
from tests.app.vault.builders import NOW, Draws, School, a_school, flipped, times
from tests.support.processes import start_python


def test_a_school_is_written_once(school: School) -> None:
    with pytest.raises(FileExistsError):
        KeyStore.create(school.folder, school.store().content)


def test_no_school_is_a_fact(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        KeyStore(SchoolFolder(tmp_path))


def test_each_write_is_a_generation_and_heals_a_damaged_copy(school: School) -> None:
    (school.folder.path / "keys.b").write_bytes(b"damaged")
    store = school.store()
    assert (store.generation, store.damaged) == (1, ("keys.b",))
    store.replace(store.content)
    assert (store.generation, store.damaged) == (2, ())
    again = school.store()
    assert (again.generation, again.damaged, again.stale) == (2, (), ())


def test_a_file_changed_underneath_is_not_written_over(school: School) -> None:
    one, other = school.store(), school.store()
    other.replace(other.content)
    with pytest.raises(KeyFileChanged):
        one.replace(one.content)
    assert school.store().generation == 2


def test_delays_double_up_to_a_minute() -> None:
    assert [delay_after(count) for count in range(9)] == [0, 1, 2, 4, 8, 16, 32, 60, 60]
    assert delay_after(10_000) == 60


def test_the_delay_survives_a_restart(school: School) -> None:
    person = school.lead.person
    for count, wait in enumerate((1.0, 2.0, 4.0), start=1):
        assert school.store().note_wrong_try(person, NOW) == wait
        assert school.store().content.holder(person).tries.count == count
    assert school.store().wait_before(person, NOW.plus(seconds=1)) == 3.0
    assert school.store().wait_before(person, NOW.plus(seconds=5)) == 0.0
    assert school.store().wait_before(school.recorder.person, NOW) == 0.0


def test_a_right_passphrase_clears_the_count_and_tells_it(school: School) -> None:
    person = school.lead.person
    school.store().note_wrong_try(person, NOW)
    store = school.store()
    assert store.clear_tries(person) == 1
    assert (school.store().clear_tries(person), school.store().generation) == (0, 3)


def test_a_clock_put_back_does_not_lock_anybody_out(school: School) -> None:
    person = school.lead.person
    school.store().note_wrong_try(person, NOW)
    earlier = NOW.plus(days=-400)
    assert school.store().wait_before(person, earlier) == 1.0
    assert school.store().wait_before(person, earlier.plus(seconds=2)) == 0.0


def opened(school: School) -> str:
    """Return what a damaged key file comes to: refused, or the right keys."""
    try:
        content = school.store().content
    except BothCopiesDamaged:
        return "refused"
    keyring = unlock(content, school.lead.person, school.lead.passphrase)
    right = {name: keyring.vault_key(name) for name in keyring.vaults} == school.keys.vaults
    return "right keys" if right and content.holders[0].cost.memory_kib >= 19 * 1024 else "wrong"


@pytest.mark.timeout(times(60, 1800))
def test_every_flip_opens_by_the_other_copy_or_is_refused(school: School) -> None:
    draws, paths = Draws("C5"), copy_paths(school.folder.path, "keys")
    whole = paths[0].read_bytes()
    results = {"refused": 0, "right keys": 0, "wrong": 0}
    for number in range(times(400, 4_000)):
        for path in paths:
            path.write_bytes(whole)
        for path in paths if number % 4 == 0 else paths[number % 2 :][:1]:
            path.write_bytes(flipped(whole, draws))
        results[opened(school)] += 1
    assert results["wrong"] == 0
    assert results["refused"] == times(100, 1_000)


def test_wrong_keys_would_be_seen(school: School, tmp_path: Path) -> None:
    stranger = a_school(tmp_path / "stranger")
    assert opened(dataclasses.replace(school, keys=stranger.keys)) == "wrong"
    assert opened(school) == "right keys"


def test_a_flip_behind_the_digest_still_gives_no_wrong_key(school: School) -> None:
    """Rewrite the key file as an attacker would, digest and all, with one letter changed."""
    draws, store = Draws("C5 attacker"), school.store()
    lead = store.content.holder(school.lead.person)
    for number in range(times(40, 400)):
        sealed = lead.bundles.sign_in.content
        bad = msgspec.structs.replace(lead.bundles.sign_in, content=flipped(sealed, draws))
        bundles = msgspec.structs.replace(lead.bundles, sign_in=bad)
        salt = flipped(lead.salt, draws) if number % 2 else lead.salt
        forged = msgspec.structs.replace(lead, bundles=bundles, salt=salt)
        with pytest.raises(WrongPassphrase):
            unlock(store.content.with_holder(forged), school.lead.person, school.lead.passphrase)


WRITER = """
import sys
from pathlib import Path
import msgspec
from app.base.ids import PersonId
from app.vault.folder import SchoolFolder
from app.vault.keyring import change_passphrase
from app.vault.keystore import KeyStore
person, old = PersonId(sys.argv[2]), sys.argv[3]
store = KeyStore(SchoolFolder(Path(sys.argv[1])))
even = store.content
odd = change_passphrase(even, person, old, "the other passphrase here")
print("ready", flush=True)
while True:
    store.replace(odd if store.generation % 2 else even)
    print(store.generation, flush=True)
"""

NAIVE = """
import os, signal, sys
from pathlib import Path
path = Path(sys.argv[1]) / "keys.a"
data = path.read_bytes()
(path.parent / "keys.b").unlink()
with path.open("wb") as file:
    file.write(data[: len(data) // 2])
    file.flush()
    os.kill(os.getpid(), signal.SIGKILL)
"""


def killed_while_writing(school: School, draws: Draws) -> int:
    """Kill a writer at some moment; return the last generation that it acknowledged."""
    lead = school.lead
    arguments = ("-c", WRITER, str(school.folder.path), lead.person, lead.passphrase)
    with start_python(*arguments) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        time.sleep(draws.below(30_000) / 1e6)
        child.kill()
        lines = child.stdout.read().split("\n")[:-1]
    return int(lines[-1]) if lines else 1


@pytest.mark.timeout(times(60, 1800))
def test_a_kill_during_a_write_leaves_the_old_or_the_new(school: School) -> None:
    draws, passphrases = Draws("R6"), (school.lead.passphrase, "the other passphrase here")
    original, acknowledged = school.store().content, 0
    for _ in range(times(30, 300)):
        for path in school.folder.path.glob("keys.*"):
            path.unlink()
        KeyStore.create(school.folder, original)
        last = killed_while_writing(school, draws)
        store = school.store()
        assert store.generation in {last, last + 1}
        assert store.damaged == ()
        passphrase = passphrases[store.generation % 2 == 0]
        keyring = unlock(store.content, school.lead.person, passphrase)
        assert keyring.vault_key("children") == school.keys.vaults["children"]
        acknowledged += last - 1
    assert acknowledged > 0


def test_a_naive_writer_is_seen_to_fail(tmp_path: Path) -> None:
    school = a_school(tmp_path / "school")
    with start_python("-c", NAIVE, str(school.folder.path)) as child:
        child.wait(30)
    with pytest.raises(BothCopiesDamaged):
        school.store()


def test_key_files_are_small(school: School) -> None:
    content: KeyFile = school.store().content
    assert len(content.holders) == 2
    assert (school.folder.path / "keys.a").stat().st_size < 64 * 1024
