"""Import Rowan once, then fork a child for each order read: one JSON line in, one line out.

An order names what the child is to do, with plain arguments. The child writes its own lines to
the same pipe and is killed by whoever ordered it; the pipe takes each line whole.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from random import Random
from typing import Any

import msgspec

from app.rules.intake import TakeIn
from app.services.restoring import Restoring
from app.services.setup import NewSchool
from app.vault.folder import SchoolFolder
from tests.support.documents import attach_bytes
from tests.support.school import PASSPHRASE, HandClock, School, signer
from tests.torture.lives import Life


def say(*words: str) -> None:
    """Write one line, whole, past every buffer."""
    os.write(1, (" ".join(words) + "\n").encode())


def school_of(order: dict[str, Any]) -> School:
    """Return the school an order is about."""
    made = msgspec.convert(order["made"], NewSchool)
    return School(folder=SchoolFolder(Path(order["path"])), clock=HandClock(), made=made)


def write(order: dict[str, Any]) -> None:
    """Sign in and act until killed; what was recorded is acknowledged afterwards, or too early."""
    workspace = school_of(order).enter()

    def acknowledge(what: str, name: str) -> None:
        say("kept", what, name)

    def hold_back(_what: str, _name: str) -> None:
        return

    early = bool(order["early"])
    before, after = (acknowledge, hold_back) if early else (hold_back, acknowledge)
    life = Life(workspace, Random(order["seed"]), before, after)
    say("ready")
    while True:
        life.act()


def back_up(order: dict[str, Any]) -> None:
    """Sign in and back up again and again until killed; each whole one is acknowledged."""
    workspace = school_of(order).enter()
    say("ready")
    while True:
        made = workspace.backups.job(Path(order["stick"])).run()
        if made is not None:
            say("kept", "backup", made.name)


def put_back(order: dict[str, Any]) -> None:
    """Put the newest backup back, again and again, until killed."""
    school = school_of(order)
    restoring = Restoring(school.folder, Path(order["stick"]), school.clock)
    keyring = restoring.unlock(school.made.person, PASSPHRASE)
    say("ready")
    while True:
        restoring.put_back(keyring)
        say("kept", "restore", "done")


def take_in(order: dict[str, Any]) -> None:
    """Collect notes from a stick and take them in one by one, again and again, until killed."""
    workspace = school_of(order).enter()
    attest = signer(workspace)
    say("ready")
    while True:
        for note in workspace.intake.tray().notes:
            change = workspace.intake.take_in([TakeIn(file=note.file)], attest)
            if change.records:
                say("kept", "note", *change.records)
        workspace.intake.import_from(Path(order["stick"]))


def attach(order: dict[str, Any]) -> None:
    """Attach files of all sizes, again and again, until killed."""
    workspace, random = school_of(order).enter(), Random(order["seed"])
    card = random.choice(workspace.roll_view.children())
    say("ready")
    while True:
        data = random.randbytes(random.choice((300, 40_000, 3_000_000)))
        record = attach_bytes(workspace, card.id, "scan.bin", data, "Scan")
        say("kept", "document", record)


WORK = {
    "attach": attach,
    "write": write,
    "back_up": back_up,
    "put_back": put_back,
    "take_in": take_in,
}


def main() -> None:
    """Take orders until the pipe ends."""
    for line in sys.stdin:
        order = msgspec.json.decode(line)
        child = os.fork()
        if child == 0:
            try:
                WORK[order["work"]](order)
            except BaseException as error:  # noqa: BLE001 - the parent must read it
                say("failed", type(error).__name__, str(error).replace("\n", " "))
            finally:
                os._exit(1)
        say("born", str(child))
        os.waitpid(child, 0)
        say("gone")


if __name__ == "__main__":
    main()
