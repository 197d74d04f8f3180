"""Name every file of a school's folder."""

from __future__ import annotations

import re
from pathlib import Path

from app.base.ids import DraftId, PersonId
from app.vault.faults import sorting_os

_FOLDER_MODE = 0o700
_YEARS = ("", "-[0-9][0-9][0-9][0-9]")
_VAULT = re.compile(r"(?P<name>[a-z]+(?:-[0-9]{4})?)\.(?P<generation>[1-9][0-9]*)\.vault")


class SchoolFolder:
    """Name what lies in a school's folder; nothing else in Rowan builds such a path."""

    #: Base name of the key file's two copies, `keys.a` and `keys.b`.
    KEYS = "keys"

    def __init__(self, path: Path) -> None:
        self.path = path
        self.drafts = path / "drafts"
        self.intake = path / "intake"
        self.heads = path / "heads"
        self.replies = path / "replies"
        self.sent = path / "sent"
        self.public_intake = path / "public.intake"
        self.aside = path / "aside"
        self.lock_file = path / "rowan.lock"
        self.raise_file = path / "raise"
        self.release_file = path / "release"

    def vault(self, name: str, generation: int) -> Path:
        """Return where one generation of a vault lies."""
        return self.path / f"{name}.{generation}.vault"

    def vaults_on_disk(self) -> dict[tuple[str, int], Path]:
        """Return every vault file there is, by name and generation."""
        found = {}
        for path in sorted(self.path.glob("*.vault")):
            if match := _VAULT.fullmatch(path.name):
                found[match["name"], int(match["generation"])] = path
        return found

    def free_generation(self, name: str, *, at_least: int = 1) -> int:
        """Return a generation that no file of this vault bears, not even a journal or a year's."""
        taken = [number for vault, number in self.vaults_on_disk() if vault == name]
        number = max([at_least, *(one + 1 for one in taken)])
        while any(list(self.path.glob(f"{name}{years}.{number}.vault*")) for years in _YEARS):
            number += 1
        return number

    def draft(self, draft: DraftId, generation: int) -> Path:
        """Return where one generation of a draft lies."""
        return self.drafts / f"{draft}.{generation}.draft"

    def heads_name(self, person: PersonId) -> str:
        """Return the base name of a person's heads in the folder `heads`."""
        return str(person)

    def verifying(self, vault: str, generation: int) -> Path:
        """Return where a copy of a vault lies while it is verified, beside its documents."""
        return self.path / f"{vault}.{generation}.verifying"

    def has_school(self) -> bool:
        """Say whether a key file lies here, whole or not."""
        return any((self.path / f"{self.KEYS}{ending}").exists() for ending in (".a", ".b"))

    def prepare(self) -> None:
        """Make the folder and those inside it; the inner ones take the outer one's rights."""
        with sorting_os(self.path):
            self.path.mkdir(mode=_FOLDER_MODE, parents=True, exist_ok=True)
            rights = self.path.stat().st_mode & 0o7777
            for inner in (
                self.drafts,
                self.intake,
                self.heads,
                self.aside,
                self.replies,
                self.sent,
            ):
                inner.mkdir(exist_ok=True)
                inner.chmod(rights)
