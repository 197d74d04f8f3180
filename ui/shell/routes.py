"""Gather the pages of every feature, and the editors that features lend each other."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from app.records.fields import FieldType
from app.workspace import Workspace
from ui.bodymap.editor import BodyMapEditor
from ui.kit.desk import Desk, Embeds

Factory = Callable[[Desk, dict[str, Any]], QWidget]

_FEATURES = ("today", "children", "concerns", "decisions", "find", "paper", "roll", "settings")


def routes() -> dict[str, Factory]:
    """Return every page by its route; two features must not claim one."""
    found: dict[str, Factory] = {}
    for feature in _FEATURES:
        name = f"ui.{feature}.routes"
        if importlib.util.find_spec(name) is not None:
            found |= importlib.import_module(name).ROUTES
    return found


def embeds(workspace: Workspace) -> Embeds:
    """Return the editors that forms of other features embed."""
    return {FieldType.BODY_MAP: lambda: BodyMapEditor(workspace.settings.lists())}
