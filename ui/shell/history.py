"""Remember where somebody has been, so that Back leads there; drafts come back as last kept."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.base.errors import VaultError
from app.services.drafts import Drafts
from ui.kit.desk import Route

HOME = Route("today")
MOST = 50


@dataclass(frozen=True, slots=True)
class _Visit:
    route: Route
    draft: str = ""


class History:
    """Hold the way here, the page shown last."""

    def __init__(self) -> None:
        self._way: list[_Visit] = []

    def go(self, route: Route) -> None:
        """Come to a page; the same page again replaces itself."""
        if self._way and self._way[-1].route.page == route.page == HOME.page:
            self._way.pop()
        self._way = [*self._way[1 - MOST :], _Visit(route)]

    def note_draft(self, draft: str) -> None:
        """Say which draft the page shown holds."""
        if self._way and draft:
            self._way[-1] = replace(self._way[-1], draft=draft)

    def draft_now(self) -> str:
        """Return the draft of the page shown, empty for none."""
        return self._way[-1].draft if self._way else ""

    def back(self, drafts: Drafts) -> Route:
        """Leave the page shown and return the one before; recorded drafts are passed over."""
        if self._way:
            self._way.pop()
        while self._way:
            visit = self._way.pop()
            if not visit.draft:
                return visit.route
            try:
                draft = drafts.open(visit.draft)
            except VaultError:
                continue
            return Route(visit.route.page, {**visit.route.args, "draft": draft})
        return HOME
