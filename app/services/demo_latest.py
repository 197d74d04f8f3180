"""Correct, question and complete some records of the demonstration school on its last day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

import msgspec

from app.base.ids import new_id
from app.ledger.values import Whole
from app.records.concern import Concern
from app.services.attachments import Attachments, Chosen
from app.services.corrections import REASON, Corrections
from app.services.demo_days import SchoolLife, as_then
from app.services.demo_diary import Diary
from app.services.demo_past import Past
from app.services.demo_roll import Pupil, pick, words
from app.services.reconsidering import Reconsidering
from app.services.settings import LocalProcess, Settings
from app.vault.folder import SchoolFolder

_PDF = "application/pdf"
_MOST_LETTERS = 86


class Latest:
    """Do what people do with records that stand already."""

    def __init__(self, diary: Diary, life: SchoolLife, folder: SchoolFolder) -> None:
        """Take the diary, who lives through the days, and the school's folder for documents."""
        self._diary = diary
        self._life = life
        self._lead, self._deputy = diary.authors[0], diary.authors[-1]
        self._ledger = self._lead.writer.vaults.children
        self._folder = folder

    def do_all(self, pupils: Sequence[Pupil]) -> None:
        """Amend, file in error, ask for reconsideration, attach, enter paper, name processes."""
        mine = list(self._concerns())
        self._amend(mine[:2])
        self._file_in_error()
        self._reconsider(list(self._answered()))
        self._attach(mine[:2])
        self._past(pupils)
        self._name_processes()

    def _past(self, pupils: Sequence[Pupil]) -> None:
        """Leave an incident and a police notification of today, and an unsettled paper record."""
        day, past = self._diary.clock.at.day(), Past(self._diary)
        self._life.incident(pupils, day)
        with self._ledger.db.transaction():
            past.police(pupils[0], as_then(pupils[0], "subject"), day)
            oldest = min(pupils, key=lambda pupil: pupil.entry.born)
            past.paper(oldest, as_then(oldest, "subject"), day)

    def _concerns(self) -> Iterable[Whole]:
        """Yield the lead's own concerns that were not written on paper, the newest first."""
        for whole in reversed(self._ledger.of_kinds([Concern.kind.code])):
            own = whole.header.author.id == self._lead.person.id
            if own and isinstance(whole.record, Concern) and whole.record.paper_by is None:
                yield whole

    def _answered(self) -> Iterable[Whole]:
        return reversed(self._ledger.of_kinds(["decision"]))

    def _amend(self, wholes: Iterable[Whole]) -> None:
        corrections = Corrections(self._lead.writer)
        for whole, change in zip(wholes, words()["latest"]["amended"], strict=False):
            draft = corrections.begin(new_id(), whole.entry.id)
            values = {**draft.values, "seen": f"{draft.values['seen']} {change['more']}"}
            extra = {**draft.extra, REASON: change["reason"]}
            self._pause()
            corrections.amend(
                msgspec.structs.replace(draft, values=values, extra=extra), self._lead.attest
            )

    def _file_in_error(self) -> None:
        """Take a note off the file of a child whom it was not about."""
        notes = self._ledger.of_kinds(["note"])
        if not notes:
            return
        whole = notes[-1]
        children = [child.ref() for child in whole.header.children]
        answers = {"reason": words()["latest"]["in_error"]}
        self._pause()
        corrections = Corrections(self._lead.writer)
        corrections.file_in_error(whole.entry.id, children, answers, self._lead.attest)

    def _reconsider(self, decisions: list[Whole]) -> None:
        """Ask twice; the older request is answered, the other waits."""
        asking, answering = (Reconsidering(author.writer) for author in (self._deputy, self._lead))
        requests = words()["latest"]["reconsidered"]
        for place, (whole, said) in enumerate(zip(decisions, requests, strict=False)):
            self._pause()
            change = asking.ask(whole.entry.id, {"why": said["why"], "wanted": said["wanted"]})
            if place == 0:
                self._pause()
                outcome = pick("reconsideration_answers", "stands")
                answers = {"outcome": outcome, "reasons": said["answer"]}
                answering.answer(change.records[0], answers)

    def _attach(self, wholes: Iterable[Whole]) -> None:
        attachments = Attachments(self._lead.writer, self._folder)
        day = self._diary.clock.at.day()
        for whole, paper in zip(wholes, words()["latest"]["documents"], strict=False):
            self._pause()
            chosen = Chosen(name=paper["file"], data=page_of(paper["lines"]), media=_PDF)
            answers = {
                "title": paper["title"],
                "what": pick("document_kinds", paper["what"]),
                "dated": day - timedelta(days=2),
                "received": day,
                "source": paper["source"],
            }
            kept = attachments.keeping(chosen)()
            children = whole.header.children
            attachments.attach(kept, chosen, children, answers, about=whole.entry.id)

    def _name_processes(self) -> None:
        processes = {
            code: LocalProcess(name, where)
            for code, (name, where) in words()["latest"]["processes"].items()
        }
        Settings(self._lead.writer).put_processes(processes)

    def _pause(self) -> None:
        self._diary.clock.at = self._diary.clock.at.plus(
            minutes=self._diary.random.randrange(3, 9)
        )


def page_of(lines: Iterable[str]) -> bytes:
    """Return a PDF of one page with plain lines on it; no more than ASCII is drawn."""
    shown = [line[:_MOST_LETTERS].replace("(", "[").replace(")", "]") for line in lines]
    said = "".join(f"({line}) Tj T*\n" for line in shown)
    content = f"BT /F1 11 Tf 16 TL 56 780 Td\n{said}ET".encode("ascii", "replace")
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R %s >>"
        % b"/Resources << /Font << /F1 5 0 R >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    tail = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return out + head + table + tail % (len(parts) + 1, len(out))
