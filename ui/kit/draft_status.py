"""Say quietly on a page that its draft is safe, and loudly that it is not."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.base.clock import Stamp
from app.base.errors import RowanError
from app.base.text import _
from ui.kit.banners import announce
from ui.kit.draft_keeper import DraftKeeper
from ui.kit.pages import Page
from ui.kit.problems import explain

_QUIET_US = 60_000_000


class DraftStatus(QObject):
    """Show when a page's draft was kept; readers hear of it once a minute at most."""

    def __init__(self, page: Page, keeper: DraftKeeper) -> None:
        super().__init__(page)
        self._page = page
        self._announced = Stamp(0)
        keeper.kept.connect(self._on_kept)
        keeper.failed.connect(self._on_failed)

    def _on_kept(self, at: Stamp) -> None:
        words = _("Draft saved {time}").format(time=f"{at.local():%H:%M}")
        self._page.set_status(words, "good")
        if at.utc_us - self._announced.utc_us >= _QUIET_US:
            self._announced = at
            announce(self._page, words)

    def _on_failed(self, error: RowanError) -> None:
        words = _("Draft not saved: {why}").format(why=explain(error).title)
        self._page.set_status(words, "danger", "warning")
        announce(self._page, words, urgent=True)
