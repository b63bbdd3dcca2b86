"""Lighter style sheets mean the same."""

from __future__ import annotations

import re

from editions.model.style_sheets import with_short_names

SHEET = (
    ":root{--ink:#000;--paper-raised:#fff}"
    "a{color:var(--ink);background:var(--paper-raised,var(--ink))}"
)


def test_every_use_of_a_property_keeps_its_value() -> None:
    short = with_short_names(SHEET)
    assert short == ":root{--a:#000;--b:#fff}a{color:var(--a);background:var(--b,var(--a))}"


def test_two_properties_never_get_one_name() -> None:
    names = [f"--name-{number}" for number in range(3000)]
    short = re.findall(r"--\w+", with_short_names("".join(f"{name}:0;" for name in names)))
    assert len(set(short)) == len(names)


def test_text_and_names_of_classes_are_left_alone() -> None:
    sheet = ".page--wide{}a::after{content:\"--ink\"}b::after{content:'--ink'}"
    assert with_short_names(sheet) == sheet
