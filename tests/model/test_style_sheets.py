"""Lighter style sheets mean the same."""

from __future__ import annotations

import re

import pytest

from editions.model.style_sheets import by_layers, with_constants, with_short_names

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


def test_a_layer_is_one_block_with_its_rules_in_their_order() -> None:
    sheet = (
        '@layer a,b;@layer b{p{x:1}}@layer a{q{x:2}}@media print{r{x:3}}@layer b{p::after{c:"}"}}'
    )
    assert by_layers(sheet) == (
        '@layer a,b;@media print{r{x:3}}@layer b{p{x:1}p::after{c:"}"}}@layer a{q{x:2}}'
    )


def test_a_sheet_without_layers_stays_as_it_is() -> None:
    assert by_layers("p{x:1}") == "p{x:1}"


class TestConstants:
    def test_a_property_that_never_changes_is_its_value(self) -> None:
        sheet = "@layer t{:root{--gap:1rem;--ink:#000}}p{margin:var(--gap) 0;color:var(--ink)}"
        assert with_constants(sheet) == "@layer t{:root{}}p{margin:1rem 0;color:#000}"

    @pytest.mark.parametrize(
        "sheet",
        [
            ":root{--a:1}@media print{:root{--a:2}}p{x:var(--a)}",
            ":root{--a:1}.dark{--a:2}p{x:var(--a)}",
            "@media print{:root{--a:1}}p{x:var(--a)}",
            ".card{--a:1}p{x:var(--a)}",
            ":root{--a:1}p{x:var(--a,2)}",
            ":root{--a:var(--b)}.card{--b:1}p{x:var(--a)}",
        ],
        ids=["condition", "element", "only then", "only there", "instead", "another"],
    )
    def test_one_that_may_change_is_kept(self, sheet: str) -> None:
        assert with_constants(sheet) == sheet

    def test_what_stands_between_quotes_is_no_property(self) -> None:
        sheet = ':root{--a:\'x;y\';--b:"--a:1"}p{content:"var(--a);--b:2";x:var(--a)}'
        assert with_constants(sheet) == ":root{}p{content:\"var(--a);--b:2\";x:'x;y'}"
