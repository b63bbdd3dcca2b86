"""Facts are checked one by one and against each other, and every mistake is named."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from editions.files.facts import read_facts
from editions.files.phones import international_form, wrong_with
from editions.model.countries import COUNTRIES
from editions.model.tokens import tokens_of, unsourced_numbers, with_country

SOURCES = """\
report:
  title: A Report
  publisher: An Office
  year: 2024
  url: https://example.org/report
  read_on: 2026-11-23
  read_at: https://example.org/report
"""
FIGURE = """\
children:
  value: 38
  form: percent
  counts: of those counted
  year: 2022
  scope: world
  source: report
  limits: Counts only some.
  read_on: 2026-11-23
  read_at: https://example.org/report
"""
SERVICE = """\
ke_line:
  country: KE
  kind: child_helpline
  name: Childline Kenya
  name_lang: en
  phone: '116'
  short: true
  read_on: 2026-11-23
  read_at: https://example.org
"""


def data(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    return folder


def told(folder: Path) -> str:
    return "\n".join(map(str, read_facts(folder)[1]))


def test_sound_facts_are_read_without_a_word(tmp_path: Path) -> None:
    facts, problems = read_facts(data(tmp_path, sources=SOURCES, figures=FIGURE, services=SERVICE))
    assert problems == ()
    assert facts.figures["children"].value == 38
    assert facts.figures["children"].read_on == datetime.date(2026, 11, 23)
    assert facts.services_by_country["KE"][0].phone == "116"


def test_a_site_without_data_has_no_facts_and_no_problems(tmp_path: Path) -> None:
    facts, problems = read_facts(tmp_path / "none")
    assert (list(facts.all), problems) == ([], ())


@pytest.mark.parametrize(
    ("kind", "text", "line", "words"),
    [
        ("figures", FIGURE.replace("  form: percent\n", ""), 1, "children has no form"),
        ("figures", FIGURE.replace("38", "'38'"), 2, "value of children is '38'"),
        ("figures", FIGURE.replace("form: percent", "form: share"), 3, "It must be one of number"),
        ("figures", FIGURE.replace("source: report", "source: reprot"), 7, "Did you mean report?"),
        ("figures", FIGURE.replace("scope:", "scpoe:"), 6, "Did you mean scope?"),
        ("figures", FIGURE.replace("read_on: 2026-11-23", "read_on: soon"), 9, "a day, as"),
        ("figures", FIGURE + "  year: 2023\n", 11, "'year' is given twice"),
        ("figures", FIGURE + FIGURE, 11, "'children' is given twice"),
        ("services", SERVICE.replace("KE", "KEN"), 2, "a code of ISO 3166-1"),
        ("services", SERVICE.replace("name_lang: en", "name_lang: '!'"), 5, "a language tag"),
        ("services", SERVICE.replace("  phone: '116'\n  short: true\n", ""), 1, "neither phone"),
        ("services", SERVICE.replace("'116'", "'11 x'"), 6, "cannot be dialled"),
        ("services", SERVICE.replace("short: true", "short: false"), 6, "is no number of KE"),
        ("services", SERVICE + "  website: childline.ke\n", 10, "a whole address"),
        ("services", SERVICE + "  unlisted: true\n", 10, "is known to the numbering plan"),
        ("sources", SOURCES.replace("2024", "MMXXIV"), 4, "a whole number"),
        ("sources", "report\n", 1, "an id, a colon and the entry below it"),
        ("sources", "report: {\n", 2, "this is not YAML"),
        ("allowed", "page:\n  sections: [a]\n", 1, "without a reason"),
        ("helplines", SERVICE, None, "no kind of fact of this name"),
    ],
)
def test_each_mistake_is_named_at_its_line(
    tmp_path: Path, kind: str, text: str, line: int | None, words: str
) -> None:
    files = {"sources": SOURCES, "figures": FIGURE, "services": SERVICE, kind: text}
    found = told(data(tmp_path, **files))
    place = f"{kind}.yaml:{line}:" if line else f"{kind}.yaml:"
    assert place in found
    assert words in found


def test_all_mistakes_are_named_in_one_run(tmp_path: Path) -> None:
    broken = {"sources": "x\n", "services": SERVICE.replace("KE", "XX"), "figures": FIGURE}
    found = told(data(tmp_path, **broken))
    for name in ("sources.yaml:1", "services.yaml:2", "figures.yaml:7"):
        assert name in found


def test_figures_of_two_sources_cannot_stand_in_one_series(tmp_path: Path) -> None:
    other = FIGURE.replace("children:", "adults:").replace("report\n", "second\n", 1)
    series = "  series: all\n"
    sources = SOURCES + SOURCES.replace("report:", "second:", 1)
    found = told(data(tmp_path, sources=sources, figures=FIGURE + series + other + series))
    assert "mixes sources or forms" in found


def test_a_number_is_called_in_the_form_that_works_from_anywhere() -> None:
    assert international_form("020 7946 0018", "GB", short=False) == "+442079460018"
    assert international_form("116 111", "DE", short=True) == "116111"
    assert wrong_with("0800 1111", "GB", False) is None
    assert wrong_with("0800 11", "GB", False) is not None


def test_there_are_as_many_countries_as_iso_3166_has() -> None:
    assert len(COUNTRIES) == 249


def test_tokens_are_found_where_they_are_not_escaped() -> None:
    body = r"{figure:a} and \{figure:b} and {country:KE}, {unknown:c}"
    assert tokens_of(body) == {"figure:a", "country:KE"}
    assert with_country("In {country:this}.", "KE") == "In {country:KE}."


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("in 2024 and 1989, 12 of 250", ()),
        ("1,700,000 children", ("1,700,000",)),
        ("12 500 and 12.500", ("12 500", "12.500")),
        ("36452 reports", ("36452",)),
        ("in 2016 122 members met", ()),
        ("3 000", ("3 000",)),
        ("9999", ("9999",)),
    ],
)
def test_long_numbers_that_are_no_years_need_a_source(text: str, numbers: tuple[str, ...]) -> None:
    assert unsourced_numbers(text) == numbers
