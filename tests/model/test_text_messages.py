"""Text messages: what one holds, counted as networks count, and the most needed numbers first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editions.model.text_messages import Need, fits, length_of, message_of


@pytest.mark.parametrize(
    ("text", "taken", "there_is"),
    [
        ("a" * 160, 160, 160),
        ("è Ñ Δ @", 7, 160),
        ("[1] €2", 9, 160),  # 3GPP TS 23.038, 6.2.1.1: an escape stands before each of the three
        ("ê", 1, 70),
        ("ç", 1, 70),  # the alphabet has the capital letter only
        ("ไทย", 3, 70),
        ("😀", 2, 70),
    ],
)
def test_a_text_is_counted_as_it_is_sent(text: str, taken: int, there_is: int) -> None:
    assert length_of(text) == (taken, there_is)


def test_one_letter_too_many_is_a_second_message() -> None:
    assert fits("a" * 160)
    assert not fits("a" * 161)
    assert not fits("a" * 159 + "€")
    assert fits("ä" * 160)
    assert not fits("ไ" * 71)


def test_a_message_says_country_needs_numbers_and_the_day() -> None:
    needs = [Need("In danger now?", ("999",)), Need("Talk to someone", ("0800 1111", "116-123"))]
    text = message_of("United Kingdom", needs, "Read on 2026-11-23.")
    expected = (
        "United Kingdom: In danger now? 999. Talk to someone 08001111, 116123. Read on 2026-11-23."
    )
    assert text == expected


def test_what_is_needed_least_is_left_out_first() -> None:
    needs = [Need("อันตราย", ("191",)), Need("คุยกับใครสักคน", ("1387",)), Need("รายงานภาพ", ("1212",))]
    text = message_of("ไทย", needs, "อ่านเมื่อ 2026-11-23")
    assert "191" in text
    assert "1387" in text
    assert "1212" not in text
    assert fits(text)


def test_where_not_even_one_number_fits_with_its_words_the_number_stays() -> None:
    text = message_of("ประเทศ", [Need("ก" * 60, ("1300",))], "อ่านเมื่อ 2026-11-23")
    assert text == "ประเทศ: 1300. อ่านเมื่อ 2026-11-23"


def test_a_long_name_of_a_country_loses_what_stands_in_brackets() -> None:
    name = "هونغ كونغ الصينية (منطقة إدارية خاصة)"
    text = message_of(name, [Need("الشرطة", ("23432255",))], "اطّلعنا عليه في 2026-11-23.")
    assert text == "هونغ كونغ الصينية: 23432255. اطّلعنا عليه في 2026-11-23."
    assert fits(text)


def test_typeset_signs_do_not_cost_half_of_the_message() -> None:
    text = message_of("Côte d’Ivoire".replace("ô", "o"), [Need("Aide\u00a0:", ("116",))], "Lu.")
    assert text == "Cote d'Ivoire: Aide : 116. Lu."
    assert length_of(text)[1] == 160


@given(
    st.text(st.characters(codec="utf-8"), max_size=25),
    st.lists(
        st.builds(
            Need,
            st.text(st.characters(codec="utf-8"), max_size=40),
            st.lists(st.from_regex(r"[0-9]{3,15}", fullmatch=True), min_size=1, max_size=3).map(
                tuple
            ),
        ),
        min_size=1,
        max_size=5,
    ),
)
def test_it_is_one_message_and_has_the_first_number(country: str, needs: list[Need]) -> None:
    text = message_of(country, needs, "2026-11-23")
    assert needs[0].numbers[0] in text
    assert fits(text)
    assert "\n" not in text
