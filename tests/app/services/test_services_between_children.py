"""What passed between children stands in each file, and a print for one names no other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec
import pytest

from app.base.ids import new_id
from app.documents.blocks import Document
from app.records.header import ChildAs
from app.rules.cards import ChildCard
from app.rules.chronology import Filter
from app.services.attachments import Chosen
from app.services.corrections import REASON
from app.services.papers import Paper
from app.workspace import Workspace
from tests.app.documents.readable import readable
from tests.support.school import a_child, a_concern_draft, an_action, signer

SEEN = "Rhodri Pugh held Amina Diallo by the hood; Amina's coat is torn. Rhodri laughed."
ROLES = ("harmed", "alleged", "witness")


@dataclass(frozen=True)
class Incident:
    """Hold an incident between three children, with a decision for each of two."""

    record: str
    cards: tuple[ChildCard, ...]


@pytest.fixture
def incident(workspace: Workspace) -> Incident:
    names = (("Amina", "Diallo"), ("Rhodri", "Pugh"), ("Zoltan", "Vadas"))
    cards = tuple(a_child(workspace, *name) for name in names)
    draft = a_concern_draft(workspace, seen=SEEN, between_before="Rhodri did so in May.")
    draft = msgspec.structs.replace(draft, children=in_roles(workspace, cards))
    workspace.concerns.record(draft, signer(workspace))
    decide(workspace, draft.id, cards)
    return Incident(draft.id, cards)


def in_roles(workspace: Workspace, cards: Sequence[ChildCard]) -> tuple[ChildAs, ...]:
    roles = workspace.settings.lists()["child_roles"]
    return tuple(
        card.as_in_record(roles.choice(role)) for card, role in zip(cards, ROLES, strict=True)
    )


def decide(workspace: Workspace, concern: str, cards: Sequence[ChildCard]) -> None:
    """Refer one child, monitor the other, with an action for each."""
    lists = workspace.settings.lists()
    need, monitor = lists["needs"].choice("early"), lists["decisions"].choice("monitor")
    own: dict[str, Any] = {
        "need": need,
        "decision": lists["decisions"].choice("refer"),
        "reasons": "Rhodri may be hurt at home.",
    }
    values = {
        "received_at": {"day": "2026-11-20", "time": "09:30:00"},
        "need": need,
        "decision": monitor,
        "reasons": "Amina is safe and well supported.",
        "why_not_referred": "No sign of harm at home.",
    }
    due = date(2026, 11, 27)
    rows = [
        {**an_action(workspace, "Check in with Amina", due), "child": cards[0].id},
        {**an_action(workspace, "Ring about Rhodri", due), "child": cards[1].id},
    ]
    draft = workspace.decisions.begin(new_id(), [concern])
    extra = {"each": {cards[1].id: own}, "actions": rows, "owner": workspace.me.person}
    whole = msgspec.structs.replace(draft, values={**draft.values, **values}, extra=extra)
    workspace.decisions.record(whole, signer(workspace))


def said(paper: Paper) -> str:
    assert isinstance(paper.document, Document)
    return readable(paper.document)


def test_each_file_shows_the_entry_with_that_childs_role(
    workspace: Workspace, incident: Incident
) -> None:
    for card, role in zip(incident.cards, ROLES, strict=True):
        lines = workspace.files.see_file(card.id).chronology
        (mine,) = [line for line in lines if line.record == incident.record]
        assert mine.role.code == role
        assert len(mine.others) == 2


def test_each_childs_decision_and_action_stand_in_that_childs_file_only(
    workspace: Workspace, incident: Incident
) -> None:
    texts = [
        {line.text for line in workspace.files.see_file(card.id).chronology}
        for card in incident.cards
    ]
    assert any("Amina is safe" in text for text in texts[0])
    assert not any("Rhodri may be hurt" in text for text in texts[0])
    assert any("Rhodri may be hurt" in text for text in texts[1])
    assert not any("Amina is safe" in text for text in texts[1])
    assert len(texts[2]) == 2  # the concern, and who looks after it
    assert [a.what for a in workspace.files.see_file(incident.cards[0].id).actions] == [
        "Check in with Amina"
    ]


def test_a_sheet_for_one_child_calls_the_others_by_letters(
    workspace: Workspace, incident: Incident
) -> None:
    paper = workspace.sheets.record(incident.record, child=incident.cards[0].id)
    words = said(paper)
    for name in ("Rhodri", "Pugh", "Zoltan", "Vadas"):
        assert name not in words
    assert "Child B held Amina Diallo by the hood" in words
    assert "Child B did so in May." in words
    assert "Amina is safe and well supported." in words
    assert "hurt at home" not in words
    assert {called for called, _name in paper.letters} == {"Child B", "Child C"}
    whole = said(workspace.sheets.record(incident.record))
    assert "Rhodri may be hurt at home." in whole


def test_a_chronology_for_one_child_calls_the_others_by_letters(
    workspace: Workspace, incident: Incident
) -> None:
    words = said(workspace.sheets.chronology(incident.cards[1].id, Filter()))
    for name in ("Amina", "Diallo", "Zoltan", "Vadas"):
        assert name not in words
    assert "Rhodri Pugh held Child B by the hood" in words
    assert "Child said to have caused harm" in words


def test_the_front_sheet_calls_them_by_letters_too(
    workspace: Workspace, incident: Incident
) -> None:
    paper = workspace.sheets.front_sheet(incident.cards[0].id, lettered=True)
    words = said(paper)
    for name in ("Rhodri", "Pugh", "Zoltan", "Vadas"):
        assert name not in words
    assert "Child B" in words
    assert {called for called, _name in paper.letters} == {"Child B", "Child C"}


def what_followed(workspace: Workspace, incident: Incident) -> None:
    """Amend the record, add a note and a document, ask for reconsideration: each names a child."""
    corrections, lists = workspace.corrections, workspace.settings.lists()
    draft = corrections.begin(new_id(), incident.record)
    values = {**draft.values, "seen": f"{SEEN} Rhodri Pugh kicked her."}
    extra = {**draft.extra, REASON: "Rhodri was seen again"}
    corrections.amend(
        msgspec.structs.replace(draft, values=values, extra=extra), signer(workspace)
    )
    children = workspace.files.see_record(incident.record).whole.header.children
    note = {
        "way": lists["note_ways"].choice("call"),
        "with_whom": "Mother of Rhodri",
        "at": {"day": "2026-11-20", "time": "10:00:00"},
        "said": "Says that Zoltan Vadas began it.",
    }
    workspace.notes.write(children, note, about=incident.record)
    chosen = Chosen(name="rhodri.txt", data=b"as told", media="text/plain")
    document = {
        "title": "What Rhodri wrote",
        "what": lists["document_kinds"].choice("statement"),
        "received": date(2026, 11, 20),
        "source": "Zoltan’s class teacher",
    }
    attachments = workspace.attachments
    kept = attachments.keeping(chosen)()
    attachments.attach(kept, chosen, children, document, about=incident.record)
    asked = {"why": "Rhodri was not asked.", "wanted": "Speak to Zoltan as well."}
    workspace.reconsidering.ask(incident.record, asked)


def test_what_followed_calls_the_others_by_letters_too(
    workspace: Workspace, incident: Incident
) -> None:
    what_followed(workspace, incident)
    child = incident.cards[0].id
    papers = (
        workspace.sheets.record(incident.record, child=child),
        workspace.sheets.chronology(child, Filter()),
        workspace.sheets.front_sheet(child, lettered=True),
    )
    for paper in papers:
        words = said(paper).lower()
        for name in ("rhodri", "pugh", "zoltan", "vadas"):
            assert name not in words, (paper.sort, name)
    whole = said(workspace.sheets.record(incident.record))
    assert "What Rhodri wrote" in whole
    assert "Rhodri was not asked." in whole
    assert "Zoltan Vadas began it." in whole
