"""An exit leads to another site, to one that shows everybody the same, in the nearest language."""

from __future__ import annotations

import pytest

from editions.model.exits import exit_for, exit_problems

OURS = "https://www.example.org/site"


def test_an_edition_without_an_address_takes_the_next_along_its_chain() -> None:
    addresses = {"pt": "https://a.example/pt", "en": "https://a.example/en"}
    assert exit_for(addresses, ("pt_BR", "pt", "en")) == "https://a.example/pt"
    assert exit_for(addresses, ("sw", "en")) == "https://a.example/en"
    assert exit_for(addresses, ("sw",)) == ""


@pytest.mark.parametrize(
    "address",
    [
        "https://weather.example/",
        "https://hi.wikipedia.org/wiki/%E0%A4",
        "https://boogle.example/x?y#z",
    ],
)
def test_a_sound_address_is_no_problem(address: str) -> None:
    assert not exit_problems({"en": address}, OURS)


@pytest.mark.parametrize(
    ("address", "what"),
    [
        ("http://weather.example/", "no address"),
        ("weather.example", "no address"),
        ("https://localhost/", "no address"),
        ("javascript:alert(1)", "no address"),
        ("https://weather.example/a b", "%XX"),
        ("https://hi.wikipedia.org/wiki/मुख", "%XX"),
        ("https://www.example.org/other", "this site"),
        ("https://www.google.co.uk/", "of their own"),
        ("https://m.youtube.com/", "of their own"),
    ],
)
def test_a_bad_address_is_named_with_its_edition(address: str, what: str) -> None:
    problems = exit_problems({"en": "https://fine.example/", "fr": address}, OURS)
    assert len(problems) == 1
    assert what in str(problems[0])
    assert "fr" in str(problems[0])


def test_all_bad_addresses_are_named_in_one_go() -> None:
    assert len(exit_problems({"en": "x", "fr": "http://y.example"}, OURS)) == 2


def test_a_setting_of_another_kind_is_a_problem() -> None:
    assert len(exit_problems("https://weather.example/", OURS)) == 1
