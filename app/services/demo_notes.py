"""Let people without a key to the records write in the demonstration school, too."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from app.base.clock import Stamp
from app.base.ids import PersonId, new_id
from app.records.fields import Moment
from app.records.header import ChildAs
from app.rules.cards import ChildCard
from app.services.collecting import Publishing
from app.services.demo_roll import DEMO, pick
from app.services.drafts import Draft, Drafts
from app.services.noting import WRITER, Noting
from app.services.people import People
from app.services.recorder import RecorderNotes
from app.services.recorder_sign_in import enter_recorder, leave_recorder
from app.services.settings import Settings
from app.services.sign_in import Door, Entered
from app.services.writer import PersonSigner, Writer
from app.vault.draft_files import DraftFiles
from app.vault.keyring import open_attest
from app.vault.passphrase import Cost
from app.vault.sealed import note_path
from app.views.roll import RollView


@cache
def notes() -> dict[str, Any]:
    """Return the invented notes."""
    return tomllib.loads((DEMO / "notes.toml").read_text("utf-8"))


def admit_recorders(entered: Entered, passphrase: str, cost: Cost) -> None:
    """Give two colleagues accounts, and publish what others need to leave a note."""
    writer, roll = Writer(entered.vaults, entered.signer), RollView(entered.vaults)
    people = People(writer, entered)
    for card in roll.people():
        if card.name in notes()["recorders"]:
            new = people.make_keys(card.id, card.name, passphrase, cost)
            people.admit(new, ["recorder"], "set-up")
    publishing = Publishing(entered.keys, entered.keyring, Settings(writer), roll)
    publishing.refresh(entered.keys.folder, entered.vaults.clock.now())


def leave_notes(door: Door, passphrase: str) -> None:
    """Leave a note of a recorder, an urgent one, an unfinished one and a damaged one."""
    _send_signed(door, passphrase)
    noting = Noting.at_office(door)
    noting.send(_draft(noting.clock.now(), notes()["urgent"], (_typed("Maisie Holt", "Year 3"),)))
    unfinished = notes()["unfinished"]
    noting.drafts.keep(_draft(noting.clock.now(), unfinished, (_typed("Kai", "Year 5"),)))
    whole = noting.send(
        _draft(noting.clock.now(), notes()["urgent"], (_typed("Ivy Marlow", "Year 1"),))
    )
    path = note_path(door.folder, whole.file)
    path.write_bytes(path.read_bytes()[:-1])


def _send_signed(door: Door, passphrase: str) -> None:
    name = notes()["recorders"][0]
    person = next(PersonId(key) for key, known in door.people() if known == name)
    entered = enter_recorder(door, door.unlock(person, passphrase))
    keyring, vault = entered.keyring, entered.vault
    files = DraftFiles(door.folder, keyring.school, person, keyring.draft_key)
    sending = RecorderNotes(entered, Drafts(door.folder, files, person))
    mine = [card for card in RollView(vault).children() if card.year == "Year 4"]
    said = {**notes()["signed"], "reporter": vault.me.person}
    draft = _draft(vault.clock.now(), said, tuple(_listed(card) for card in mine[:1]))
    attest = open_attest(door.keys.content, person, passphrase)
    sending.send(draft, PersonSigner(entered.signer.certificate, "attest", attest))
    leave_recorder(entered, signed_out=True)


def _draft(at: Stamp, said: Mapping[str, Any], children: tuple[ChildAs, ...]) -> Draft:
    writer = said.get("writer", {})
    told = said.get("told_dsl")
    kept = {name: said[name] for name in ("place", "seen", "words", "done") if name in said}
    when = at.plus(minutes=-20).local()
    values = {
        **kept,
        "reporter": said.get("reporter") or {"name": writer["name"], "role": writer["role"]},
        "seen_at": Moment(when.date(), when.time().replace(second=0, microsecond=0)),
        **({"told_dsl": pick("yes_no", told)} if told else {}),
    }
    return Draft(
        id=new_id(),
        kind="concern",
        started=at,
        children=children,
        values=values,
        extra={WRITER: writer},
    )


def _typed(name: str, class_name: str) -> ChildAs:
    role = pick("child_roles", "subject")
    return ChildAs(name=name, role=role, class_name=class_name, key=new_id())


def _listed(card: ChildCard) -> ChildAs:
    return card.as_in_record(pick("child_roles", "subject"))
