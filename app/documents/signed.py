"""Say how an entry was signed, and leave lines for ink."""

from __future__ import annotations

from app.base.text import _
from app.documents.blocks import Signature
from app.documents.moments import stamp_words
from app.documents.sheet_source import SheetEntry, Signed
from app.documents.taken import note_sentences, taken_in_words
from app.records.concern import AnyConcern

_GROUP = 4


def signature_block(entry: SheetEntry, *ink: str, with_map: bool = False) -> Signature:
    """Return how an entry was signed in full sentences, and lines to sign by hand.

    `with_map` says that a body map on the next page is part of what was signed.
    """
    said = _sentences(entry)
    said += [_("This covers the body map on the next page.")] if with_map else []
    return Signature(signed="\n".join(said), ink=ink)


def reporter_ink(entry: SheetEntry) -> str:
    """Return the label of the line on which the author of the account signs."""
    record = entry.record
    who = record.reporter if isinstance(record, AnyConcern) else entry.header.author
    return _("{name}: signature and date").format(name=who.shown())


def second_ink(entry: SheetEntry) -> str:
    """Return the label of the line on which the DSL signs what somebody else wrote."""
    if isinstance(entry.record, AnyConcern):
        return dsl_ink()
    return _("Designated safeguarding lead, if somebody else: name, signature and date")


def dsl_ink() -> str:
    """Return the label of the line on which the DSL signs."""
    return _("Designated safeguarding lead: name, signature and date")


def signed_briefly(signed: Signed) -> str:
    """Return how an entry was signed in a few words."""
    if signed.note and signed.note.identity != "confirmed":
        return _("identity not confirmed in Rowan")
    if signed.strength == "attest":
        return _("signed with passphrase")
    return _("signed at sign-in strength")


def in_groups(hexadecimal: str) -> str:
    """Return a fingerprint in groups of four."""
    digits = hexadecimal.replace(" ", "").lower()
    return " ".join(digits[at : at + _GROUP] for at in range(0, len(digits), _GROUP))


def _sentences(entry: SheetEntry) -> list[str]:
    signed = entry.signed
    if signed.note and signed.note.identity != "confirmed":
        clock = _("Time by this PC’s clock.")
        return [*note_sentences(entry, signed.note), taken_in_words(signed.note), clock]
    known = {"name": signed.by, "when": stamp_words(entry.amended or entry.header.written)}
    if signed.strength == "attest":
        said = [_("Signed in Rowan by {name} on {when} with their passphrase.").format(**known)]
    else:
        said = [
            _(
                "Signed in Rowan by {name} on {when} with the key unlocked at sign-in; the"
                " passphrase was not asked for again."
            ).format(**known)
        ]
    clock = _("Time by this PC’s clock.")
    if signed.fingerprint:
        key = _("Key fingerprint {key}.").format(key=in_groups(signed.fingerprint))
        clock = f"{key} {clock}"
    said.append(clock)
    if signed.issued_by:
        said.append(
            _("This key was issued by {issuer} and not yet confirmed by {name}.").format(
                issuer=signed.issued_by, name=signed.by
            )
        )
    if signed.note:
        said.append(taken_in_words(signed.note))
    return said
