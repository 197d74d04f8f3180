"""Show every version of a record, the newest first, with what each changed."""

from __future__ import annotations

from app.base.text import _
from app.documents.answers import Showing, answers
from app.documents.bodymap import rules
from app.documents.differences import differences
from app.documents.moments import short_stamp
from app.views.corrections import Version
from ui.kit.blocks import BlocksView
from ui.kit.buttons import Button
from ui.kit.cards import Card
from ui.kit.desk import Desk
from ui.kit.details import Details
from ui.kit.labels import Label
from ui.kit.pages import Page


class VersionsPage(Page):
    """Read the versions of a record; opening them is logged as opening the record."""

    def __init__(self, desk: Desk, record: str) -> None:
        page = desk.workspace.files.open_record(record)
        kind = _(page.record.kind.label) if page.record else page.whole.entry.kind
        words = _("Versions of {kind}, record {number}")
        super().__init__(
            words.format(kind=kind.lower(), number=page.whole.entry.seq),
            reading=True,
            neutral=_("Versions"),
        )
        self.setObjectName("versions-page")
        self.set_identity(" · ".join(card.name for card in page.children))
        versions = desk.workspace.versions.versions(record)
        befores = (None, *versions[:-1])
        for before, version in reversed(list(zip(befores, versions, strict=True))):
            self.add(VersionCard(version, before, len(versions)))
        back = Button(
            _("Back to the record"), lambda: desk.go("record", record=record), name="to-record"
        )
        self.bar.offer(back)


class VersionCard(Card):
    """Show one version: who, when and why, what differs from the one before, and all of it."""

    def __init__(self, version: Version, before: Version | None, count: int) -> None:
        words = _("Version {number} of {count}")
        super().__init__(words.format(number=version.number, count=count))
        self.setObjectName(f"version-{version.number}")
        self._version = version
        facts = Details()
        whole = version.whole
        facts.add(_("Written by"), whole.header.author.shown())
        facts.add(_("Recorded"), short_stamp(whole.entry.recorded))
        if version.reason:
            facts.add(_("Why it was amended"), version.reason)
        self.add(facts)
        self._all: BlocksView | None = None
        if before is None or before.whole.record is None or whole.record is None:
            self._show_all()
            return
        showing = Showing(children=whole.header.children)
        self.add(Label(_("What differs from version {n}").format(n=before.number), "strong"))
        self.add(BlocksView(differences(before.whole.record, whole.record, showing)))
        words = _("Read all of version {number}").format(number=version.number)
        self._press = Button(words, self._on_press, role="link", name=f"read-{version.number}")
        self.add(self._press)

    def _on_press(self) -> None:
        self._press.hide()
        self._show_all()

    def _show_all(self) -> None:
        whole = self._version.whole
        if whole.record is None:
            self.add(Label(_("This Rowan does not know this kind of record."), "muted"))
            return
        showing = Showing(children=whole.header.children)
        blocks = (one for one in answers(whole.record, showing) if one != rules())
        self.add(BlocksView(blocks))
