"""Only the ledger reads entries: no view can forget the newest version or what left a file."""

from __future__ import annotations

import re

from tests.support.tree import named, python_files

LEDGER = "app/ledger/"
TABLES = "entry|body|child_of|link|search|gone|hidden|amended"
READING = re.compile(rf"\b(?:FROM|JOIN)\s+(?:{TABLES})\b")
# Counting and times say nothing of what a record holds, nor whose it is.
PLAIN = re.compile(r"SELECT (?:count\(\*\)|recorded_at|max\(seq\)|id|seq) FROM entry\b")
# Open actions begin at what stands; an import is not undone while any record names the child,
# one filed in error included.
KNOWN = frozenset({"app/views/standing.py", "app/services/roll.py", "app/services/roll_undo.py"})


def test_entries_are_read_through_the_ledger_alone() -> None:
    strange = []
    for path in python_files("app"):
        name = named(path)
        if name.startswith(LEDGER) or name in KNOWN:
            continue
        text = PLAIN.sub("", path.read_text("utf-8"))
        strange += [f"{name}: {found[0]}" for found in READING.finditer(text)]
    assert strange == []


def test_the_rule_sees_what_it_forbids() -> None:
    assert READING.search('"SELECT e.id FROM entry e JOIN body b ON b.seq = e.seq"')
    assert READING.search(PLAIN.sub("", '"SELECT body FROM body"'))
    assert not READING.search(PLAIN.sub("", '"SELECT count(*) FROM entry WHERE seq > ?"'))
