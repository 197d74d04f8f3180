"""Hold every test to the same rules: no network, no stray logs, no files outside its folder."""

from __future__ import annotations

import importlib.util
import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.support import network
from tests.support.capability_marks import CapabilityMarks
from tests.support.logs import LogWatch

_PLACES = {
    "HOME": "home",
    "USERPROFILE": "home",
    "APPDATA": "home/AppData/Roaming",
    "LOCALAPPDATA": "home/AppData/Local",
    "PROGRAMDATA": "home/ProgramData",
    "XDG_CACHE_HOME": "home/.cache",
    "XDG_CONFIG_HOME": "home/.config",
    "XDG_DATA_HOME": "home/.local/share",
    "XDG_STATE_HOME": "home/.local/state",
    "XDG_RUNTIME_DIR": "run",
    "TMPDIR": "tmp",
    "TEMP": "tmp",
    "TMP": "tmp",
}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let dev.py collect the capabilities, and let the core be tested without pytest-qt."""
    parser.addoption("--capabilities-file", type=Path, help="write the ids covered to this file")
    if importlib.util.find_spec("pytestqt") is None:
        for name in ("qt_api", "qt_log_level_fail", "qt_log_ignore"):
            parser.addini(name, "belongs to pytest-qt")


def pytest_configure(config: pytest.Config) -> None:
    """Start what watches the whole run."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    settings.register_profile("rowan", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("rowan")  # the speed of the machine fails no test
    network.refuse()
    file = None if hasattr(config, "workerinput") else config.getoption("--capabilities-file")
    config.pluginmanager.register(CapabilityMarks(file), "rowan-capabilities")


def _redirect(patch: pytest.MonkeyPatch, machine: Path) -> None:
    for variable, place in _PLACES.items():
        folder = machine / place
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        patch.setenv(variable, str(folder))
    patch.setattr("tempfile.tempdir", None)


@pytest.fixture(scope="session", autouse=True)
def _machine_of_session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        _redirect(patch, tmp_path_factory.mktemp("machine"))
        yield


@pytest.fixture(autouse=True)
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, _machine_of_session: None) -> Path:
    """Return the folder that stands for the PC: home, run and tmp lie in it, inside tmp_path."""
    folder = tmp_path / "machine"
    _redirect(monkeypatch, folder)
    return folder


@pytest.fixture(autouse=True)
def _no_network() -> Iterator[None]:
    before = len(network.attempts)
    yield
    tried = network.attempts[before:]
    assert not tried, f"asked for the network: {tried}"


@pytest.fixture(autouse=True)
def _no_stray_logs(request: pytest.FixtureRequest) -> Iterator[None]:
    marks = request.node.iter_markers("expects_log")
    expected = tuple(str(pattern) for mark in marks for pattern in mark.args)
    watch = LogWatch()
    logging.getLogger().addHandler(watch)
    yield
    logging.getLogger().removeHandler(watch)
    complaints = watch.complaints(expected)
    assert not complaints, "\n".join(complaints)
