"""List what changed about keys since a backup that was put back with its own keys, to be settled.

Putting back a backup of before somebody left, or had new keys, lets the old keys count again. What
the replaced key file said otherwise is kept as a setting until a key holder has seen to each line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, cast, get_args

import msgspec

from app.base.ids import new_id
from app.ledger.append import append
from app.ledger.values import Writing
from app.records.header import Header
from app.records.system import SettingChanged
from app.services.changes import Change
from app.services.settings import Settings
from app.services.writer import PersonSigner
from app.views.roll import RollView
from app.views.vaults import Vaults

KEYS_SINCE = "keys_since"
#: A person joined, left or had new keys; the intake key or sheet changed; a vault was begun.
Sort = Literal["joined", "left", "new-keys", "intake-key", "sheet", "vault"]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyChange:
    """Hold one change to be settled: its sort, and whom it is about (empty id and name if nobody).

    `line` is what the settled setting holds of it.
    """

    line: str
    sort: Sort
    person: str = ""
    name: str = ""


def keep_since(vaults: Vaults, signer: PersonSigner, since: Sequence[str]) -> None:
    """Enter, signed by the first key holder after a restore, what is to be settled."""
    school = vaults.school
    row = school.db.row("SELECT value FROM setting WHERE name = ?", (KEYS_SINCE,))
    known = msgspec.json.decode(row[0], type=list[str]) if row else []
    merged = list(dict.fromkeys((*known, *(line for line in since if _sort(line)))))
    if merged == known:
        return
    name = new_id()
    new = msgspec.json.encode(merged).decode()
    record = SettingChanged(name=KEYS_SINCE, old=row[0] if row else "null", new=new)
    header = Header(
        id=name,
        kind=record.kind.code,
        version=record.kind.version,
        author=vaults.me.person,
        written=vaults.clock.now(),
        root=name,
    )
    with school.db.transaction():
        append(school, [Writing(header=header, record=record)], signer)


class KeyChanges:
    """Say what is to be settled, and that it was."""

    def __init__(self, vaults: Vaults, settings: Settings) -> None:
        """Take the open vaults and the settings."""
        self._vaults = vaults
        self._settings = settings

    def listed(self) -> list[KeyChange]:
        """Return what nobody has settled yet, in the order in which it was found."""
        lines = self._settings.get(KEYS_SINCE, list[str], [])
        names = RollView(self._vaults).names() if lines else {}
        return [_change(line, sort, names) for line in lines if (sort := _sort(line))]

    def settle(self, change: KeyChange) -> Change:
        """Say that a change was seen to."""
        lines = self._settings.get(KEYS_SINCE, list[str], [])
        left = [line for line in lines if line != change.line]
        return self._settings.put(KEYS_SINCE, left)


def _sort(line: str) -> Sort | None:
    word = line.partition(" ")[0]
    return cast("Sort", word) if word in get_args(Sort) else None


def _change(line: str, sort: Sort, names: dict[str, str]) -> KeyChange:
    about = line.partition(" ")[2]
    if sort in ("joined", "left", "new-keys"):
        return KeyChange(line=line, sort=sort, person=about, name=names.get(about, ""))
    return KeyChange(line=line, sort=sort, name=about)
