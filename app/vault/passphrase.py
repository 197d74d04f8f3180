"""Turn a passphrase into a key by Argon2id, and measure what that costs on this PC."""

from __future__ import annotations

import secrets
import time
import unicodedata
from collections.abc import Callable

import msgspec
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from app.base.errors import VaultError

SALT_BYTES = 16
ROOT_BYTES = 32
_MIB = 1024
_LOWEST_READ, _HIGHEST_READ = 19 * _MIB, 2 * 1024 * _MIB
_MOST_PASSES, _MOST_LANES = 20, 16
_FASTEST, _SLOWEST = 0.5, 1.0


class CostRefused(VaultError):
    """A derivation cheaper or dearer than Rowan accepts."""

    def __init__(self, cost: Cost) -> None:
        super().__init__(f"{cost.memory_kib} KiB, {cost.passes} passes, {cost.lanes} lanes")
        self.cost = cost


class Cost(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Say how dear one guess is: memory in KiB, passes over it, lanes."""

    memory_kib: int
    passes: int
    lanes: int

    @classmethod
    def for_tests(cls) -> Cost:
        """Return the cheapest cost that is read; a school made with it bears the test mark."""
        return cls(_LOWEST_READ, 1, 1)

    def is_real(self) -> bool:
        """Say whether it reaches the floor for real schools: 64 MiB and 3 passes."""
        return self.memory_kib >= FLOOR.memory_kib and self.passes >= FLOOR.passes

    def check(self, *, test_school: bool) -> None:
        """Refuse what is out of range, and what is under the floor unless the school is a test.

        CostRefused; asked before anything is derived, so that no file can hang Rowan.
        """
        readable = (
            _LOWEST_READ <= self.memory_kib <= _HIGHEST_READ
            and 1 <= self.passes <= _MOST_PASSES
            and 1 <= self.lanes <= _MOST_LANES
        )
        if not readable or not (test_school or self.is_real()):
            raise CostRefused(self)


FLOOR = Cost(64 * _MIB, 3, 1)
DEFAULT = Cost(256 * _MIB, 3, 4)
# From the dearest to the cheapest; calibration takes the dearest that stays under a second.
_LADDER = (
    Cost(1024 * _MIB, 4, 4),
    Cost(1024 * _MIB, 3, 4),
    Cost(512 * _MIB, 3, 4),
    DEFAULT,
    Cost(128 * _MIB, 3, 4),
    Cost(64 * _MIB, 3, 4),
)


def normalise(passphrase: str) -> str:
    """Return the passphrase as it is derived: NFKC, spaces trimmed, runs of spaces made one."""
    return " ".join(unicodedata.normalize("NFKC", passphrase).split())


def new_salt() -> bytes:
    """Return 16 random bytes for one derivation."""
    return secrets.token_bytes(SALT_BYTES)


def derive(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    """Return 32 bytes by Argon2id; takes 0.5 to 1 second, releases the interpreter lock.

    Check the cost first. Pure: may run in a worker thread. MemoryError when the PC has too
    little.
    """
    hasher = Argon2id(
        salt=salt,
        length=ROOT_BYTES,
        iterations=cost.passes,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    )
    return hasher.derive(normalise(passphrase).encode("utf-8"))


def calibrate(measure: Callable[[Cost], float] | None = None) -> Cost:
    """Return the cost that takes 0.5 to 1 second here, as near to the default as may be.

    `measure` returns the seconds that one derivation takes. Never under 64 MiB and 3 passes,
    however slow the PC.
    """
    seconds = measure or _seconds
    at = _LADDER.index(DEFAULT)
    taken = seconds(_LADDER[at])
    while taken > _SLOWEST and at + 1 < len(_LADDER):
        at += 1
        taken = seconds(_LADDER[at])
    while taken < _FASTEST and at > 0:
        dearer = seconds(_LADDER[at - 1])
        if dearer > _SLOWEST:
            break
        at, taken = at - 1, dearer
    return _LADDER[at]


def _seconds(cost: Cost) -> float:
    began = time.perf_counter()
    derive("measure", b"\0" * SALT_BYTES, cost)
    return time.perf_counter() - began
