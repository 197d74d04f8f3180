"""Say on Today what happened to keys: who acted for the DSL, a sheet used, drafts lost."""

from __future__ import annotations

from app.base.text import _, ngettext
from app.records.fields import show_day
from app.services.lost_drafts import LostDraft
from app.views.absences import StoodIn
from ui.kit.banners import Notice
from ui.kit.buttons import Button
from ui.kit.desk import Desk


def watch(desk: Desk) -> list[Notice]:
    """Return what is to be seen before the day's work, loudest first."""
    found = (_sheet(desk), _since(desk), _stood_in(desk), _lost(desk))
    return [notice for notice in found if notice is not None]


def _sheet(desk: Desk) -> Notice | None:
    used = desk.workspace.recovery_sheets.used()
    if used is None:
        return None
    lines = [
        _("New keys were made with it for {name}: {why}.").format(
            name=used.person.name, why=used.why
        ),
        _("Ask whether that was so. Then make a new sheet: the old one opens everything still."),
    ]
    notice = Notice(_("The recovery sheet was used"), lines, tone="danger")
    notice.setObjectName("alarm-sheet")
    make = Button(
        _("Make a new recovery sheet"),
        lambda: desk.go("school", part="recovery-sheet"),
        name="to-recovery-sheet",
    )
    return notice.offer(make)


def _since(desk: Desk) -> Notice | None:
    count = len(desk.workspace.key_changes.listed())
    if not count:
        return None
    words = ngettext(
        "{count} change is to be settled.", "{count} changes are to be settled.", count
    )
    notice = Notice(
        _("Old keys count again since a backup was put back"),
        [words.format(count=count)],
        tone="danger",
    )
    notice.setObjectName("alarm-keys-since")
    go = Button(
        _("See to them"), lambda: desk.go("school", part="key-changes"), name="to-key-changes"
    )
    return notice.offer(go)


def _stood_in(desk: Desk) -> Notice | None:
    told = desk.workspace.acting.while_away()
    if not told:
        return None
    notice = Notice(_("While you were away"), [_acted(one) for one in told])
    notice.setObjectName("stood-in")

    def seen() -> None:
        desk.do(desk.workspace.acting.mark_seen, parent=notice)

    return notice.offer(Button(_("I have seen this"), seen, name="stood-in-seen"))


def _acted(one: StoodIn) -> str:
    days = ngettext("{count} day", "{count} days", len(one.days)).format(count=len(one.days))
    records = ngettext("{count} record", "{count} records", one.records).format(count=one.records)
    line = _("{name} acted for you on {days}, {records}: {why}.")
    why = "; ".join(one.why)
    return line.format(name=one.name, days=days, records=records, why=why)


def _lost(desk: Desk) -> Notice | None:
    lost = desk.workspace.lost_drafts.listed()
    if not lost:
        return None
    notice = Notice(
        _("Drafts that nobody can open any more"),
        [*(_draft(one) for one in lost), _("Ask the writer to write it again.")],
        tone="warn",
    )
    notice.setObjectName("lost-drafts")
    return notice


def _draft(one: LostDraft) -> str:
    words = _("A draft of {name}, last written on {day}; it goes on {goes}.")
    name = one.name or _("somebody who left")
    return words.format(
        name=name, day=show_day(one.saved.local().date()), goes=show_day(one.goes_on)
    )
