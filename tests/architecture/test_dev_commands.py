from __future__ import annotations

import sys
from pathlib import Path

import pytest

import dev
from tests.support.processes import run_python


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dev.Environment:
    """Return an environment of a tree that has nothing but a lock file."""
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    monkeypatch.setattr(dev, "LOCKS", tmp_path)
    (tmp_path / "empty.lock").touch()
    return dev.Environment("env", "empty.lock")


def test_an_environment_is_made_once_until_its_lock_changes(
    tree: dev.Environment, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    dev.prepare(tree)
    assert "Setting up env" in capfd.readouterr().out
    dev.prepare(tree)
    assert capfd.readouterr().out == ""

    (dev.LOCKS / tree.lock).write_text("msgspec==0.0.1\n", encoding="utf-8")
    with pytest.raises(dev.StopError, match=r"pip could not install empty\.lock"):
        dev.prepare(tree)
    assert "msgspec" in capfd.readouterr().err


def test_without_root_the_command_for_apt_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000, raising=False)
    with pytest.raises(dev.StopError, match=r"sudo apt-get install .* libegl1 libgl1$"):
        dev._apt_install(["libgl1", "libegl1"])


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="others always have a display")
def test_without_a_display_one_line_says_what_to_do() -> None:
    done = run_python("dev.py", "run", environ={"DISPLAY": "", "WAYLAND_DISPLAY": ""})
    assert done.returncode == 2
    assert done.stdout == "No display here. Try: python3 dev.py run --demo --offscreen OUT\n"


def test_every_command_is_explained() -> None:
    said = run_python("dev.py", "--help").stdout
    assert all(f"\n    {command} " in said for command in dev.COMMANDS)
