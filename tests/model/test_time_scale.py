"""A date stands on a scale of years where it happened, and no more exactly than it is known."""

from __future__ import annotations

import pytest

from editions.model.time_scale import TimeScale


def scale(*dates: str) -> TimeScale:
    made = TimeScale.over(dates)
    assert made is not None
    return made


def test_a_scale_holds_every_date_and_no_empty_year() -> None:
    made = scale("2024-12-24", "1989-11-20", "1990")
    assert (made.first, made.last) == (1989, 2025)
    assert all(0 < made.place_of(date) < 1 for date in ("1989-01-01", "2024-12-31"))


def test_equal_times_are_equally_far_apart() -> None:
    made = scale("1990", "2020")
    steps = [made.place_of(str(year)) for year in (1990, 2000, 2010, 2020)]
    assert steps[1] - steps[0] == pytest.approx(steps[2] - steps[1])
    assert steps[1] - steps[0] == pytest.approx(steps[3] - steps[2])


def test_a_date_that_is_known_by_its_year_alone_stands_in_the_middle_of_it() -> None:
    made = scale("1990", "1999")
    assert made.place_of("1996-01-01") < made.place_of("1996-04") < made.place_of("1996")
    assert made.place_of("1996") < made.place_of("1996-08-31") < made.place_of("1996-12-31")
    assert made.place_of("1996") == pytest.approx(
        (made.place_of("1996-01-01") + made.place_of("1997-01-01")) / 2
    )


def test_decades_are_marked_where_they_begin() -> None:
    assert [year for year, _ in scale("1989", "2025").decades] == [1990, 2000, 2010, 2020]
    assert [year for year, _ in scale("1990", "2000").decades] == [1990, 2000]
    assert scale("2021", "2023").decades == ()


def test_no_dates_have_no_scale() -> None:
    assert TimeScale.over([]) is None
