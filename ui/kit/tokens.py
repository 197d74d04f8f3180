"""Name the colours of a screen by what they mean."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import msgspec
from PySide6.QtGui import QColor, QPalette

THEMES = Path(__file__).resolve().parents[2] / "resources" / "theme"


class Tokens(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold one theme's colours as #RRGGBB; what can be mixed from them is not stored."""

    ground: str
    card: str
    hairline: str
    border: str
    text: str
    muted: str
    accent: str
    on_accent: str
    accent_soft: str
    danger: str
    danger_soft: str
    warn: str
    warn_soft: str
    good: str
    good_soft: str
    rail: str
    rail_text: str
    rail_mark: str

    def all(self) -> Mapping[str, str]:
        """Return every colour by name, the mixed ones included."""
        return _all_of(self)

    def colour(self, name: str) -> QColor:
        """Return one colour by name; KeyError if there is none."""
        return QColor(self.all()[name])

    def mixed(self) -> dict[str, str]:
        """Return the colours that are mixed from others."""
        edges = {
            f"{name}_edge": mix(getattr(self, name), self.card, 0.35)
            for name in ("accent", "danger", "warn", "good")
        }
        return edges | {
            "muted_soft": mix(self.muted, self.card, 0.1),
            "hover": mix(self.text, self.card, 0.05),
            "accent_hover": mix(self.text, self.accent, 0.2),
            "danger_hover": mix(self.text, self.danger, 0.2),
            "faint": mix(self.muted, self.card, 0.55),
            "rail_hover": mix(self.rail_text, self.rail, 0.08),
            "rail_chosen": mix(self.rail_text, self.rail, 0.16),
        }


@cache
def _all_of(tokens: Tokens) -> Mapping[str, str]:
    return MappingProxyType({**msgspec.structs.asdict(tokens), **tokens.mixed()})


def load_tokens(mode: str) -> Tokens:
    """Return the colours of "light" or "dark"."""
    raw: dict[str, Any] = tomllib.loads((THEMES / f"{mode}.toml").read_text("utf-8"))
    return msgspec.convert(raw, Tokens)


def tokens_of(palette: QPalette) -> Tokens:
    """Return the system's own colours under our names, for high contrast."""

    def name(role: QPalette.ColorRole) -> str:
        return palette.color(role).name()

    window, text = name(QPalette.ColorRole.Window), name(QPalette.ColorRole.WindowText)
    base = name(QPalette.ColorRole.Base)
    chosen = name(QPalette.ColorRole.Highlight)
    return Tokens(
        ground=window,
        card=base,
        hairline=text,
        border=text,
        text=text,
        muted=text,
        accent=chosen,
        on_accent=name(QPalette.ColorRole.HighlightedText),
        accent_soft=base,
        danger=text,
        danger_soft=base,
        warn=text,
        warn_soft=base,
        good=text,
        good_soft=base,
        rail=window,
        rail_text=text,
        rail_mark=chosen,
    )


def mix(front: str, back: str, share: float) -> str:
    """Return the colour of `front` laid over `back` with the given share (0 to 1)."""
    a, b = QColor(front), QColor(back)
    parts = [round(x * share + y * (1 - share)) for x, y in zip(_rgb(a), _rgb(b), strict=True)]
    return QColor(*parts).name()


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours as WCAG defines it (1 to 21)."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _rgb(colour: QColor) -> tuple[int, int, int]:
    return colour.red(), colour.green(), colour.blue()


def _luminance(colour: str) -> float:
    weights = (0.2126, 0.7152, 0.0722)
    return sum(w * _linear(v / 255) for w, v in zip(weights, _rgb(QColor(colour)), strict=True))


def _linear(share: float) -> float:
    limit = 0.04045
    return share / 12.92 if share <= limit else float(((share + 0.055) / 1.055) ** 2.4)
