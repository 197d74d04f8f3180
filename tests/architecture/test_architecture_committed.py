from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.tree import kept_files, named

# Put together here, so that this file does not hold what it forbids.
REGISTRIES = ("pypi" + ".org", "python" + "hosted.org", "deb." + "debian", "registry." + "npmjs")
OPTIONS = ("--index" + "-url", "--extra" + "-index")
FORBIDDEN = re.compile(
    "|".join(re.escape(word) for word in (*REGISTRIES, *OPTIONS))
    + r"|(?<![\w./~-])/(?:work|farm|home/[a-z]|Users/[a-z])/?[\w-]*/"
)


def faults(text: str) -> list[str]:
    """Return the registry addresses and paths of one machine in a text."""
    return [match[0] for match in FORBIDDEN.finditer(text)]


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def test_no_registry_address_and_no_path_of_a_machine_is_committed() -> None:
    bad = [f"{named(path)}: {fault}" for path in kept_files() for fault in faults(_text_of(path))]
    assert not bad


@pytest.mark.parametrize(
    "text",
    [
        f"https://{REGISTRIES[0]}/simple",
        f"{OPTIONS[0]} x",
        "open('/wor" + "k/main/x')",
        "cd /hom" + "e/someone/x",
    ],
)
def test_the_search_finds_what_it_looks_for(text: str) -> None:
    assert faults(text)


def test_the_search_leaves_ordinary_text_alone() -> None:
    assert faults("pages/work/other, tests/home/someone/x, ~/work/x/y, no-index-url") == []
