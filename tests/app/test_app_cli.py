"""Use the core as a program: one process for each command, the passphrase from a descriptor."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from app.base.clock import SystemClock
from app.cli import OK, TROUBLE, UNSOUND, main
from app.services.demo import PASSPHRASE
from app.services.sign_in import Door
from app.vault.folder import SchoolFolder
from tests.support.processes import LIMIT_S, run_python
from tests.support.tampering import tamper
from tests.support.tree import ROOT

NAME = "Hanna Brandt"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cli") / "school"
    size = ("--children", "8", "--years", "1", "--seed", "3")
    done = run_python("-m", "app.cli", "demo", str(path), *size)
    assert done.returncode == OK, done.stderr
    assert PASSPHRASE in done.stdout
    return path


def rowan(*arguments: str, passphrase: str = PASSPHRASE) -> subprocess.CompletedProcess[str]:
    """Run one command with the passphrase handed over by a pipe."""
    reading, writing = os.pipe()
    os.write(writing, passphrase.encode() + b"\n")
    os.close(writing)
    try:
        return subprocess.run(
            [sys.executable, "-m", "app.cli", *arguments, "--passphrase-fd", str(reading)],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            pass_fds=(reading,),
            capture_output=True,
            text=True,
            check=False,
            timeout=LIMIT_S,
        )
    finally:
        os.close(reading)


def key_of(folder: Path) -> bytes:
    door = Door(SchoolFolder(folder), SystemClock())
    return door.unlock(door.people()[0][0], PASSPHRASE).vault_key("children")


def entries_of(said: Sequence[str]) -> int:
    return int(next(line for line in said if line.startswith("children")).split("(")[1].split()[0])


def test_verify_says_that_a_school_is_sound(folder: Path) -> None:
    done = rowan("verify", str(folder))
    assert done.returncode == OK, done.stderr
    lines = done.stdout.splitlines()
    assert [line.split(":")[0] for line in lines] == ["school", "children"]
    assert all(": sound (" in line for line in lines)
    assert entries_of(lines) > 50


def test_verify_names_what_was_changed(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "changed"
    shutil.copytree(folder, copy)

    def change(db: Any) -> bool:
        db.execute("UPDATE entry SET owner = 'somebody' WHERE seq = 40")
        return True

    tamper(copy / "children.1.vault", key_of(folder), change)
    done = rowan("verify", str(copy))
    assert done.returncode == UNSOUND
    assert "children: NOT SOUND" in done.stdout
    assert "  40: column_differs owner" in done.stdout.splitlines()


def test_records_are_listed_without_their_words(folder: Path) -> None:
    done = rowan("records", str(folder))
    assert done.returncode == OK, done.stderr
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    assert [int(row[0]) for row in rows] == list(range(1, len(rows) + 1))
    assert {"concern", "decision", "action", "note"} <= {row[2] for row in rows}
    assert all(len(row[3]) == 32 for row in rows)


def test_a_backup_is_made_and_put_back(folder: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    made = rowan("backup", str(folder), str(stick))
    assert made.returncode == OK, made.stderr
    assert [path.name for path in stick.iterdir()] == [made.stdout.strip()]
    elsewhere = tmp_path / "new PC"
    back = rowan("restore", str(elsewhere), str(stick))
    assert back.returncode == OK, back.stderr
    done = rowan("verify", str(elsewhere))
    assert done.returncode == OK, done.stdout


def test_a_wrong_passphrase_is_trouble_not_unsound_and_is_counted(
    folder: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "school"
    shutil.copytree(folder, copy)
    before = len(list((copy / "intake").iterdir()))
    done = rowan("verify", str(copy), passphrase="not my passphrase")
    assert done.returncode == TROUBLE
    assert done.stdout == ""
    assert done.stderr.startswith("rowan: WrongPassphrase")
    assert len(list((copy / "intake").iterdir())) == before + 1
    door = Door(SchoolFolder(copy), SystemClock())
    for _each in range(8):
        door.note_wrong_try(door.people()[0][0])
    again = rowan("records", str(copy))
    assert again.returncode == TROUBLE
    assert again.stderr.startswith("rowan: wait ")


def test_an_unknown_name_is_trouble_and_says_who_there_is(folder: Path) -> None:
    done = rowan("verify", str(folder), "--person", "Nobody")
    assert done.returncode == TROUBLE
    assert done.stderr.startswith("rowan: nobody of that name; there are: ")


def test_a_folder_without_a_school_is_trouble(tmp_path: Path) -> None:
    done = rowan("verify", str(tmp_path))
    assert done.returncode == TROUBLE
    assert done.stderr.startswith("rowan: FileMissing")


def test_a_demonstration_is_not_made_over_a_school(folder: Path) -> None:
    done = run_python("-m", "app.cli", "demo", str(folder))
    assert done.returncode == TROUBLE
    assert "FolderHasVaults" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["verify", "x", "--passphrase", "secret"],
        ["verify", "x", "--passphrase=secret"],
        ["verify", "x", "secret"],
        ["backup", "x"],
        [],
        ["erase", "x"],
    ],
)
def test_a_passphrase_is_never_an_argument(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == TROUBLE
    assert "usage: rowan" in capsys.readouterr().err
