"""What tests found is taken as they wrote it, and nothing else is."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

import pytest

from editions.model.check_records import CHECKS, CheckRecord, read_check
from editions.model.entries import FoundEntry

SOUND = {
    "tested_on": datetime.date(2026, 11, 27),
    "pages": 12,
    "faults": 0,
    "browsers": ["Chromium 150"],
}


def entry(name: str = CHECKS[0], wrong: Mapping[str, object] | None = None) -> FoundEntry:
    values = {**SOUND, **(wrong or {})}
    return FoundEntry("accessibility", name, "accessibility.yaml", 1, values, {})


def test_a_record_is_read_whole() -> None:
    day = datetime.date(2026, 11, 27)
    assert read_check(entry()) == (CheckRecord(CHECKS[0], day, 12, 0, ("Chromium 150",)), [])


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"pages": "many"}, "pages of rules is no number"),
        ({"faults": -1}, "faults of rules is no number"),
        ({"tested_on": "yesterday"}, "does not say when"),
        ({"browsers": "Chromium"}, "are no list"),
        ({"passed": True}, "means nothing"),
    ],
)
def test_what_no_test_writes_is_refused(wrong: dict[str, object], told: str) -> None:
    record, problems = read_check(entry(wrong=wrong))
    assert record is None
    assert told in str(problems[0])


def test_an_unknown_check_leads_to_the_nearest_one() -> None:
    _, problems = read_check(entry("keybord"))
    assert "Did you mean keyboard?" in str(problems[0])
