"""Name the screens of corrections, with records amended and filed in error to show on them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

import msgspec
from PySide6.QtWidgets import QApplication, QWidget

from app.base.ids import new_id
from app.services.corrections import REASON
from app.services.demo import PASSPHRASE as OF_THE_DEMO
from app.vault.bundle import WrongPassphrase
from app.workspace import Workspace
from tests.support.school import PASSPHRASE
from ui.corrections.amend_page import AmendPage

_SAID = "She rang at ten and said that he would be picked up by his aunt on Monday."
_WHY = "I wrote the wrong day; the diary has Tuesday."
_ERROR = "It is about another child of nearly the same name."


class _Known(Protocol):
    @property
    def workspace(self) -> Workspace: ...
    @property
    def child(self) -> str: ...
    @property
    def decision(self) -> str: ...


def _note(workspace: Workspace, child: str, said: str) -> str:
    """Write a note about a child, unless there is one that says so; return its id."""
    file = workspace.files.see_file(child)
    held = [line.record for line in file.chronology if line.kind == "note" and said in line.text]
    if held:
        return held[0]
    lists = workspace.settings.lists()
    about = file.card.as_in_record(lists["child_roles"].choice("subject"))
    answers = {
        "way": lists["note_ways"].choice("call"),
        "with_whom": "Grandmother",
        "at": {"day": file.chronology[-1].recorded.day().isoformat()},
        "said": said,
    }
    return workspace.notes.write([about], answers).records[0]


def amended(known: _Known) -> Mapping[str, Any]:
    """Return a note that was amended."""
    ws = known.workspace
    wanted = _SAID.replace("Monday", "Tuesday").replace("at ten", "at half past nine")
    file = ws.files.see_file(known.child)
    held = [line.record for line in file.chronology if line.text.endswith(wanted)]
    if held:
        return {"record": held[0]}
    record = _note(ws, known.child, _SAID)
    draft = ws.corrections.begin(new_id(), record)
    values = {**draft.values, "said": wanted}
    ws.corrections.amend(
        msgspec.structs.replace(draft, values=values, extra={**draft.extra, REASON: _WHY})
    )
    return {"record": record}


def in_error(known: _Known) -> Mapping[str, Any]:
    """Return a record that was filed in error."""
    ws = known.workspace
    held = ws.versions.errors()
    if held:
        return {"record": held[0].record}
    record = _note(ws, known.child, "This belongs to somebody else.")
    for passphrase in (PASSPHRASE, OF_THE_DEMO):
        try:
            signer = ws.attest_signer(passphrase)
        except WrongPassphrase:
            continue
        ws.corrections.file_in_error(record, [known.child], {"reason": _ERROR}, signer)
    return {"record": record}


def asked(known: _Known) -> Mapping[str, Any]:
    """Return a request for reconsideration that is not answered."""
    ws = known.workspace
    rows = ws.today.page().asked
    if rows:
        return {"record": rows[0].record}
    answers = {"why": "He came without a coat again.", "wanted": "That social care is called."}
    return {"record": ws.reconsidering.ask(known.decision, answers).records[0]}


def amend(page: QWidget) -> None:
    """Change the words of a note and look at what changes."""
    assert isinstance(page, AmendPage)
    page.form.group.boxes["said"].editor.fill(_SAID.replace("aunt", "older cousin"))
    page.why.group.boxes["reason"].editor.fill("The school office rang back.")
    page._buttons["check"].click()
    QApplication.processEvents()


def correction_stops(stop: Callable[..., Any], press: Callable[[str], Any]) -> tuple[Any, ...]:
    """Return the screens: versions, amending, filing in error, the errors, reconsideration."""

    def decided(known: _Known) -> Mapping[str, Any]:
        return {"record": known.decision}

    return (
        stop(name="record-amended", page="record", args=amended),
        stop(name="versions", page="versions", args=amended),
        stop(name="amend", page="amendment", args=amended),
        stop(name="amend-changes", page="amendment", args=amended, steps=(amend,)),
        stop(name="amend-problems", page="amendment", args=amended, steps=(press("amend-check"),)),
        stop(name="in-error", page="in-error", args=decided),
        stop(name="in-error-problems", page="in-error", args=decided, steps=(press("file-away"),)),
        stop(name="error", page="error", args=in_error),
        stop(name="put-back-dialog", page="error", args=in_error, steps=(press("put-back"),)),
        stop(name="errors", page="errors"),
        stop(name="reconsider", page="reconsideration", args=decided),
        stop(name="answer", page="reconsideration.answer", args=asked),
        stop(name="record-asked", page="record", args=asked),
    )
