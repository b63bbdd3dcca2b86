"""Where sentences end in each script, and how long they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editions.model.locales import Locale, locale_named
from editions.model.sentences import length_of, measure_of, sentences_of, split_sentences


def locale(code: str) -> Locale:
    found = locale_named(code, {})
    assert found
    return found


def split(text: str, code: str = "en", *abbreviations: str) -> list[str]:
    return [sentence for _, sentence in split_sentences(text, locale(code), abbreviations)]


@pytest.mark.parametrize(
    ("code", "text", "sentences"),
    [
        ("en", "Call now. It is free.", 2),
        ("en", "It took 3.5 hours. In version 2.0 it is less.", 2),
        ("en", "J. Smith wrote it.", 1),
        ("en", 'Say: "I believe you." Then listen.', 2),
        ("en", '"Is it free?" they ask.', 1),
        ("en", "It ended in 2016. Then came 2017.", 2),
        ("en", "Wait... and see.", 1),
        ("en", "Ask. (It is free.) Then go.", 3),
        ("en", "One line\nand its end. Another.", 2),
        ("ar", "هل هذا مجاني؟ نعم. اتصلوا الآن!", 3),
        ("ur", "یہ مفت ہے۔ ابھی کال کریں۔", 2),
        ("hi", "यह मुफ़्त है। अभी कॉल करें।", 2),
        ("zh_Hans", "这是免费的吗？是的。请打电话！", 3),
        ("zh_Hans", "说：“我相信你。”然后听。", 2),
        ("ru", "Это бесплатно. А. П. Чехов писал об этом.", 2),
        ("fr", "C'est gratuit! Appelez.", 2),
        ("th", "คุณหยุดอ่านเมื่อไรก็ได้ นั่นไม่ใช่ความผิดของคุณ", 2),
        ("th", "หาได้ที่ INHOPE ในวันที่ 23 พฤศจิกายน", 1),
    ],
)
def test_a_sentence_ends_where_its_script_ends_it(code: str, text: str, sentences: int) -> None:
    assert len(split(text, code)) == sentences, split(text, code)


def test_a_listed_abbreviation_ends_no_sentence() -> None:
    text = "See art. 34 of it. Read on, e.g. Here."
    assert len(split(text)) == 4
    assert len(split(text, "en", "art", "e.g")) == 2


def test_an_abbreviation_at_the_end_ends_it_all_the_same() -> None:
    assert split("Hotels, taxis, etc.", "en", "etc") == ["Hotels, taxis, etc."]


@given(st.text(max_size=200))
def test_no_letter_is_lost_or_added(text: str) -> None:
    for code in ("en", "th", "zh_Hans", "ar"):
        assert "".join("".join(split(text, code)).split()) == "".join(text.split())


def test_words_are_counted_where_a_language_has_them_and_letters_where_not() -> None:
    assert length_of("L'enfant, lui – n'est pas coupable.", locale("fr")) == 5
    assert length_of("请在 INHOPE 查找。", locale("zh_Hans")) == 4
    assert length_of("เด็ก", locale("th")) == 3  # the sign above is none


def test_thai_and_chinese_have_measures_of_their_own() -> None:
    assert measure_of(locale("en")).longest == 25
    assert measure_of(locale("zh_Hans")).unit == measure_of(locale("th")).unit == "letters"
    assert 30 < measure_of(locale("zh_Hans")).longest < measure_of(locale("th")).longest


def page(body: str, code: str = "en") -> list[tuple[str, int]]:
    return [(s.text, s.line) for s in sentences_of(body, locale(code))]


def test_markup_is_not_read_out_and_lines_stay() -> None:
    body = (
        "## A heading. It is none.\n\n"
        "- **Bold** [words](a.md). See {figure:one} ![x](y.svg)\n  today.\n\n"
        '!!! note "Title"\n    Within it.\n\n'
        "| a | b |\n|---|---|\n| One cell. | Two. |\n\n```\ncode. Code.\n```"
    )
    assert page(body) == [
        ("Bold words.", 2),
        ("See 0 today.", 2),
        ('Title"', 5),
        ("Within it.", 6),
        ("a", 8),
        ("b", 8),
        ("One cell.", 10),
        ("Two.", 10),
    ]


def test_a_line_that_names_a_source_is_no_sentence() -> None:
    assert page("- [A long title of a report](https://example.org), An Office, 2016") == []
    assert page("- [Call](https://example.org) today.") == [("Call today.", 0)]
