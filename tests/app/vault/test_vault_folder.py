from __future__ import annotations

import stat
from pathlib import Path

from app.base.ids import DraftId
from app.vault.folder import SchoolFolder


def test_every_vault_file_is_found_by_name_and_generation(tmp_path: Path) -> None:
    folder = SchoolFolder(tmp_path)
    for name, generation in (("school", 1), ("children", 1), ("children", 12)):
        folder.vault(name, generation).touch()
    (tmp_path / "children.0.vault").touch()
    (tmp_path / "children.1.vault-journal").touch()
    assert set(folder.vaults_on_disk()) == {("school", 1), ("children", 1), ("children", 12)}


def test_a_free_generation_bears_no_file_at_all(tmp_path: Path) -> None:
    folder = SchoolFolder(tmp_path)
    assert folder.free_generation("children") == 1
    folder.vault("children", 1).touch()
    (tmp_path / "children.2.vault-journal").touch()
    (tmp_path / "children.3.vault.part").touch()
    assert folder.free_generation("children") == 4
    assert folder.free_generation("children", at_least=9) == 9
    assert folder.free_generation("school") == 1


def test_inner_folders_take_the_rights_of_the_outer(tmp_path: Path) -> None:
    path = tmp_path / "school"
    path.mkdir()
    path.chmod(0o2770)
    folder = SchoolFolder(path)
    folder.prepare()
    folder.prepare()
    inner = (folder.drafts, folder.intake, folder.heads, folder.aside)
    assert {stat.S_IMODE(one.stat().st_mode) for one in inner} == {0o2770}


def test_a_folder_that_nobody_shares_is_the_owners(tmp_path: Path) -> None:
    folder = SchoolFolder(tmp_path / "a" / "school")
    folder.prepare()
    assert stat.S_IMODE(folder.path.stat().st_mode) == 0o700


def test_a_school_is_there_when_one_copy_of_its_keys_is(tmp_path: Path) -> None:
    folder = SchoolFolder(tmp_path)
    assert not folder.has_school()
    (tmp_path / "keys.b").touch()
    assert folder.has_school()
    assert folder.draft(DraftId("d"), 3) == tmp_path / "drafts" / "d.3.draft"
