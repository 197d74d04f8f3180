"""See to keys that changed since a backup which was put back with its own keys."""

from __future__ import annotations

from app.base.text import N_, _
from app.services.key_changes import KeyChange, Sort
from ui.kit.banners import Notice
from ui.kit.buttons import Button
from ui.kit.cards import Card
from ui.kit.desk import Desk
from ui.kit.empty import EmptyState
from ui.kit.items import Entry, Item, Items
from ui.settings.part import PartPage

# Sort -> what is so now, what to do, the part of School that does it and the words of its button.
WORDS: dict[Sort, tuple[str, str, str, str]] = {
    "joined": (
        N_("{name} had keys, and they are gone"),
        N_("Give them keys again, if they are still to sign in."),
        "keys",
        N_("Give keys"),
    ),
    "left": (
        N_("{name} had left, and can sign in again"),
        N_("Take their keys again: the vaults get new ones."),
        "leaving",
        N_("Take the keys"),
    ),
    "new-keys": (
        N_("{name} had new keys, and the old ones count again"),
        N_("If the old passphrase is lost or known to others, give new keys."),
        "keys",
        N_("Give new keys"),
    ),
    "intake-key": (
        N_("Notes were sealed to an intake key that is gone"),
        N_("Notes sealed since cannot be opened. Ask their writers; make new classroom files."),
        "people",
        N_("People"),
    ),
    "sheet": (
        N_("Recovery sheet {name} counts no more; an older one does"),
        N_("Make a new sheet, and destroy the old ones."),
        "recovery-sheet",
        N_("Make a new sheet"),
    ),
    "vault": (
        N_("The vault “{name}” was moved aside: the backup did not hold it"),
        N_("Ask whoever set it up before anything is thrown away."),
        "backup",
        N_("Backup"),
    ),
}


class KeyChangesPage(PartPage):
    """List each change with what to do about it; “Settled” takes it from the list."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Keys since the backup"), name="key-changes")
        self.add(
            Notice(
                _("Keys and passphrases of the day of the backup count again"),
                [_("See to each line, then say that it is settled.")],
                tone="warn",
            )
        )
        self.items = Items(lambda: EmptyState(_("Everything is settled")))
        self.add(Card().add(self.items))
        self._ask_again()

    def _ask_again(self) -> None:
        changes = self.desk.workspace.key_changes.listed()
        self.items.show_items([self._item(one) for one in changes])

    def _item(self, one: KeyChange) -> Item:
        title, words, part, verb = WORDS[one.sort]
        name = one.name or _("Somebody added since")
        entry = Entry(
            key=one.line.replace(" ", "-"), title=_(title).format(name=name), words=_(words)
        )
        go = Button(_(verb), lambda: self._on_go(one, part), name=f"see-{one.sort}")
        settled = Button(_("Settled"), lambda: self._on_settled(one), name=f"settled-{one.sort}")
        known = one.name or not one.person
        return Item(entry, (go, settled) if known else (settled,))

    def _on_go(self, one: KeyChange, part: str) -> None:
        person = {"person": one.person} if one.person else {}
        self.desk.go("school", part=part, **person)

    def _on_settled(self, one: KeyChange) -> None:
        service = self.desk.workspace.key_changes
        if self.desk.do(lambda: service.settle(one), parent=self, done=_("Settled.")):
            self._ask_again()
