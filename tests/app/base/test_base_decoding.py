"""Decode every kind for the first time in several threads at once, in a process of its own."""

from __future__ import annotations

import pytest

from tests.support.processes import run_python

RACE = """
import sys, threading
import msgspec
from app.ledger.copies import Copy
from app.records.header import Header
from app.records.kinds import KINDS
from app.services.drafts import Draft
from app.vault.heads import Heads
from app.vault.keyfile import KeyFile
from app.vault.manifest import SignedManifest

sys.setswitchinterval(1e-6)
TYPES = (*KINDS, Header, Copy, Draft, Heads, KeyFile, SignedManifest)
start = threading.Barrier(4)

def decode():
    start.wait()
    for one in TYPES:
        try:
            msgspec.json.decode(b"{}", type=one)
        except msgspec.ValidationError:
            pass

threads = [threading.Thread(target=decode) for _each in range(4)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print("whole")
"""


@pytest.mark.parametrize("_run", range(4))
def test_threads_may_decode_the_same_type_for_the_first_time(_run: int) -> None:
    done = run_python("-c", RACE)
    assert (done.returncode, done.stdout.strip()) == (0, "whole"), done.stderr
