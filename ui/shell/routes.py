"""Gather the pages of every feature, and the editors that features lend each other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from app.records.fields import FieldType
from app.records.lists import ChoiceList
from app.workspace import Workspace
from ui.bodymap.editor import BodyMapEditor
from ui.children import routes as children
from ui.concerns import routes as concerns
from ui.corrections import routes as corrections
from ui.decisions import routes as decisions
from ui.documents import routes as documents
from ui.find import routes as find
from ui.intake import routes as intake
from ui.kit.desk import Desk, Embeds
from ui.paper import routes as paper
from ui.roll import routes as roll
from ui.settings import routes as settings
from ui.today import routes as today

Factory = Callable[[Desk, dict[str, Any]], QWidget]

_FEATURES = (
    today,
    children,
    concerns,
    corrections,
    decisions,
    documents,
    find,
    intake,
    paper,
    roll,
    settings,
)


def routes() -> dict[str, Factory]:
    """Return every page by its route; two features must not claim one (ValueError)."""
    found: dict[str, Factory] = {}
    for feature in _FEATURES:
        twice = found.keys() & feature.ROUTES.keys()
        if twice:
            raise ValueError(f"two features claim {sorted(twice)}")
        found |= feature.ROUTES
    return found


def embeds(workspace: Workspace) -> Embeds:
    """Return the editors that forms of other features embed."""
    return {FieldType.BODY_MAP: lambda: BodyMapEditor(workspace.settings.lists())}


def embeds_for(lists: Mapping[str, ChoiceList]) -> Embeds:
    """Return the same editors for whoever has only the lists."""
    return {FieldType.BODY_MAP: lambda: BodyMapEditor(lists)}
