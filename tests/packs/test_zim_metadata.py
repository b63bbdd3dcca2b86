"""Titles in libraries of archives: short enough, cut where a reader would cut."""

from __future__ import annotations

import pytest

from editions.packs.zim_metadata import shortened


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Short", "Short"),
        ("Exactly ten", "Exactly…"),
        ("0123456789", "0123456789"),
        ("0123456789a", "012345678…"),
        ("One, and more", "One, and…"),
        ("One two, three", "One two…"),
    ],
)
def test_a_text_is_cut_between_words_where_there_are_any(text: str, short: str) -> None:
    assert shortened(text, 10) == short
    assert len(short) <= 10


def test_signs_above_and_below_letters_are_no_letters() -> None:
    text = "ที่นี่มีที่"  # eleven signs of Unicode, four letters
    assert shortened(text, 4) == text
    assert shortened(text, 3) == "ที่นี่…"
