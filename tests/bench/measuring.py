"""Measure in one run, ours and the plain way in turn, and say it beside goal and floor."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from statistics import median, quantiles


def timed(act: Callable[[], object]) -> float:
    """Return how many seconds an act takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def in_turn(
    ours: Callable[[], object], plain: Callable[[], object], times: int
) -> tuple[list[float], list[float]]:
    """Return the seconds of both, measured alternately after a warm-up."""
    ours()
    plain()
    gc.collect()
    pairs = [(timed(ours), timed(plain)) for _each in range(times)]
    return [one for one, _other in pairs], [other for _one, other in pairs]


def p95(seconds: Sequence[float]) -> float:
    """Return what 95 of 100 stay under."""
    return quantiles(seconds, n=20)[-1]


def ms(seconds: float) -> str:
    """Return seconds as milliseconds in words."""
    return f"{1000 * seconds:.1f} ms"


def say(what: str, found: float, goal: float, floor: float, facts: str) -> None:
    """Print one line of the report and fail when the floor is missed."""
    verdict = "goal" if found <= goal else "floor" if found <= floor else "MISSED"
    print(f"\n{what}: {found:.2f} (goal {goal:g}, floor {floor:g}) {verdict}; {facts}")  # noqa: T201
    assert found <= floor, f"{what}: {found:.2f} > {floor:g}"


def say_ratio(
    what: str, ours: Sequence[float], plain: Sequence[float], *, goal: float, floor: float
) -> None:
    """Print how many times as long as the plain way it takes, with both figures."""
    one, other = median(ours), median(plain)
    facts = f"ours {ms(one)} (p95 {ms(p95(ours))}), plain {ms(other)} (p95 {ms(p95(plain))})"
    say(f"{what}, times as long", one / other, goal, floor, facts)
