from __future__ import annotations

import threading

import pytest

from app.base.ids import DraftId, PersonId, SchoolId, new_id
from app.vault.draft_files import DraftDamaged, DraftFiles, discard, drafts_seen
from app.vault.faults import FileMissing
from app.vault.locks import new_key
from tests.app.vault.builders import Draws, School, flipped, times

KEY = new_key()
SCHOOL, OWNER = SchoolId(new_id()), PersonId(new_id())
DRAFT = DraftId(new_id())


@pytest.fixture
def drafts(school: School) -> DraftFiles:
    return DraftFiles(school.folder, SCHOOL, OWNER, KEY)


def test_the_newest_is_read_and_two_are_kept(school: School, drafts: DraftFiles) -> None:
    for number in range(1, 6):
        assert drafts.save(DRAFT, b"text %d" % number) == number
    read = drafts.read(DRAFT)
    assert (read.content, read.generation, read.damaged) == (b"text 5", 5, 0)
    names = sorted(path.name for path in school.folder.drafts.iterdir())
    assert names == [f"{DRAFT}.4.draft", f"{DRAFT}.5.draft"]


def test_a_draft_may_be_saved_from_a_worker(drafts: DraftFiles) -> None:
    thread = threading.Thread(target=drafts.save, args=(DRAFT, b"typed"))
    thread.start()
    thread.join(30)
    assert drafts.read(DRAFT).content == b"typed"


def test_of_a_damaged_newest_the_older_is_read(school: School, drafts: DraftFiles) -> None:
    drafts.save(DRAFT, b"older")
    drafts.save(DRAFT, b"newer")
    newest, draws = school.folder.draft(DRAFT, 2), Draws("draft")
    whole = newest.read_bytes()
    damages = [b"", b"rowan/d\n", *(flipped(whole, draws) for _ in range(times(200, 3_000)))]
    for damage in damages:
        newest.write_bytes(damage)
        read = drafts.read(DRAFT)
        assert (read.content, read.generation, read.damaged) == (b"older", 1, 1)
    newest.write_bytes(whole)
    assert drafts.read(DRAFT).content == b"newer"  # the control


def test_two_damaged_generations_are_a_fact(school: School, drafts: DraftFiles) -> None:
    drafts.save(DRAFT, b"text")
    school.folder.draft(DRAFT, 1).write_bytes(b"damaged")
    with pytest.raises(DraftDamaged):
        drafts.read(DRAFT)
    assert drafts.save(DRAFT, b"typed on") == 2
    assert drafts.read(DRAFT).content == b"typed on"


def test_no_draft_is_missing(drafts: DraftFiles) -> None:
    with pytest.raises(FileMissing):
        drafts.read(DRAFT)


def test_a_draft_is_bound_to_owner_draft_school_and_generation(
    school: School, drafts: DraftFiles
) -> None:
    drafts.save(DRAFT, b"text")
    sealed, other = school.folder.draft(DRAFT, 1).read_bytes(), DraftId(new_id())
    school.folder.draft(other, 1).write_bytes(sealed)
    for thief, draft in (
        (drafts, other),
        (DraftFiles(school.folder, SCHOOL, PersonId(new_id()), KEY), DRAFT),
        (DraftFiles(school.folder, SCHOOL, OWNER, new_key()), DRAFT),
        (DraftFiles(school.folder, SchoolId(new_id()), OWNER, KEY), DRAFT),
    ):
        with pytest.raises(DraftDamaged):
            thief.read(draft)
    school.folder.draft(DRAFT, 1).rename(school.folder.draft(DRAFT, 7))
    with pytest.raises(DraftDamaged):
        drafts.read(DRAFT)


def test_a_draft_with_another_owner_written_over_it_is_refused(
    school: School, drafts: DraftFiles
) -> None:
    drafts.save(DRAFT, b"text")
    path, other = school.folder.draft(DRAFT, 1), PersonId(new_id())
    path.write_bytes(path.read_bytes().replace(OWNER.encode(), other.encode()))
    with pytest.raises(DraftDamaged):
        DraftFiles(school.folder, SCHOOL, other, KEY).read(DRAFT)


def test_others_see_only_that_drafts_exist(school: School, drafts: DraftFiles) -> None:
    drafts.save(DRAFT, b"words of a child" * 9)
    drafts.save(DRAFT, b"words of a child" * 10)
    strange = DraftId(new_id())
    school.folder.draft(strange, 1).write_bytes(b"strange")
    (school.folder.drafts / "readme.txt").write_bytes(b"not a draft")
    seen = {one.draft: one for one in drafts_seen(school.folder)}
    assert set(seen) == {DRAFT, strange}
    assert (seen[DRAFT].owner, seen[strange].owner) == (OWNER, None)
    assert seen[DRAFT].size == school.folder.draft(DRAFT, 2).stat().st_size
    assert seen[DRAFT].saved_us > 0
    assert b"child" not in school.folder.draft(DRAFT, 2).read_bytes()


def test_discarding_leaves_nothing_of_one_draft(school: School, drafts: DraftFiles) -> None:
    other = DraftId(new_id())
    for draft in (DRAFT, other):
        drafts.save(draft, b"one")
        drafts.save(draft, b"two")
    (school.folder.drafts / f"{DRAFT}.3.draft.new").write_bytes(b"half")
    discard(school.folder, DRAFT)
    discard(school.folder, DRAFT)
    assert [one.draft for one in drafts_seen(school.folder)] == [other]
    assert len(list(school.folder.drafts.iterdir())) == 2
