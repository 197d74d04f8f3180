"""Say where a school's files may lie, and refuse shares, roaming and synchronised folders."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePath, PureWindowsPath

from app.base.errors import VaultError

NETWORK = "network"
SYNCHRONISED = "synchronised"
ROAMING = "roaming"

_NETWORK_SYSTEMS = frozenset(
    {"nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afs", "davfs", "fuse.sshfs"}
    | {"9p", "ncpfs", "fuse.davfs2", "fuse.rclone", "fuse.gvfsd-fuse", "glusterfs", "ceph"}
)
_SYNCHRONISERS = re.compile(
    r"(onedrive|dropbox|google ?drive|nextcloud|owncloud|sharepoint)( .*)?"
    r"|icloud ?drive|com~apple~clouddocs|my drive|box|box sync|syncthing|pcloud ?drive|mega ?sync"
    r"|creative cloud files",
    re.IGNORECASE,
)
_SYNC_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_ESCAPE = re.compile(r"\\([0-7]{3})")
_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
_REMOTE_DRIVE = 4


class FolderRefused(VaultError):
    """A vault may not lie there: on a share, in a synchronised or in a roaming folder."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path.name}: {reason}")
        self.path = path
        self.reason = reason


def refuse_unsafe(path: Path) -> None:
    """Raise FolderRefused when a vault may not lie in this folder or one above it."""
    whole = path.expanduser().resolve()
    reason = (
        unsafe_name(whole, os.environ)
        or unsafe_name(path, os.environ)
        or (NETWORK if on_network(whole) else None)
    )
    if reason is not None:
        raise FolderRefused(path, reason)


def unsafe_name(path: PurePath, environment: Mapping[str, str]) -> str | None:
    """Return why a folder's name rules it out, or None."""
    text = str(path)
    if text.startswith(("\\\\", "//")) and not text.startswith("\\\\?\\"):
        return NETWORK
    if text.upper().startswith("\\\\?\\UNC\\"):
        return NETWORK
    parts = [part.rstrip("\\/") for part in path.parts]
    synchronised = [environment[name] for name in _SYNC_VARIABLES if environment.get(name)]
    if any(_SYNCHRONISERS.fullmatch(part) for part in parts) or any(
        path.is_relative_to(type(path)(root)) for root in synchronised
    ):
        return SYNCHRONISED
    roaming = environment.get("APPDATA")
    folded = [part.casefold() for part in parts]
    if "appdata" in folded and "roaming" in folded[folded.index("appdata") :]:
        return ROAMING
    return ROAMING if roaming and path.is_relative_to(type(path)(roaming)) else None


def on_network(path: Path) -> bool:
    """Say whether a folder lies on a drive of another computer, as far as the system tells."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - nobody else has drives

        root = PureWindowsPath(path).anchor
        return int(ctypes.windll.kernel32.GetDriveTypeW(root)) == _REMOTE_DRIVE
    try:
        mounts = Path("/proc/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return file_system_of(path, mounts.splitlines()) in _NETWORK_SYSTEMS


def file_system_of(path: Path, mounts: Iterable[str]) -> str:
    """Return the kind of file system that holds a path, from lines as in /proc/mounts."""
    best, kind = -1, ""
    for line in mounts:
        fields = line.split(" ")
        if len(fields) < 3:  # noqa: PLR2004 - device, place, kind
            continue
        place = _ESCAPE.sub(lambda found: chr(int(found[1], 8)), fields[1])
        if path.is_relative_to(place) and len(place) >= best:
            best, kind = len(place), fields[2]
    return kind


def default_folder(school: str, environment: Mapping[str, str] = os.environ) -> Path:
    """Return where a school of this name lies if nobody chooses: every user of the PC reaches it.

    It may not be writable; then a folder is asked for.
    """
    if sys.platform == "win32":
        return Path(environment.get("PROGRAMDATA", r"C:\ProgramData")) / "Rowan" / named(school)
    if sys.platform == "darwin":
        return Path("/Users/Shared/Rowan") / named(school)
    return Path("/var/lib/rowan") / named(school)


def named(school: str) -> str:
    """Return a folder name that every system takes, close to the school's name."""
    plain = " ".join(_UNSAFE.sub(" ", school).split()).strip(". ")[:60].rstrip(". ")
    return plain or "School"
