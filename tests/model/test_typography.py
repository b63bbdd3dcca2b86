"""Typography follows the table of the language."""

from __future__ import annotations

import pytest

from editions.model.locales import locale_named
from editions.model.typography import set_runs, typography_of


def typeset(code: str, *runs: str) -> list[str]:
    locale = locale_named(code, {})
    assert locale is not None
    return set_runs(runs, typography_of(locale))


@pytest.mark.parametrize(
    ("code", "typed", "set_as"),
    [
        (
            "en",
            "\"I'm 'here',\" she said -- in the '90s...",
            "“I’m ‘here’,” she said – in the ’90s…",
        ),
        (
            "fr",
            '"Oui" : l\'enfant ; non ! quoi?',
            "« Oui » : l’enfant\u202f; non\u202f! quoi\u202f?",
        ),
        ("de", '"Ja"', "„Ja“"),
        ("ru", '"да"', "«да»"),
        ("ar", '"نعم"', "«نعم»"),
        ("zh_Hans", '"你好"', "“你好”"),
        ("ja", '"はい"', "「はい」"),
        ("th", '"ใช่" -- จบ', '"ใช่" -- จบ'),
    ],
)
def test_each_language_gets_its_own_marks(code: str, typed: str, set_as: str) -> None:
    assert typeset(code, typed)[0].replace("\xa0", " ") == set_as


def test_french_colons_in_times_and_addresses_get_no_space() -> None:
    assert typeset("fr", "à 12:30, voir http://a.b") == ["à 12:30, voir http://a.b"]


def test_quotes_pair_across_emphasis() -> None:
    assert typeset("en", 'He said "', "no", '", twice.') == ["He said “", "no", "”, twice."]


def test_marks_at_the_end_of_a_run_know_what_follows_and_precedes_it() -> None:
    assert typeset("fr", "l'", "enfant", ": oui") == ["l’", "enfant", "\xa0: oui"]


def test_a_line_break_between_two_ideographs_is_no_space() -> None:
    assert typeset("zh_Hans", "你好\n世界 and\nmore") == ["你好世界 and\nmore"]


def test_no_line_begins_with_the_sign_that_repeats_a_word_in_thai() -> None:
    assert typeset("th", "เด็ก ๆ และ", "อื่น", " ๆ", "ต่างๆ") == [
        "เด็ก\xa0ๆ และ", "อื่น", "\xa0ๆ", "ต่างๆ"
    ]  # fmt: skip


@pytest.mark.parametrize("code", ["en", "fr", "th", "zh_Hans", "yo"])
def test_no_line_begins_with_a_dot_between_two_things(code: str) -> None:
    assert typeset(code, "one", " · ", "two\n· three", "col·lecció ·") == [
        "one", "\xa0· ", "two\xa0· three", "col·lecció\xa0·"
    ]  # fmt: skip
