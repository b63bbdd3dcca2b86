"""The level of a page is that of its formula; names that nobody can shorten weigh nothing."""

from __future__ import annotations

import re

import pytest

from editions.model.reading_levels import FORMULAS, KINDS, level_of
from editions.model.sentences import Sentence

#: Ten words of eleven syllables.
EASY = "The child can talk to you and to me today."
HARD = (
    "Organisations collaborate internationally, implementing comprehensive legislation everywhere."
)


def said(text: str, times: int, *, prose: bool = True) -> list[Sentence]:
    return [Sentence(text, line, len(text.split()), prose) for line in range(times)]


def test_the_value_is_that_of_the_formula() -> None:
    level = level_of(said(EASY, 10), "en", "help", None)
    assert level is not None
    assert level.words == 100
    assert level.value == pytest.approx(-15.59 + 0.39 * 10 + 11.8 * 1.1)
    assert level.is_within


@pytest.mark.parametrize("language", FORMULAS)
def test_what_is_harder_is_out_of_bounds_for_every_kind(language: str) -> None:
    for kind in KINDS:
        level = level_of(said(HARD, 15), language, kind, None)
        assert level is not None
        assert not level.is_within
        assert len(level.hardest) == 3


def test_a_name_counts_as_one_short_word() -> None:
    text = f"{EASY[:-1]} at the Membership Representative Committee."
    names = re.compile("Membership Representative Committee")
    with_names = level_of(said(text, 10), "en", "page", names)
    without = level_of(said(text, 10), "en", "page", None)
    assert with_names is not None
    assert without is not None
    assert with_names.value < without.value - 1


def test_few_words_other_languages_and_what_is_no_prose_have_no_level() -> None:
    assert level_of(said(EASY, 9), "en", "page", None) is None
    assert level_of(said(EASY, 10), "sw", "page", None) is None
    assert level_of(said(EASY, 10, prose=False), "en", "page", None) is None
