"""How long what a person waits for takes: Today, Find, a sheet."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from random import Random
from statistics import median

import pytest

from app.workspace import Workspace
from tests.bench.measuring import ms, p95, say, timed
from tests.bench.schools import BIG, copied, demo, enter, padded

SIZES = (1_500, 10_000, 100_000)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    opened = enter(copied(demo(BIG), tmp_path_factory.mktemp("large") / "school"))
    yield opened
    opened.close(signed_out=True)


def test_today_stays_flat(tmp_path: Path) -> None:
    """The same open work under 1k, 10k and 100k records of history."""
    opened = {size: enter(copied(padded(size), tmp_path / str(size))) for size in SIZES}
    pages = {s: partial(w.today.page, seen_up_to=s) for s, w in opened.items()}
    seconds: dict[int, list[float]] = {size: [] for size in SIZES}
    for _round in range(60):
        for size, page in pages.items():
            seconds[size].append(timed(page))
    for workspace in opened.values():
        workspace.close(signed_out=True)
    found = {size: median(some[5:]) for size, some in seconds.items()}
    facts = ", ".join(f"{size:,} records {ms(one)}" for size, one in found.items())
    say("Today, slowest by fastest", max(found.values()) / min(found.values()), 1.5, 2, facts)


def test_today_of_a_large_school(large: Workspace) -> None:
    """The page as it opens, 25 years in."""
    head = large._vaults.children.head().seq
    seconds = [timed(lambda: large.today.page(seen_up_to=head, most=20)) for _each in range(30)]
    page = large.today.page(seen_up_to=head)
    facts = f"{head:,} records, {page.open_concerns} open, p95 {ms(p95(seconds))}"
    say("Today at 100,000 records, ms", 1000 * median(seconds), 50, 150, facts)


def test_find(large: Workspace) -> None:
    """Each key of names and words typed into the find box, to the result in the core."""
    random, seconds = Random(1), list[float]()
    names = [card.name for card in large.roll_view.children()]
    typed = [*random.sample(names, 30), "coat", "gate", "hungry", "late again", "phone mother"]
    for words in typed:
        keys = [words[:end] for end in range(1, len(words) + 1)]
        seconds += [timed(partial(large.find.hits, key)) for key in keys]
    head = large._vaults.children.head().seq
    facts = f"{len(seconds)} keys at {head:,} records, median {ms(median(seconds))}"
    say("find, p95 ms", 1000 * p95(seconds), 100, 200, facts)


def test_open_a_large_school(tmp_path: Path) -> None:
    """From the open keys to the workspace: standing is built, heads are compared."""
    folder = copied(demo(BIG), tmp_path / "school")
    seconds = [timed(lambda: enter(folder).close(signed_out=True)) for _each in range(3)]
    say("enter and leave at 100,000 records, s", min(seconds), 1, 2, ms(min(seconds)))


def test_child_file_of_a_large_school(large: Workspace) -> None:
    """The file of whoever has most records."""
    row = large._vaults.children.db.row(
        "SELECT child, count(*) FROM child_of GROUP BY child ORDER BY 2 DESC LIMIT 1"
    )
    assert row is not None
    seconds = [timed(lambda: large.files.see_file(row[0])) for _each in range(15)]
    say("largest file, ms", 1000 * median(seconds), 100, 300, f"{row[1]} records")


def test_sheet_to_pdf(large: Workspace) -> None:
    """A concern's sheet, body map included, composed and drawn in the worker process."""
    record = large._vaults.children.db.row(
        "SELECT e.id FROM entry e JOIN body b ON b.seq = e.seq WHERE e.kind = 'concern'"
        " AND instr(CAST(b.body AS TEXT), '\"marks\":[{') ORDER BY e.seq DESC LIMIT 1"
    )
    assert record is not None

    def draw() -> None:
        assert large.papers.draw(large.sheets.record(record[0])) is not None

    draw()
    seconds = [timed(draw) for _each in range(20)]
    preview = large.papers.draw(large.sheets.record(record[0]))
    assert preview is not None
    facts = f"{len(preview.printed.pages)} pages, {len(preview.printed.pdf) // 1024} KiB"
    say("sheet to PDF, ms", 1000 * median(seconds), 60, 150, f"{facts}, p95 {ms(p95(seconds))}")
