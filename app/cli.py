"""Use the core without a screen: make a demonstration school, verify, list, back up, restore."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from app.base.clock import SystemClock
from app.base.errors import RowanError
from app.base.ids import PersonId
from app.base.text import _
from app.services.demo import PASSPHRASE, DemoSize, make_demo
from app.services.restoring import Restoring
from app.services.sign_in import Door
from app.vault.bundle import WrongPassphrase
from app.vault.folder import SchoolFolder
from app.workspace import Workspace

OK, UNSOUND, TROUBLE = 0, 1, 2
_PIECE = 4096


class Stop(Exception):
    """Say in one sentence why a command cannot go on."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 not sound, 2 could not."""
    parser = _parser()
    chosen = parser.parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = chosen.command
    try:
        return command(chosen)
    except (RowanError, FileExistsError) as error:
        name = type(error).__name__
        print(f"rowan: {name}: {error}" if str(error) else f"rowan: {name}", file=sys.stderr)
    except Stop as stop:
        print(f"rowan: {stop}", file=sys.stderr)
    return TROUBLE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="rowan", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    demo = commands.add_parser("demo", help=_("make a demonstration school in a folder"))
    demo.add_argument("folder", type=Path)
    demo.add_argument("--children", type=int, default=DemoSize().children)
    demo.add_argument("--years", type=int, default=DemoSize().years)
    demo.add_argument("--seed", type=int, default=DemoSize().seed)
    demo.set_defaults(command=_demo)
    for name, command, words in (
        ("verify", _verify, _("go through every entry, signature and log line")),
        ("records", _records, _("list records: sequence, day, kind, id")),
        ("backup", _backup, _("back up to a folder, checked before it counts")),
        ("restore", _restore, _("put a backup back into a school's folder")),
    ):
        sub = commands.add_parser(name, help=words)
        sub.add_argument("folder", type=Path, help=_("the school's folder"))
        if name in {"backup", "restore"}:
            sub.add_argument("medium", type=Path, help=_("where backups lie, or one backup"))
        sub.add_argument("--person", default="", help=_("who signs in, by name"))
        sub.add_argument("--passphrase-fd", type=int, help=_("read the passphrase from here"))
        if name == "restore":
            told = _("sign in with the passphrases of the backup, when today's do not open it")
            sub.add_argument("--backup-keys", action="store_true", help=told)
        sub.set_defaults(command=command)
    return parser


def _demo(chosen: argparse.Namespace) -> int:
    folder = SchoolFolder(chosen.folder)
    make_demo(folder, DemoSize(children=chosen.children, years=chosen.years, seed=chosen.seed))
    print(_("Made. Every key holder's passphrase is: {words}").format(words=PASSPHRASE))
    return OK


def _verify(chosen: argparse.Namespace) -> int:
    workspace = _enter(chosen)
    reports = workspace.verify()
    workspace.close(signed_out=True)
    for report in reports:
        state = _("sound") if report.sound else _("NOT SOUND")
        counts = _("{entries} entries, {acts} acts, {lines} log lines").format(
            entries=report.entries, acts=report.acts, lines=report.log_lines
        )
        print(f"{report.vault}: {state} ({counts})")
        for finding in report.findings:
            print(f"  {finding.seq}: {finding.fault.value} {finding.what}".rstrip())
    return OK if all(report.sound for report in reports) else UNSOUND


def _records(chosen: argparse.Namespace) -> int:
    workspace = _enter(chosen)
    for line in workspace.files.listing():
        print(f"{line.seq}\t{line.recorded.day().isoformat()}\t{line.kind}\t{line.id}")
    workspace.close(signed_out=True)
    return OK


def _backup(chosen: argparse.Namespace) -> int:
    workspace = _enter(chosen)
    job = workspace.backups.job(chosen.medium)
    made = job.run()
    workspace.backups.finished(job)
    workspace.close(signed_out=True)
    print(made.name if made else "")
    return OK


def _restore(chosen: argparse.Namespace) -> int:
    restoring = Restoring(SchoolFolder(chosen.folder), chosen.medium, SystemClock())
    if chosen.backup_keys:
        restoring.use_backup_keys()
    person = _person(restoring.people(), chosen.person)
    restoring.put_back(restoring.unlock(person, _passphrase(chosen)))
    print(_("Restored. The next key holder to sign in confirms it."))
    return OK


def _enter(chosen: argparse.Namespace) -> Workspace:
    folder = SchoolFolder(chosen.folder)
    door = Door(folder, SystemClock())
    person = _person(door.people(), chosen.person)
    wait = door.seconds_to_wait(person)
    if wait > 0:
        raise Stop(_("wait {seconds:.0f} s after a wrong passphrase").format(seconds=wait + 0.5))
    try:
        keyring = door.unlock(person, _passphrase(chosen))
    except WrongPassphrase:
        door.note_wrong_try(person)
        raise
    return Workspace(folder, door.enter(keyring))


def _person(people: Sequence[tuple[PersonId, str]], wanted: str) -> PersonId:
    matching = [person for person, name in people if not wanted or name == wanted]
    if len(matching) == 1 or (matching and not wanted):
        return matching[0]
    names = ", ".join(name for _person_id, name in people)
    raise Stop(_("nobody of that name; there are: {names}").format(names=names))


def _passphrase(chosen: argparse.Namespace) -> str:
    if chosen.passphrase_fd is None:
        return getpass.getpass(_("Passphrase: "))
    with os.fdopen(chosen.passphrase_fd, "rb") as given:
        return given.read(_PIECE).decode("utf-8").strip("\r\n")


if __name__ == "__main__":
    sys.exit(main())
