"""Say what Rowan can know of a page or a file, and no more."""

from __future__ import annotations

from app.base.text import _, ngettext
from app.documents.moments import stamp_words
from app.services.papers import Answer
from ui.kit.banners import Notice

WAYS = {
    "print": _("printed"),
    "save": _("saved"),
    "save_encrypted": _("saved, encrypted"),
}


def answer_notice(answer: Answer, code: str = "") -> Notice:
    """Return the answer about a code, or about a file when no code is given."""
    notice = _code_notice(answer, code) if code else _file_notice(answer)
    notice.setObjectName("answer")
    return notice


def issue_lines(answer: Answer) -> list[str]:
    """Return when, how and by whom a copy left, and for whom."""
    copy = answer.copy
    when = stamp_words(answer.left_at) if answer.left_at else ""
    if copy is None:
        return [when, _("What was on it has been destroyed since.")]
    how = _("{how} on {when} by {name}, copy {number}").format(
        how=WAYS[copy.way].capitalize(), when=when, name=copy.by_name, number=copy.number
    )
    reason = _("For whom, or why: {reason}").format(reason=copy.reason) if copy.reason else ""
    return [line for line in (how, reason, _("By this PC’s clock.")) if line]


def title_words(answer: Answer) -> str:
    """Return what a copy shows: Concern, page 2 of 4."""
    copy = answer.copy
    if copy is None:
        return _("a paper whose record was destroyed")
    return _("“{title}”, page {page} of {count}").format(
        title=copy.title, page=answer.page, count=len(copy.pages)
    )


def _code_notice(answer: Answer, code: str) -> Notice:
    if not answer.known:
        return Notice(
            _("No page with this code left this Rowan"),
            [
                _("Compare each letter with the page: {code}").format(code=code),
                _("If it is right, the page comes from another school, or was never made here."),
                *_lost_lines(answer),
            ],
            tone="warn",
        )
    title = _("This code was issued for {what}").format(what=title_words(answer))
    compare = _(
        "Compare the page in your hand with the page as stored. Rowan cannot see the paper: "
        "anybody can copy a code."
    )
    return Notice(title, [*issue_lines(answer), compare])


def _lost_lines(answer: Answer) -> list[str]:
    if answer.lost_at is None:
        return []
    lost = _("It may have been issued from entries lost at the restore of {when}.")
    tell = _("The chain head on the page tells: check it below.")
    return [lost.format(when=stamp_words(answer.lost_at)), tell]


def _file_notice(answer: Answer) -> Notice:
    if not answer.known or not answer.exact:
        return Notice(
            _("This exact file was not made by this Rowan"),
            [
                _("It was changed, or saved again by another program, or made elsewhere."),
                _("To see what a page said when it left, type the code that stands on it."),
                *_lost_lines(answer),
            ],
            tone="danger",
        )
    when = stamp_words(answer.left_at) if answer.left_at else ""
    title = _("This exact file was made by Rowan on {when}").format(when=when)
    copy = answer.copy
    what = ""
    if copy is not None:
        count = len(copy.pages)
        what = ngettext("“{title}”, {count} page", "“{title}”, {count} pages", count).format(
            title=copy.title, count=count
        )
    return Notice(title, [line for line in (what, *issue_lines(answer)) if line], tone="good")
