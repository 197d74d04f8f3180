from __future__ import annotations

from datetime import date

import pytest

from app.rules.deadlines import newest_rules


def test_every_rule_says_where_it_stands_and_when_it_was_checked() -> None:
    pack = newest_rules()
    assert pack.edition
    assert pack.checked <= date(2027, 12, 31)
    assert all(rule.source and rule.who for rule in pack.rules)
    assert len({rule.id for rule in pack.rules}) == len(pack.rules)


@pytest.mark.parametrize(
    ("recorded", "decide_by"),
    [
        (date(2026, 11, 20), date(2026, 11, 23)),
        (date(2026, 11, 18), date(2026, 11, 19)),
        (date(2026, 12, 24), date(2026, 12, 29)),
    ],
)
def test_a_concern_is_decided_by_the_next_working_day(recorded: date, decide_by: date) -> None:
    assert newest_rules().rule("D02").limit_from(recorded) == decide_by


def test_an_unknown_rule_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        newest_rules().rule("D99")
