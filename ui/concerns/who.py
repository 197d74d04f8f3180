"""Find out whom a page is about: the children of a concern, or one child of the roll."""

from __future__ import annotations

from app.base.errors import RuleError
from app.records.header import ChildAs
from ui.kit.desk import Desk

SUBJECT = "subject"


def children_of(desk: Desk, child: str = "", concern: str = "") -> tuple[ChildAs, ...]:
    """Return the children of a concern as it names them, else the one child of the roll."""
    ws = desk.workspace
    if concern:
        try:
            return ws.files.see_record(concern).whole.header.children
        except RuleError:
            return ()
    card = ws.roll_view.child(child)
    role = ws.settings.lists()["child_roles"].choice(SUBJECT)
    return (card.as_in_record(role),) if card else ()


def identity_of(desk: Desk, children: tuple[ChildAs, ...]) -> str:
    """Return the line under a title that says whom the page is about."""
    today = desk.workspace.clock.now().day()
    if len(children) == 1:
        card = desk.workspace.roll_view.child(children[0].ref())
        return f"{card.name} · {card.identity(today)}" if card else children[0].shown()
    return " · ".join(child.shown() for child in children)
