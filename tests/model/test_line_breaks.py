"""Breaks in scripts without spaces: between syllables, never within one, and not in tags."""

from __future__ import annotations

import pytest

from editions.model.line_breaks import with_breaks


@pytest.mark.parametrize(
    ("script", "text", "broken"),
    [
        ("Khmr", "ជំនួយកុមារ", "ជំ|នួ|យ|កុ|មា|រ"),
        ("Khmr", "ខ្មែរ", "ខ្មែ|រ"),  # a letter below another stays with it
        ("Mymr", "ကလေးသူငယ်", "က|လေး|သူ|ငယ်"),
        ("Mymr", "တက္ကသိုလ်", "တက္က|သိုလ်"),  # stacked letters stay together
        ("Laoo", "ເດັກນ້ອຍ", "ເດັກ|ນ້ອຍ"),
    ],
)
def test_lines_break_between_syllables(script: str, text: str, broken: str) -> None:
    assert with_breaks(text, script).replace("<wbr>", "|") == broken


def test_a_tag_and_other_scripts_stay_as_they_are() -> None:
    html = '<a title="ជំនួយ">Help</a>'
    assert with_breaks(html, "Khmr") == html
    assert with_breaks("ภาษาไทย", "Thai") == "ภาษาไทย"
