"""Say whose door it is, before anything that opens it is loaded."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.base.clock import Clock, Stamp
from app.base.errors import VaultError
from app.base.ids import PersonId
from app.vault.folder import SchoolFolder
from app.vault.places import refuse_unsafe
from app.vault.plate import read_plate

#: The passphrase of every key holder of the demonstration school; it protects nothing real.
DEMO_PASSPHRASE = "willow lantern harbour pebble finch"  # noqa: S105


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorPlate:
    """Hold the school's folder and name, who may sign in, and the backup put back, if one was."""

    path: Path
    school_name: str
    test_school: bool
    people: tuple[tuple[PersonId, str], ...]
    put_back: Stamp | None = None


def plate_of(path: Path, clock: Clock) -> DoorPlate | None:
    """Return the plate of a school's door; None where only `door_of` can say what is wrong."""
    folder = SchoolFolder(path)
    try:
        refuse_unsafe(path)
        plate = read_plate(folder) if folder.has_school() else None
    except VaultError:
        return None
    if plate is None:
        return None
    mark = plate.restored
    return DoorPlate(
        path=path,
        school_name=plate.name,
        test_school=plate.test_school,
        people=tuple((PersonId(holder.person), holder.name) for holder in plate.holders),
        put_back=Stamp(mark.made_us, clock.now().offset_min) if mark else None,
    )
