"""Say where a school may lie, look whether one is there, and found one."""

from __future__ import annotations

import shutil
from pathlib import Path

from app.base.clock import Clock
from app.base.errors import InputError, VaultError
from app.services.demo import DemoSize, demo_folder, make_demo
from app.services.restoring import Restoring
from app.services.setup import FolderHasVaults, NewSchool, SetUpAnswers, set_up_school
from app.services.sign_in import Door
from app.vault.folder import SchoolFolder
from app.vault.passphrase import Cost, calibrate, normalise
from app.vault.phrases import generate
from app.vault.places import default_folder, refuse_unsafe
from app.vault.recovery import FIELD, MISTYPED, read


class NoSchoolHere(VaultError):
    """The folder holds no school."""

    def __init__(self, path: Path) -> None:
        """Name the folder."""
        super().__init__(path.name)
        self.path = path


def usual_place(school: str) -> Path:
    """Return where a school of this name lies if nobody chooses; it may not be writable."""
    return default_folder(school)


def holds_school(path: Path) -> bool:
    """Say whether a school lies in a folder."""
    return SchoolFolder(path).has_school()


def check_place(path: Path) -> None:
    """Refuse a folder that a new school may not have.

    FolderRefused for shares, synchronised and roaming folders, FolderHasVaults, and the leaves
    of StorageFailed when it cannot be written.
    """
    refuse_unsafe(path)
    folder = SchoolFolder(path)
    if path.exists() and (folder.has_school() or folder.vaults_on_disk()):
        raise FolderHasVaults
    folder.prepare()


def found_school(
    path: Path,
    answers: SetUpAnswers,
    passphrase: str,
    *,
    clock: Clock,
    test_school: bool = False,
) -> NewSchool:
    """Set up a school with a derivation measured on this PC; slow, any thread."""
    cost = Cost.for_tests() if test_school else calibrate()
    folder = SchoolFolder(path)
    return set_up_school(
        folder, answers, passphrase, clock=clock, cost=cost, test_school=test_school
    )


def door_of(path: Path, clock: Clock) -> Door:
    """Stand before a school's vaults (NoSchoolHere, FolderRefused, BothCopiesDamaged …)."""
    refuse_unsafe(path)
    folder = SchoolFolder(path)
    if not folder.has_school():
        raise NoSchoolHere(path)
    return Door(folder, clock)


def restoring_into(path: Path, backup: Path, clock: Clock) -> Restoring:
    """Read a whole backup, to be put back into a folder; slow, any thread (as Restoring)."""
    return Restoring(SchoolFolder(path), backup, clock)


def demo_school(cache: Path) -> Path:
    """Return the demonstration school's folder, making it on first use; slow, any thread."""
    size = DemoSize()
    path = demo_folder(cache, size)
    if not holds_school(path):
        part = path.with_name(f"{path.name}.part")
        shutil.rmtree(part, ignore_errors=True)  # an interrupted one is only half invented
        make_demo(SchoolFolder(part), size)
        part.rename(path)
    return path


def draw_passphrase() -> str:
    """Draw five random words."""
    return generate()


def same_words(typed: str, drawn: str) -> bool:
    """Say whether a passphrase was typed as drawn; runs of spaces are free."""
    return normalise(typed) == normalise(drawn)


def check_code(typed: str, code: str) -> None:
    """Refuse a recovery code that is not the one on the sheet: InputError on "code"."""
    if read(typed) != read(code):
        raise InputError({FIELD: MISTYPED})
