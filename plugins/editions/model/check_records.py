"""What the tests of accessibility found last: one record for each check, as the tests wrote it.

The page on accessibility shows them. Deliberately knows nothing of how anything is tested.
"""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from editions.errors import Problem
from editions.model.entries import FoundEntry

#: Every check there is, in the order readers see them. The template says what each one looks at.
CHECKS = tuple(
    "rules markup narrow large_text spacing targets keyboard colours bare language links paper"
    " engines".split()
)
KEYS = ("tested_on", "pages", "faults", "browsers")
_REMEDY = "The file is written by “./inv test --record”; take it as it was."


@dataclass(frozen=True, slots=True)
class CheckRecord:
    """How a check went: when, on how many pages at most, how many tests failed, in which browsers."""

    id: str
    tested_on: datetime.date
    pages: int
    faults: int
    browsers: tuple[str, ...] = ()


def read_check(entry: FoundEntry) -> tuple[CheckRecord | None, list[Problem]]:
    """Return the record of an entry, None where there are problems, and these."""
    problems = list(_mistakes_of(entry))
    if problems:
        return None, problems
    values: dict[str, Any] = dict(entry.values)
    values["browsers"] = tuple(values.get("browsers") or ())
    return CheckRecord(id=entry.id, **values), []


def _mistakes_of(entry: FoundEntry) -> Iterator[Problem]:
    if entry.id not in CHECKS:
        near = difflib.get_close_matches(entry.id, CHECKS, n=1)
        remedy = f"Did you mean {near[0]}?" if near else f"There are {', '.join(CHECKS)}."
        yield Problem(entry.at(), f"there is no check {entry.id!r}.", remedy)
    for key in sorted(set(entry.values) - set(KEYS)):
        yield Problem(entry.at(key), f"{entry.id} has a key {key!r} that means nothing.", _REMEDY)
    if type(entry.values.get("tested_on")) is not datetime.date:
        yield Problem(
            entry.at("tested_on"), f"{entry.id} does not say when it was tested.", _REMEDY
        )
    for key in ("pages", "faults"):
        number = entry.values.get(key)
        if type(number) is not int or number < 0:
            yield Problem(entry.at(key), f"{key} of {entry.id} is no number.", _REMEDY)
    browsers = entry.values.get("browsers") or []
    if not isinstance(browsers, list) or not all(isinstance(name, str) for name in browsers):
        yield Problem(entry.at("browsers"), f"browsers of {entry.id} are no list.", _REMEDY)
