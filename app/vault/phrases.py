"""Draw passphrases for key holders and judge those that people choose themselves."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from functools import cache
from importlib import resources

from app.base.fold import fold
from app.vault.passphrase import normalise

WORDS = 5
FEWEST_WORDS = 4
SHORTEST = 12
_LIST_WORDS = 7776
_FEWEST_DIFFERENT = 6
_LONGEST_NAME_PART = 4

TOO_SHORT = "passphrase_too_short"
TOO_COMMON = "passphrase_too_common"
TOO_PLAIN = "passphrase_too_plain"
ABOUT_YOU = "passphrase_about_you"

# What remains of most guessed long passwords once digits, signs and letter-for-digit swaps go.
_DENIED = frozenset(
    word
    for line in (
        "password passwort passphrase letmein welcome iloveyou football liverpool arsenal",
        "chelsea manchesterunited princess sunshine superman batman dragon monkey shadow",
        "master qwerty qwertyuiop asdfghjkl zxcvbnm administrator admin changeme secret",
        "safeguarding safeguard childprotection headteacher teacher school primary academy",
        "classroom september october november december january february monday friday summer",
        "winter spring autumn london england trustno whatever computer internet rowan",
        "correcthorsebatterystaple opensesame abcdefghijkl thisismypassword mypassword",
    )
    for word in line.split()
)
_SWAPS = str.maketrans("0134578@$!", "oieastbasi")
_RUNS = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_RUN_LENGTH = 4


@cache
def _words() -> tuple[str, ...]:
    """Return the EFF's long list, as the package xkcdpass brings it."""
    text = (resources.files("xkcdpass") / "static" / "eff-long").read_text(encoding="utf-8")
    words = tuple(text.split())
    if len(set(words)) != _LIST_WORDS:
        message = "the word list is not the one that the strength was reckoned with"
        raise RuntimeError(message)
    return words


def generate(words: int = WORDS) -> str:
    """Draw a passphrase of random words, about 12.9 bits each; fewer than four are refused."""
    if words < FEWEST_WORDS:
        message = f"at least {FEWEST_WORDS} words"
        raise ValueError(message)
    return " ".join(secrets.choice(_words()) for _ in range(words))


def problem_with(passphrase: str, about: Sequence[str] = ()) -> str | None:
    """Return why a chosen passphrase will not do, as a problem code, or None.

    `about` names the person and the school: what a colleague would try first.
    """
    text = normalise(passphrase)
    if len(text) < SHORTEST:
        return TOO_SHORT
    if len(set(text.casefold())) < _FEWEST_DIFFERENT or _mostly_runs(text.casefold()):
        return TOO_PLAIN
    left = _without_names(text, about)
    if len(left) < len(_letters(text)) and len(left) < SHORTEST / 2:
        return ABOUT_YOU
    return TOO_COMMON if _is_common(text) else None


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", fold(text))


def _without_names(text: str, about: Sequence[str]) -> str:
    """Return the letters that remain once names, digits and signs are taken out."""
    left = re.sub(r"\d+", "", _letters(text))
    parts = {part for name in about for part in fold(name).split()}
    parts |= {_letters(name) for name in about}
    for part in sorted(parts, key=len, reverse=True):
        if len(part) >= _LONGEST_NAME_PART:
            left = left.replace(part, "")
    return left


def _is_common(text: str) -> bool:
    """Say whether only denied words remain, doubled or with digits for letters, or no letters."""
    forms = {_letters(text), _letters(text.translate(_SWAPS))}
    bare = {re.sub(r"\d+", "", form) for form in forms}
    return any(_only_denied(form) for form in bare)


def _only_denied(form: str) -> bool:
    for word in sorted(_DENIED, key=len, reverse=True):
        form = form.replace(word, "")
    return len(form) < FEWEST_WORDS


def _mostly_runs(text: str) -> bool:
    """Say whether more than half of a text is runs along the alphabet, digits or the keyboard."""
    covered: set[int] = set()
    for at in range(len(text) - _RUN_LENGTH + 1):
        piece = text[at : at + _RUN_LENGTH]
        if any(piece in run or piece in run[::-1] for run in _RUNS) or len(set(piece)) == 1:
            covered.update(range(at, at + _RUN_LENGTH))
    return 2 * len(covered) > len(text)
