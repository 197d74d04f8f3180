"""Whoever may write in the folder, a recorder or a leaver, reaches no key and forges no word."""

from __future__ import annotations

import msgspec
import pytest

from app.base.ids import PersonId, SchoolId, new_id
from app.exchange.intake_file import decode
from app.exchange.replies import ReplyContent, encode
from app.ledger.append import append
from app.ledger.values import Writing
from app.records.fields import PersonAs
from app.records.header import Header
from app.rules.intake import TakeIn
from app.services.certifying import new_certificate
from app.services.key_file import key_file_differs
from app.services.writer import PersonSigner
from app.vault.bundle import PersonKeys
from app.vault.grants import Given, Giver, Recipient
from app.vault.keyfile import IntakeKey, KeyFile, Sheet
from app.vault.keyring import CHILDREN_VAULT, Keyring, KeysAltered
from app.vault.keystore import KeyStore
from app.vault.recovery import new_code, new_sheet
from app.vault.renewal import SheetNotVouched
from app.vault.replies import seal_reply
from app.vault.seal import BoxKey
from app.vault.signing import Signer
from app.workspace import Workspace
from tests.support.lived_in import key_of, ledger_of, vault_path
from tests.support.notes import (
    RECORDER_PASSPHRASE,
    give_account,
    send_as_recorder,
    sign_in_recorder,
)
from tests.support.school import (
    DSL,
    HEAD,
    PASSPHRASE,
    TEACHER,
    School,
    a_child,
    a_second_holder,
    close,
    person_named,
    signer,
)
from tests.support.tampering import tamper


def keyring_of(
    school: School, name: str = TEACHER, passphrase: str = RECORDER_PASSPHRASE
) -> Keyring:
    door = school.door()
    person = next(key for key, known in door.people() if known == name)
    return door.unlock(person, passphrase)


def with_recorder(school: School) -> None:
    workspace = school.enter()
    a_child(workspace)
    give_account(workspace)
    workspace.close(signed_out=True)


def forged_sheet(content: KeyFile, keyring: Keyring, number: int) -> Sheet:
    """Return a sheet whose code the forger knows, with a grant by the forger's own key."""
    school = SchoolId(content.school)
    sheet = new_sheet(school, number, new_code())
    giver = Giver(school=school, person=keyring.person, signer=keyring.session)
    to = Recipient(holder=sheet.holder(), box=sheet.public)
    grant = giver.give(Given("vault", "school", 1), bytes(32), to)
    return msgspec.structs.replace(sheet, grants=(grant,))


def alarmed(workspace: Workspace) -> set[str]:
    return {alarm.about for alarm in workspace.alarms if alarm.code == "key_file"}


def renew(workspace: Workspace) -> None:
    renewal = workspace.renewing.prepare("keys may be known")
    workspace.renewing.copy(renewal)
    workspace.renewing.finish(renewal)


def test_a_recorders_own_sheet_alarms_and_gets_no_key(school: School) -> None:
    with_recorder(school)
    store, keyring = KeyStore(school.folder), keyring_of(school)
    (true,) = store.content.sheets
    forged = forged_sheet(store.content, keyring, true.number + 1)
    store.replace(msgspec.structs.replace(store.content, sheets=(true, forged)))
    workspace = school.enter()
    assert alarmed(workspace) == {"recovery sheet"}
    with pytest.raises(SheetNotVouched):
        renew(workspace)
    close(workspace)


def test_a_leavers_own_sheet_alarms_and_gets_no_key(school: School) -> None:
    """A head who left still has their keys, and their old certificate is a true one."""
    workspace = school.enter()
    a_second_holder(workspace)
    theirs = workspace._entered.keys.content
    close(workspace)
    leaver = keyring_of(school, HEAD, PASSPHRASE)
    workspace = school.enter()
    renewal = workspace.renewing.prepare("left", leaver=person_named(workspace, HEAD))
    workspace.renewing.copy(renewal)
    workspace.renewing.finish(renewal)
    workspace.close(signed_out=True)
    store = KeyStore(school.folder)
    forged = forged_sheet(store.content, leaver, theirs.sheets[0].number)
    store.replace(msgspec.structs.replace(store.content, sheets=(forged,)))
    workspace = school.enter()
    assert alarmed(workspace) == {"recovery sheet"}
    with pytest.raises(SheetNotVouched):
        renew(workspace)
    close(workspace)


def test_a_new_sheet_counts_and_the_one_before_no_longer(school: School) -> None:
    workspace = school.enter()
    before = workspace._entered.keys.content.sheets
    workspace.recovery_sheets.keep(workspace.recovery_sheets.draw(), "was used")
    assert (
        key_file_differs(
            workspace._entered.keys.content, workspace._vaults.school, workspace._entered.keyring
        )
        == []
    )
    renew(workspace)
    workspace.close(signed_out=True)
    workspace = school.enter()
    assert alarmed(workspace) == set()
    workspace.close(signed_out=True)
    store = KeyStore(school.folder)
    store.replace(msgspec.structs.replace(store.content, sheets=before))
    workspace = school.enter()
    assert alarmed(workspace) == {"recovery sheet"}
    close(workspace)


def test_a_recorders_own_intake_key_alarms_everybody(school: School) -> None:
    with_recorder(school)
    store, keyring = KeyStore(school.folder), keyring_of(school)
    mine = BoxKey.new()
    content = store.content
    intake = (*content.intake, IntakeKey(2, mine.public))
    giver = Giver(school=SchoolId(content.school), person=keyring.person, signer=keyring.session)
    dsl = content.holder(PersonId(school.made.person))
    to = Recipient(holder=dsl.person, box=dsl.keys.box)
    grant = giver.give(Given("intake", CHILDREN_VAULT, 2), mine.private(), to)
    changed = msgspec.structs.replace(content, intake=intake).with_grant(grant)
    store.replace(changed)
    named = msgspec.json.encode({str(one.version): one.public.hex() for one in intake}).decode()

    def change(db: object) -> bool:
        db.execute(  # type: ignore[attr-defined]
            "UPDATE setting SET value = ? WHERE name = 'intake_key'", (named,)
        )
        return True

    assert tamper(vault_path(school, "school"), key_of(school, "school"), change)
    workspace = school.enter()
    assert alarmed(workspace) == {DSL}
    close(workspace)


def test_an_intake_key_of_nobody_alarms_recorders_too(school: School) -> None:
    with_recorder(school)
    store = KeyStore(school.folder)
    true = store.content.intake
    intake = (*true, IntakeKey(2, BoxKey.new().public))
    store.replace(msgspec.structs.replace(store.content, intake=intake))
    recorder = sign_in_recorder(school)
    assert [(one.code, one.about) for one in recorder.alarms] == [("key_file", "intake key")]
    recorder.close(signed_out=True)
    workspace = school.enter()
    assert alarmed(workspace) == {"intake key"}
    told = decode(school.folder.public_intake.read_bytes())
    assert told.intake() == true[0]  # the school's key signs no such key
    with pytest.raises(KeysAltered):
        workspace.intake.export_file(school.path.parent)
    close(workspace)


def test_a_recorder_who_replies_in_the_dsls_name_is_not_believed(school: School) -> None:
    workspace = school.enter()
    card = a_child(workspace)
    give_account(workspace)
    certificate = workspace.people.certificate_of(person_named(workspace, TEACHER).id or "")
    close(workspace)
    recorder = sign_in_recorder(school)
    sent = send_as_recorder(recorder, card)
    keyring = keyring_of(school)
    by = msgspec.structs.replace(recorder.me.person, name=DSL)
    content = ReplyContent(
        format=1,
        what="decided",
        record=sent.record,
        by=by,
        at=school.clock.now(),
        words="No further action.",
    )
    seal_reply(
        school.folder,
        SchoolId(school.made.school),
        to=PersonId(recorder.me.id),
        box=keyring.box_public,
        file=new_id(),
        certificate=certificate,
        signer=keyring.session,
        content=encode(content),
    )
    (note,) = recorder.notes.mine()
    assert [(one.by.name, one.sure) for one in note.replies] == [(DSL, False)]
    recorder.close(signed_out=True)
    workspace = school.enter()
    workspace.intake.take_in([TakeIn(file=sent.file)], signer(workspace))
    close(workspace)
    recorder = sign_in_recorder(school)
    (note,) = recorder.notes.mine()
    assert {(one.what, one.sure) for one in note.replies} == {("decided", False), ("read", True)}
    recorder.close(signed_out=True)


def test_a_leaver_who_hid_their_own_grants_takes_no_key_along(school: School) -> None:
    workspace = school.enter()
    a_second_holder(workspace)
    workspace.close(signed_out=True)
    store = KeyStore(school.folder)
    head = next(one for one in store.content.holders if one.name == HEAD)
    store.replace(store.content.with_holder(msgspec.structs.replace(head, grants=())))
    workspace = school.enter()
    before = key_of(school)
    renewal = workspace.renewing.prepare("left", leaver=person_named(workspace, HEAD))
    assert {one.vault.name for one in renewal.fresh} == {"school", "children"}
    workspace.renewing.copy(renewal)
    workspace.renewing.finish(renewal)
    assert workspace._entered.keyring.vault_key("children") != before
    close(workspace)


@pytest.mark.parametrize("signed", [False, True], ids=["by-nobody", "by-an-old-school-key"])
def test_a_certificate_that_nobody_issued_alarms(school: School, *, signed: bool) -> None:
    """A recorder can write rows of *school*; somebody who left may have kept its signing key."""
    with_recorder(school)
    keyring, dsl = keyring_of(school), keyring_of(school, DSL, PASSPHRASE)
    keys = PersonKeys()
    assert dsl.school_signer is not None
    forged = new_certificate(
        school=school.made.school,
        school_signer=dsl.school_signer if signed else Signer.new(),
        person=keyring.person,
        name=TEACHER,
        roles=("dsl",),
        keys=keys,
        why="at night",
    )
    with ledger_of(school, "school") as ledger:
        number = new_id()
        header = Header(
            id=number,
            kind=forged.kind.code,
            version=forged.kind.version,
            author=PersonAs(name=TEACHER, id=keyring.person),
            written=school.clock.now(),
            root=number,
        )
        pen = PersonSigner(forged.id, "session", keys.session)
        with ledger.db.transaction():
            append(ledger, [Writing(header=header, record=forged)], pen)
    workspace = school.enter()
    assert alarmed(workspace) == {TEACHER}
    close(workspace)
