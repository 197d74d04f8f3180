"""Go through everything that was ever recorded, and name what is not as it was signed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QProgressBar

from app.base.text import N_, _, ngettext
from ui.kit.banners import Notice
from ui.kit.boxes import column, fill
from ui.kit.buttons import primary
from ui.kit.cards import Card
from ui.kit.desk import Desk
from ui.kit.details import Details
from ui.kit.labels import Label
from ui.settings.part import PartPage

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
}


class VerifyPage(PartPage):
    """Verify both vaults and show what was found in plain words."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Verify everything"), name="verify-all")
        self.set_identity(_("Every entry, every signature and both access logs, first to last."))
        card = Card()
        card.add(
            Label(_("This takes some seconds for a small school. Nothing is changed by it.")),
        )
        self.begin = primary(_("Verify now"), self._on_begin)
        self.begin.setObjectName("verify-now")
        self.bar_of_progress = QProgressBar()
        self.bar_of_progress.setAccessibleName(_("Verifying"))
        self.bar_of_progress.setTextVisible(False)
        self.bar_of_progress.setRange(0, 0)
        self.bar_of_progress.hide()
        card.add(self.begin, self.bar_of_progress)
        self.add(card)
        self._found = column(gap=14)
        self.body.addLayout(self._found)
        self.first = self.begin

    def _on_begin(self) -> None:
        self.begin.setEnabled(False)
        self.begin.set_words(_("Verifying …"))
        self.bar_of_progress.show()
        QApplication.processEvents()
        QTimer.singleShot(0, self, self._verify)

    def _verify(self) -> None:
        reports = self.desk.workspace.verify()
        self.bar_of_progress.hide()
        self.begin.setEnabled(True)
        self.begin.set_words(_("Verify again"))
        fill(self._found, [_summary(reports), *(_report(report) for report in reports)])


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
    notice.setObjectName("verify-summary")
    return notice


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
