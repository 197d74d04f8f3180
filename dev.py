#!/usr/bin/env python3
"""Set up, run and check Rowan with nothing but Python.

    run                          open Rowan
    run --demo                   open the demo school
    run --demo --offscreen OUT   do the main job without a display, pictures in OUT
    test [pytest arguments]      everything that must be green
    check [--quick]              style, types and contracts only
    bench                        how fast, against plain sqlite3 and an empty window
    torture                      power cuts, full disks and forged bytes, full counts
    shots                        docs/screens.png, every screen at every size
    lock                         new versions into packaging/*.lock

Each makes what it needs on first use; a stamp in the environment remembers it.
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent
LOCKS = ROOT / "packaging"
CAPABILITIES = ROOT / "tests" / "capabilities.tsv"
COVERED = ROOT / ".cache" / "capabilities-covered.txt"
OLDEST = (3, 11)
NO_TESTS_SELECTED = 5  # what pytest answers


class StopError(Exception):
    """Say in one sentence why a command cannot go on."""


@dataclass(frozen=True)
class Environment:
    """Name an environment of its own and the locked packages in it."""

    folder: str
    lock: str

    @property
    def path(self) -> Path:
        """Return its folder."""
        return ROOT / self.folder

    @property
    def python(self) -> Path:
        """Return its interpreter."""
        return self.program("python")

    def program(self, name: str) -> Path:
        """Return a program that was installed into it."""
        return self.path / (f"Scripts/{name}.exe" if os.name == "nt" else f"bin/{name}")

    @property
    def stamp(self) -> Path:
        """Return the file that remembers what was installed."""
        return self.path / "rowan-stamp"


FULL = Environment(".venv", "requirements-dev.lock")
CORE = Environment(".venv-core", "requirements-core.lock")  # without Qt

# What Qt's wheels expect from the system: library and its Debian package
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libcups.so.2": "libcups2",
}


# ---------------------------------------------------------------- set up


def prepare(environment: Environment) -> None:
    """Make an environment unless its stamp says that it is up to date."""
    wanted = _fingerprint(environment)
    if _read(environment.stamp) == wanted and environment.python.exists():
        return
    say(f"Setting up {environment.folder} (once; a few minutes)")
    _install_system_libraries(environment)
    _make_venv(environment)
    lock = LOCKS / environment.lock
    command = ["install", "-qq", "--require-hashes", "--only-binary", ":all:", "-r", str(lock)]
    if _call([str(environment.python), "-m", "pip", *command]) != 0:
        raise StopError(f"pip could not install {lock.name}; its message stands above.")
    environment.stamp.write_text(wanted, encoding="utf-8")


def _fingerprint(environment: Environment) -> str:
    lock = (LOCKS / environment.lock).read_bytes()
    return hashlib.sha256(lock + sys.version.encode()).hexdigest()


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _make_venv(environment: Environment) -> None:
    try:
        import ensurepip  # noqa: F401, PLC0415 - Debian keeps it in a package of its own
    except ImportError:
        _apt_install(["python3-venv"])
    fits = environment.python.exists() and _version_of(environment.python) == sys.version
    builder = venv.EnvBuilder(with_pip=True, clear=not fits, symlinks=os.name != "nt")
    if not fits:
        builder.create(environment.path)


def _version_of(python: Path) -> str:
    command = [str(python), "-c", "import pip, sys; print(sys.version, end='')"]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def _install_system_libraries(environment: Environment) -> None:
    if not sys.platform.startswith("linux") or environment is CORE:
        return
    missing = [name for name in QT_LIBRARIES if not _loads(name)]
    if missing and shutil.which("apt-get"):
        _apt_install([QT_LIBRARIES[name] for name in missing])
    elif missing:
        raise StopError(f"Qt needs these libraries of your system: {', '.join(missing)}")


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _apt_install(packages: list[str]) -> None:
    install = ["apt-get", "install", "--yes", "--no-install-recommends", *sorted(set(packages))]
    if os.geteuid() != 0:
        raise StopError(f"Run this once, then try again:  sudo {' '.join(install)}")
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    say(f"Installing {' '.join(packages)}")
    for command in (
        ["apt-get", "update", "--quiet=2"],
        [*install, "--quiet=2", "-o=Dpkg::Use-Pty=0"],
    ):
        if _call(command, environ=environ) != 0:
            raise StopError(f"This failed: {' '.join(command)}")


# ---------------------------------------------------------------- commands


def run(arguments: list[str]) -> int:
    """Open Rowan, with a display or drawn to pictures."""
    offscreen = any(argument.split("=")[0] == "--offscreen" for argument in arguments)
    if not offscreen and not _has_display():
        say("No display here. Try: python3 dev.py run --demo --offscreen OUT")
        return 2
    prepare(FULL)
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    if offscreen:
        environ["QT_QPA_PLATFORM"] = "offscreen"
    return _call([str(FULL.python), "-m", "ui.application", *arguments], environ=environ)


def _has_display() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def test(arguments: list[str]) -> int:
    """Check everything: style and types, the core without Qt, then the rest with it."""
    COVERED.unlink(missing_ok=True)
    failed = {
        "check": check([]),
        "core, without Qt": _pytest_core(arguments),
        "screens and journeys": _pytest_rest(arguments),
    }
    bad = [name for name, code in failed.items() if code != 0]
    say(f"FAILED: {', '.join(bad)}" if bad else "All green.")
    say(_coverage_sentence())
    return 1 if bad else 0


def _pytest_core(arguments: list[str]) -> int:
    prepare(CORE)
    return _pytest(CORE, ["tests/app", "-n2", "--dist=worksteal", *arguments])


def _pytest_rest(arguments: list[str]) -> int:
    prepare(FULL)
    target = ["tests", "--ignore=tests/app", "-n2", "--dist=worksteal"]
    return _pytest(FULL, [*target, f"--capabilities-file={COVERED}", *arguments])


def _pytest(environment: Environment, arguments: list[str], **extra: str) -> int:
    environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen", **extra}
    code = _call([str(environment.python), "-m", "pytest", *arguments], environ=environ)
    narrowed = any(argument in {"-k", "-m"} for argument in arguments)
    return 0 if narrowed and code == NO_TESTS_SELECTED else code


def _coverage_sentence() -> str:
    total = len(CAPABILITIES.read_text(encoding="utf-8").splitlines()) - 1
    return f"Capabilities covered: {len(_read(COVERED).split())} of {total}."


def check(arguments: list[str]) -> int:
    """Check style; without --quick also types and contracts."""
    prepare(FULL)
    python = str(FULL.python)
    tools = [[python, "-m", "ruff", "check"], [python, "-m", "ruff", "format", "--check"]]
    if "--quick" not in arguments:
        tools += [[python, "-m", "mypy"], [str(FULL.program("lint-imports")), "--no-logo"]]
    return max([_call(tool) for tool in tools])


def bench(arguments: list[str]) -> int:
    """Measure against plain sqlite3 and an empty window, in one run."""
    prepare(FULL)
    only = ["-s", "-o", "python_files=bench_*.py"]
    return _pytest(FULL, ["tests/bench", *only, *_limit_of(1800), *arguments])


def torture(arguments: list[str]) -> int:
    """Run the battery with its full counts."""
    prepare(FULL)
    target = ["tests/torture", "tests/app", "-n2", "--dist=worksteal"]
    return _pytest(FULL, [*target, *_limit_of(14_400), *arguments], ROWAN_TORTURE="full")


def _limit_of(seconds: int) -> list[str]:
    return [f"--timeout={seconds}", "-o", "faulthandler_timeout=0"]


def shots(arguments: list[str]) -> int:
    """Draw every screen at every size into docs/screens.png."""
    prepare(FULL)
    environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    return _call([str(FULL.python), "-m", "tests.support.shots", *arguments], environ=environ)


def lock(_arguments: list[str]) -> int:
    """Look up new versions; the core's lock is the other one without Qt."""
    uv = shutil.which("uv") or shutil.which("uv", path=str(FULL.python.parent))
    if uv is None:
        raise StopError("Install uv first (it reads the registries that pip is set up for).")
    command = [uv, "pip", "compile", "pyproject.toml", "--quiet", "--universal", "--no-header"]
    command += ["--python-version", "3.11", "--generate-hashes", "--only-binary", ":all:"]
    command += ["--no-annotate", "--no-emit-index-url"]
    without_qt = ["--no-emit-package", "pyside6-essentials", "--no-emit-package", "shiboken6"]
    same = ["--constraint", str(LOCKS / FULL.lock)]
    jobs = (
        ["--upgrade", "--group", "dev", "--output-file", str(LOCKS / FULL.lock)],
        ["--group", "core", *same, *without_qt, "--output-file", str(LOCKS / CORE.lock)],
        [*same, "--output-file", str(LOCKS / "requirements.lock")],
    )
    return max([_call([*command, *job]) for job in jobs])


# ---------------------------------------------------------------- the rest

COMMANDS = {
    "run": run,
    "test": test,
    "check": check,
    "bench": bench,
    "torture": torture,
    "shots": shots,
    "lock": lock,
}


def say(sentence: str) -> None:
    """Tell the developer one thing."""
    print(sentence, flush=True)


def _call(command: list[str], *, environ: dict[str, str] | None = None) -> int:
    return subprocess.run(command, cwd=ROOT, env=environ, check=False).returncode


def main(arguments: list[str]) -> int:
    """Run one command and return its exit code."""
    parser = argparse.ArgumentParser(
        prog="dev.py",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("arguments", nargs=argparse.REMAINDER)
    chosen = parser.parse_args(arguments)
    if sys.version_info < OLDEST:
        say("Rowan needs Python 3.11 or later.")
        return 2
    try:
        return COMMANDS[chosen.command](chosen.arguments)
    except StopError as stop:
        say(str(stop))
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
