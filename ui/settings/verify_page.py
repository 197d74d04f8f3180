"""Go through everything that was ever recorded, and name what is not as it was signed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QProgressBar, QWidget

from app.base.text import N_, _, ngettext
from app.services.verifying import Going
from ui.kit.banners import Notice
from ui.kit.boxes import beside, column, fill
from ui.kit.buttons import Button, primary
from ui.kit.cards import Card
from ui.kit.desk import Desk
from ui.kit.details import Details
from ui.kit.labels import Label
from ui.settings.part import PartPage
from ui.settings.verifier import Verifier, verifier_of

MOST = 50
_VAULTS = {"school": N_("School"), "children": N_("Children")}

FAULTS: dict[str, str] = {
    "missing_entry": N_("Entry {seq} is missing"),
    "chain_broken": N_("The chain is broken at entry {seq}"),
    "body_changed": N_("The words of entry {seq} are not those that were signed"),
    "body_missing": N_("The words of entry {seq} are gone without a certificate of destruction"),
    "unreadable": N_("Entry {seq} cannot be read"),
    "act_missing": N_("The signature of entry {seq} is missing"),
    "act_misplaced": N_("Entry {seq} stands in another place than it was signed for"),
    "signature_wrong": N_("The signature of entry {seq} is wrong"),
    "certificate_unknown": N_("Nobody vouches for who signed entry {seq}"),
    "certificate_not_in_force": N_("The signer of entry {seq} was no longer vouched for"),
    "certificate_forged": N_("The certificate in entry {seq} was not signed by the school"),
    "author_differs": N_("Entry {seq} names another author than the person who signed it"),
    "key_too_weak": N_("Entry {seq} needed a passphrase and was signed without one"),
    "not_allowed": N_("The signer of entry {seq} may not sign this kind of record"),
    "version_wrong": N_("Entry {seq} does not follow from the version that it amends"),
    "column_differs": N_("What lists show of entry {seq} differs from its words"),
    "children_differ": N_("The children named beside entry {seq} differ from its words"),
    "links_differ": N_("The links of entry {seq} differ from its words"),
    "words_differ": N_("What Find shows of entry {seq} differs from its words"),
    "register_differs": N_("The register differs from the entries that make it"),
    "stray_row": N_("A row follows from no entry"),
    "log_broken": N_("The access log is broken at line {seq}"),
    "log_changed": N_("Line {seq} of the access log was changed"),
    "log_signature_wrong": N_("A signature of the access log is wrong at line {seq}"),
    "copy_differs": N_("The copy register differs from the log at line {seq}"),
    "head_missing": N_("Entries you have seen are missing after number {seq}"),
    "attachment_missing": N_("The document attached in entry {seq} is missing"),
    "attachment_changed": N_("The document attached in entry {seq} is not as it was attached"),
}


class VerifyPage(PartPage):
    """Verify both vaults, on copies and in a worker, and show what was found in plain words."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Verify everything"), name="verify-all")
        self.set_identity(_("Every entry, every signature and both access logs, first to last."))
        self._verifier = verifier_of(desk)
        self.begin = primary(_("Verify now"), self._verifier.start)
        self.begin.setObjectName("verify-now")
        self.cancel = Button(_("Cancel"), self._on_cancel, name="verify-cancel")
        self.bar_of_progress = QProgressBar()
        self.bar_of_progress.setAccessibleName(_("Verifying"))
        self.bar_of_progress.setTextVisible(False)
        self.how_far = Label("", "muted")
        self.how_far.setObjectName("verify-how-far")
        self.add(
            Card().add(
                Label(_("This takes some seconds for a small school. Nothing is changed by it.")),
                Label(
                    _("You can go on working. It needs as much room on the disk as the records."),
                    "hint",
                ),
                beside(self.begin, self.cancel, None),
                self.bar_of_progress,
                self.how_far,
            )
        )
        self._found = column(gap=14)
        self.body.addLayout(self._found)
        self.first = self.begin
        self._verifier.changed.connect(self._show)
        self._verifier.going.connect(self._show_going)
        self._show()

    def _on_cancel(self) -> None:
        self.cancel.setEnabled(False)
        self._verifier.stop()

    def _show(self) -> None:
        verifier = self._verifier
        self.begin.setEnabled(not verifier.running)
        self.begin.set_words(_("Verify again") if verifier.reports else _("Verify now"))
        self.cancel.setEnabled(verifier.running)
        for part in (self.cancel, self.bar_of_progress, self.how_far):
            part.setVisible(verifier.running)
        self.bar_of_progress.setRange(0, 0)
        self.how_far.show_text(_("Copying …"))
        fill(self._found, _shown(verifier))

    def _show_going(self, going: Going) -> None:
        if not self._verifier.running:
            return
        self.bar_of_progress.setRange(0, max(going.total, 1))
        self.bar_of_progress.setValue(going.done)
        vault = _(_VAULTS.get(going.vault, going.vault))
        words = _("Copying vault “{vault}” …")
        if not going.copying:
            words = _("Vault “{vault}”: {done} of {total} entries and signatures")
        self.how_far.show_text(
            words.format(vault=vault, done=f"{going.done:,}", total=f"{going.total:,}")
        )


def _shown(verifier: Verifier) -> list[QWidget]:
    if verifier.problem is not None:
        told = verifier.problem
        lines = [line for line in (told.body, told.next_step) if line]
        return [_named(Notice(told.title, lines, tone="danger"))]
    if verifier.stopped:
        lines = [_("Nothing can be said until everything was gone through.")]
        return [_named(Notice(_("Verifying was cancelled"), lines, tone="warn"))]
    if not verifier.reports:
        return []
    return [_summary(verifier.reports), *(_report(report) for report in verifier.reports)]


def _named(notice: Notice) -> Notice:
    notice.setObjectName("verify-summary")
    return notice


def _summary(reports: Sequence[Any]) -> Notice:
    count = sum(len(report.findings) for report in reports)
    if not count:
        notice = Notice(_("Everything is as it was signed"), tone="good")
    else:
        title = ngettext(
            "{count} thing is not as it was signed",
            "{count} things are not as they were signed",
            count,
        )
        lines = [
            _("Do not go on working. Keep this PC as it is and tell the headteacher."),
            _("Compare with printed sheets and backups."),
        ]
        notice = Notice(title.format(count=count), lines, tone="danger")
    return _named(notice)


def _report(report: Any) -> Card:
    heading = _("Vault “{vault}”").format(vault=_(_VAULTS.get(report.vault, report.vault)))
    card = Card(heading)
    card.setObjectName(f"verify-{report.vault}")
    card.add(
        Details(
            (
                (_("Entries"), f"{report.entries:,}"),
                (_("Signed acts"), f"{report.acts:,}"),
                (_("Lines of the access log"), f"{report.log_lines:,}"),
                (_("Found"), str(len(report.findings)) if report.findings else _("nothing")),
            )
        )
    )
    for finding in report.findings[:MOST]:
        card.add(Label(fault_words(finding), "error").selectable())
    left = len(report.findings) - MOST
    if left > 0:
        card.add(Label(_("and {count} more").format(count=left), "hint"))
    return card


def fault_words(finding: Any) -> str:
    """Return a finding in words, with what it is about."""
    words = _(FAULTS[finding.fault.value]).format(seq=finding.seq)
    return f"{words} ({finding.what})" if finding.what else words
