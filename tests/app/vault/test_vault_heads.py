from __future__ import annotations

import pytest

from app.base.ids import PersonId, SchoolId, new_id
from app.vault.files import copy_paths, read_twice, write_twice
from app.vault.heads import Head, Heads, HeadsFile, HeadsForged, VaultHeads
from app.vault.locks import new_key
from tests.app.vault.builders import Draws, School, flipped, times

KEY = new_key()
HEADS: Heads = {"school": VaultHeads(ledger=Head(12, b"h" * 32), log=Head(3, b"l" * 32))}
LATER: Heads = {**HEADS, "children": VaultHeads(ledger=Head(1, b"c" * 32), log=Head(0, b""))}
SCHOOL, PERSON = SchoolId(new_id()), PersonId(new_id())


@pytest.fixture
def heads(school: School) -> HeadsFile:
    return HeadsFile(school.folder, SCHOOL, PERSON, KEY)


def test_the_newest_heads_are_read(heads: HeadsFile) -> None:
    assert heads.read().heads is None
    heads.write(HEADS)
    heads.write(LATER)
    read = heads.read()
    assert (read.heads, read.generation, read.damaged) == (LATER, 2, ())


def test_each_person_has_heads_of_their_own(school: School, heads: HeadsFile) -> None:
    other = HeadsFile(school.folder, SCHOOL, PersonId(new_id()), KEY)
    heads.write(HEADS)
    other.write(LATER)
    assert (heads.read().heads, other.read().heads) == (HEADS, LATER)


def test_another_key_reads_nothing(school: School, heads: HeadsFile) -> None:
    heads.write(HEADS)
    with pytest.raises(HeadsForged):
        HeadsFile(school.folder, SCHOOL, PERSON, new_key()).read()


def test_heads_moved_to_another_person_or_school_are_refused(
    school: School, heads: HeadsFile
) -> None:
    other = PersonId(new_id())
    heads.write(HEADS)
    data = read_twice(school.folder.heads, PERSON).data
    write_twice(school.folder.heads, other, data, 1)
    with pytest.raises(HeadsForged):
        HeadsFile(school.folder, SCHOOL, other, KEY).read()
    with pytest.raises(HeadsForged):
        HeadsFile(school.folder, SchoolId(new_id()), PERSON, KEY).read()


def test_old_heads_under_a_newer_generation_are_refused(school: School, heads: HeadsFile) -> None:
    heads.write(HEADS)
    old = read_twice(school.folder.heads, PERSON).data
    heads.write(LATER)
    write_twice(school.folder.heads, PERSON, old, 3)
    with pytest.raises(HeadsForged):
        heads.read()


def test_one_damaged_copy_is_said_and_two_read_as_none(school: School, heads: HeadsFile) -> None:
    heads.write(HEADS)
    first, second = copy_paths(school.folder.heads, PERSON)
    first.write_bytes(b"damaged")
    assert (heads.read().heads, heads.read().damaged) == (HEADS, (first.name,))
    second.unlink()
    assert (heads.read().heads, heads.read().damaged) == (None, (PERSON,))
    heads.write(LATER)
    assert heads.read().heads == LATER


def test_no_flip_reads_as_other_heads(school: School, heads: HeadsFile) -> None:
    heads.write(HEADS)
    draws, paths = Draws("heads"), copy_paths(school.folder.heads, PERSON)
    whole = paths[0].read_bytes()
    for _ in range(times(200, 4_000)):
        for path in paths:
            path.write_bytes(flipped(whole, draws))
        assert heads.read().heads is None


def test_no_flip_of_the_sealed_part_is_taken_even_with_a_fresh_digest(
    school: School, heads: HeadsFile
) -> None:
    heads.write(HEADS)
    draws, data = Draws("heads forged"), read_twice(school.folder.heads, PERSON).data
    for _ in range(times(50, 1_000)):
        write_twice(school.folder.heads, PERSON, flipped(data, draws), 1)
        with pytest.raises(HeadsForged):
            heads.read()
    write_twice(school.folder.heads, PERSON, data, 1)
    assert heads.read().heads == HEADS  # the control
