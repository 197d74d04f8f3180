"""Back up test schools, also from a child process."""

from __future__ import annotations

from pathlib import Path

from app.base.ids import PersonId
from app.vault.backup import Check, Order, Report, Source, make_backup
from app.vault.folder import SchoolFolder
from app.vault.keyring import SchoolKeys
from tests.app.vault.builders import NOW, Person, School, heads_of, open_copy


def order(school: School, stick: Path) -> Order:
    """Ask for a backup by the lead."""
    store = school.store()
    return Order(
        destination=stick,
        content=store.content,
        key_generation=store.generation,
        made=NOW,
        person=school.lead.person,
        signer=school.sign_in().session,
    )


def sources(school: School) -> list[Source]:
    """Open every vault to be copied."""
    return [
        Source(vault=vault, database=school.open(vault.name), key=school.keys.vaults[vault.name])
        for vault in school.store().content.vaults
    ]


def close(opened: list[Source]) -> None:
    """Close the vaults again."""
    for one in opened:
        one.database.close()


def backed_up(
    school: School, stick: Path, *, check: Check = heads_of, report: Report | None = None
) -> Path | None:
    """Make a backup of a school that nobody has open."""
    opened = sources(school)
    try:
        return make_backup(
            order(school, stick), opened, check=check, report=report, open_copy=open_copy
        )
    finally:
        close(opened)


def write_school(school: School, path: Path) -> None:
    """Write down what a child process needs to open this test school."""
    lines = [
        str(school.folder.path),
        school.lead.person,
        school.lead.passphrase,
        *(key.hex() for key in school.keys.vaults.values()),
    ]
    path.write_text("\n".join(lines), encoding="utf-8")


def read_school(path: Path) -> School:
    """Return the test school that `write_school` wrote down."""
    folder, person, passphrase, *keys = path.read_text(encoding="utf-8").split("\n")
    made = SchoolKeys()
    made.vaults = dict(zip(made.vaults, map(bytes.fromhex, keys), strict=True))
    lead = Person(PersonId(person), "Ada Lamb", passphrase)
    return School(SchoolFolder(Path(folder)), made, lead, lead, b"")
