"""A scale of years: where a date stands between the first and the last, as a share of the whole.

Dates are as exact as what was read: a year, a month or a day. One that says the year alone stands in
the middle of it, and one that says the month in the middle of that, for nothing more is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

#: Of the scale, before the first year and behind the last, so that nothing is drawn on its edge.
_MARGIN = 0.05


@dataclass(frozen=True, slots=True)
class TimeScale:
    """Years in a row, from the beginning of ``first`` to the beginning of ``last``."""

    first: int
    last: int

    @classmethod
    def over(cls, dates: Sequence[str]) -> TimeScale | None:
        """Return the scale of dates as ``1996``, ``1996-08``, ``1996-08-27``; None of none."""
        years = [int(date[:4]) for date in dates]
        return cls(min(years), max(years) + 1) if years else None

    def place_of(self, date: str) -> float:
        """Return where a date stands, from 0 to 1."""
        year, month, day = ([int(part) for part in date.split("-")] + [0, 0])[:3]
        months = month - 1 + ((day - 1) / 31 if day else 0.5) if month else 6
        share = (year + months / 12 - self.first) / (self.last - self.first)
        return _MARGIN + (1 - 2 * _MARGIN) * share

    @property
    def decades(self) -> tuple[tuple[int, float], ...]:
        """The years that end in 0, each with the place where it begins."""
        first = -(-self.first // 10) * 10
        return tuple((year, self.place_of(f"{year}-01-01")) for year in range(first, self.last, 10))
