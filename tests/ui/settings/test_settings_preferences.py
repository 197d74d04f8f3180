from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QWidget

from tests.support.windows import DeskAtTest, child_of
from ui.settings.preferences import FILE, Preferences, PreferenceStore, preferences

Show = Callable[..., QWidget]


@pytest.fixture
def store(qapp: QApplication, tmp_path: Path) -> Iterator[PreferenceStore]:
    for old in qapp.findChildren(PreferenceStore):
        old.setParent(None)
    made = PreferenceStore(tmp_path, qapp)
    yield made
    made.setParent(None)


def test_what_is_chosen_is_kept_for_the_next_start(store: PreferenceStore, tmp_path: Path) -> None:
    store.put(mode="dark", size=150, idle_minutes=3)
    again = PreferenceStore(tmp_path)
    assert (again.now.mode, again.now.size, again.now.idle_minutes) == ("dark", 150, 3)


@pytest.mark.parametrize("content", [b"", b"{", b'{"size": 5000}', b'{"idle_minutes": 600}'])
def test_a_damaged_file_counts_as_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    assert PreferenceStore(tmp_path).now == Preferences()


def test_a_folder_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    store = PreferenceStore(tmp_path / "file")
    store.put(mode="dark")
    assert store.now.mode == "dark"


def test_the_page_applies_each_choice_at_once(
    store: PreferenceStore, desk: DeskAtTest, show_page: Show
) -> None:
    page = show_page("school", part="preferences")
    child_of(child_of(page, QWidget, "mode"), QAbstractButton, "chip.dark").click()
    child_of(child_of(page, QWidget, "text-size"), QAbstractButton, "chip.125").click()
    child_of(child_of(page, QWidget, "idle-minutes"), QAbstractButton, "chip.5").click()
    child_of(page, QCheckBox, "touch").click()
    now = preferences().now
    assert (now.mode, now.size, now.idle_minutes, now.touch) == ("dark", 125, 5, True)


def test_the_file_names_nobody(store: PreferenceStore, desk: DeskAtTest, tmp_path: Path) -> None:
    store.put(school=str(desk.workspace.folder.path))
    kept = (tmp_path / FILE).read_text("utf-8")
    assert desk.workspace.me.person.name not in kept
