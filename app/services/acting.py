"""Stand in for the DSL: say for whom and why at sign-in, and show the DSL who did."""

from __future__ import annotations

from app.base.errors import InputError
from app.base.text import _
from app.ledger.log import write_log
from app.records.check import clean
from app.records.fields import Choice, PersonAs
from app.records.keys import Acting as ActingEntry
from app.records.keys import ActingSeen
from app.rules.access import asked_why
from app.services.changes import Change
from app.services.settings import Settings
from app.services.sign_in import Entered
from app.services.writer import Writer
from app.views.absences import AbsenceView, StoodIn
from app.views.roll import RollView

OTHER = "other"
LEAD, DEPUTY = "dsl", "deputy"
_LONGEST = 500


class Acting:
    """Ask deputies and reserves for whom they work today, and stamp what they write."""

    def __init__(self, writer: Writer) -> None:
        """Take the writer of the person signed in."""
        self._writer = writer
        self._vaults = writer.vaults
        self._absences = AbsenceView(writer.vaults)

    @property
    def asked(self) -> bool:
        """Say whether the person signed in is asked at each sign-in."""
        return asked_why(self._vaults.me.roles)

    @property
    def may_stay_deputy(self) -> bool:
        """Say whether they may work as deputy, without standing in; a reserve may not."""
        return DEPUTY in self._vaults.me.roles

    def leads(self) -> list[PersonAs]:
        """Return whom one can act for: the DSL, or DSLs, of the register; never nobody."""
        found = [
            card.as_in_record()
            for card in RollView(self._vaults).people()
            if any(role.code == LEAD for role in card.roles) and card.id != self._vaults.me.id
        ]
        return found or [PersonAs(name=_("the DSL"))]

    def stand_in(self, why: Choice | None, for_whom: PersonAs | None, words: str = "") -> Change:
        """Act for the DSL until signing out: entered, logged, and part of one's role as signed.

        InputError on `why`, `for_whom` or `words`.
        """
        said = clean(words)
        problems: dict[str, str] = {}
        if why is None:
            problems["why"] = "missing"
        elif why.code == OTHER and not said:
            problems["words"] = "missing"
        if for_whom is None:
            problems["for_whom"] = "missing"
        if len(said) > _LONGEST:
            problems["words"] = "too_long"
        if problems or for_whom is None:
            raise InputError(problems)
        me = self._vaults.me.person
        role = _("acting for {name}").format(name=for_whom.name)
        self._vaults.act_as(f"{me.role}, {role}" if me.role else role)
        return self._enter(ActingEntry(why=why, for_whom=for_whom, words=said))

    def work_as_deputy(self) -> Change:
        """Say that one works as deputy and does not stand in."""
        return self._enter(ActingEntry())

    def while_away(self) -> tuple[StoodIn, ...]:
        """Return who acted for the person signed in since they last said they have seen it."""
        return self._absences.since_seen() if LEAD in self._vaults.me.roles else ()

    def mark_seen(self) -> Change:
        """Say that one has seen who acted, up to now."""
        children = self._vaults.children
        record = ActingSeen(up_to=children.head().seq)
        return self._writer.commit(children, [self._writer.writing(record)])

    def _enter(self, record: ActingEntry) -> Change:
        children, school = self._vaults.children, self._vaults.school
        change = self._writer.commit(children, [self._writer.writing(record)])
        detail = {
            "person": self._vaults.me.id,
            "for": record.for_whom.id if record.for_whom else "",
            "why": record.why.code if record.why else "",
        }
        with school.db.transaction():
            write_log(school, "acting", detail)
        return change


def acting_of(entered: Entered) -> Acting:
    """Return the service for somebody who has just signed in, before there is a workspace."""
    return Acting(Writer(entered.vaults, entered.signer))


def reasons_of(entered: Entered) -> tuple[Choice, ...]:
    """Return the reasons that the school's list offers for acting."""
    settings = Settings(Writer(entered.vaults, entered.signer))
    return tuple(option.choice() for option in settings.lists()["acting_reasons"].options)
