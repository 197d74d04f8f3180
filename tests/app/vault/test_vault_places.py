from __future__ import annotations

from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

from app.vault.places import (
    NETWORK,
    ROAMING,
    SYNCHRONISED,
    FolderRefused,
    default_folder,
    file_system_of,
    named,
    refuse_unsafe,
    unsafe_name,
)

WINDOWS = {
    "APPDATA": r"C:\Users\Ada\AppData\Roaming",
    "OneDrive": r"C:\Users\Ada\Cloud of the school",
}


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        (PureWindowsPath(r"\\server\office\Rowan"), NETWORK),
        (PureWindowsPath("//server/office/Rowan"), NETWORK),
        (PureWindowsPath(r"\\?\UNC\server\office"), NETWORK),
        (PureWindowsPath(r"C:\Users\Ada\OneDrive - Oakfield\Rowan"), SYNCHRONISED),
        (PureWindowsPath(r"C:\Users\Ada\Cloud of the school\Rowan"), SYNCHRONISED),
        (PureWindowsPath(r"C:\Users\Ada\Dropbox\Rowan"), SYNCHRONISED),
        (PureWindowsPath(r"C:\Users\Ada\iCloudDrive\Rowan"), SYNCHRONISED),
        (PureWindowsPath(r"G:\My Drive\Rowan"), SYNCHRONISED),
        (PureWindowsPath(r"C:\Users\Ada\AppData\Roaming\Rowan"), ROAMING),
        (PureWindowsPath(r"D:\Profiles\Bo\AppData\Roaming\Rowan"), ROAMING),
        (PureWindowsPath(r"C:\ProgramData\Rowan\Oakfield"), None),
        (PureWindowsPath(r"\\?\C:\ProgramData\Rowan"), None),
        (PureWindowsPath(r"C:\Users\Ada\AppData\Local\Rowan"), None),
        (PureWindowsPath(r"C:\Boxes\Rowan"), None),
        (PurePosixPath("/srv/ada/Dropbox/rowan"), SYNCHRONISED),
        (PurePosixPath("/srv/ada/Google Drive/rowan"), SYNCHRONISED),
        (PurePosixPath("/var/lib/rowan/Oakfield"), None),
    ],
)
def test_names_of_folders_are_judged(path: PurePath, reason: str | None) -> None:
    environment = WINDOWS if isinstance(path, PureWindowsPath) else {}
    assert unsafe_name(path, environment) == reason


MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/office /mnt/office nfs4 rw 0 0
//server/share /mnt/two\\040words cifs rw 0 0
/dev/sdb1 /mnt/office/local ext4 rw 0 0
broken
""".splitlines()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/srv/rowan", "ext4"),
        ("/mnt/office/rowan", "nfs4"),
        ("/mnt/two words/rowan", "cifs"),
        ("/mnt/office/local/rowan", "ext4"),
        ("/mnt/officer/rowan", "ext4"),
    ],
)
def test_the_innermost_mount_holds_a_folder(path: str, kind: str) -> None:
    assert file_system_of(Path(path), MOUNTS) == kind


def test_a_synchronised_folder_is_refused_through_a_link_too(tmp_path: Path) -> None:
    (tmp_path / "OneDrive").mkdir()
    (tmp_path / "plain").symlink_to(tmp_path / "OneDrive")
    with pytest.raises(FolderRefused) as caught:
        refuse_unsafe(tmp_path / "plain" / "rowan")
    assert caught.value.reason == SYNCHRONISED
    refuse_unsafe(tmp_path / "chosen")


@pytest.mark.parametrize(
    ("school", "folder"),
    [
        ("St Mary's C.E. Primary", "St Mary's C.E. Primary"),
        ("a/b\\c:d", "a b c d"),
        ("...", "School"),
        ("x" * 90, "x" * 60),
    ],
)
def test_a_schools_name_becomes_a_folder_name(school: str, folder: str) -> None:
    assert named(school) == folder
    assert default_folder(school).name == folder
