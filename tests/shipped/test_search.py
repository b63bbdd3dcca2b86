"""The shipped search, run as shipped: what people type finds what there is, in every language."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import brotli
import pytest

from editions.commands.workbench_machine import ROOT
from editions.files.search_words import read_searches
from editions.model.search_folding import terms_of
from searching import Told, ask
from shipped.pages import ShippedSite

pytestmark = pytest.mark.slow

GOLDEN = Path(__file__).parent / "golden"
CODES = sorted(path.stem for path in GOLDEN.glob("*.txt"))
#: The least share of the expected pages that must be among the first five, and how many questions.
RECALL, FIRST, QUESTIONS = 0.95, 5, 30
#: Bytes of an index, compressed as by a host that does it once for all.
INDEX = 35_000


@dataclass(frozen=True)
class Asked:
    """What people type, and the ids of the pages they look for."""

    words: str
    pages: tuple[str, ...]


@cache
def golden(code: str) -> tuple[Asked, ...]:
    lines = (GOLDEN / f"{code}.txt").read_text("utf-8").splitlines()
    pairs = (line.split("|") for line in lines if line and not line.startswith("#"))
    return tuple(Asked(words.strip(), tuple(pages.split())) for words, pages in pairs)


def answers_of(site: ShippedSite, code: str, questions: list[str]) -> Told:
    edition = site.folder / code.lower().replace("_", "-")
    (script,) = (edition / "theme").glob("search.*.js")
    return ask(edition / "search-index.js", questions, [script])


def test_every_edition_has_its_questions(site: ShippedSite) -> None:
    editions = {page.edition for page in site.edition_pages}
    assert {code.lower().replace("_", "-") for code in CODES} == editions
    assert all(len({asked.words for asked in golden(code)}) >= QUESTIONS for code in CODES)


@pytest.mark.parametrize("code", CODES)
def test_what_people_type_finds_what_they_look_for(site: ShippedSite, code: str) -> None:
    told = answers_of(site, code, [asked.words for asked in golden(code)])
    missed = []
    recall = 0.0
    for number, asked in enumerate(golden(code)):
        found = told.pages(number)[:FIRST]
        recall += sum(page in found for page in asked.pages) / len(asked.pages)
        if not set(asked.pages) <= set(found):
            missed.append((asked, found))
    assert recall / len(golden(code)) >= RECALL, missed


@pytest.mark.parametrize("code", CODES)
def test_every_word_that_leads_to_help_does_so(
    site: ShippedSite, code: str, tmp_path: Path
) -> None:
    searches, problems = read_searches(ROOT / "content/data/search", {}, tmp_path)
    assert not problems
    ways = searches[code].ways
    assert len({place for way in ways for place in way.places}) >= 5
    questions = [word for way in ways for word in way.words]
    told = answers_of(site, code, questions)
    wanted = [way.places for way in ways for _ in way.words]
    for question, places, number in zip(questions, wanted, range(len(questions)), strict=True):
        first = told.answers[number]["results"][: told.answers[number]["help"]]
        found = {result["href"].replace(".html", "") for result in first} | {
            result["headingHref"].replace(".html", "") for result in first
        }
        assert set(places) & found, (question, found)


@pytest.mark.parametrize("code", CODES)
def test_no_index_can_be_read_as_a_list_of_what_people_type_in_distress(
    site: ShippedSite, code: str, tmp_path: Path
) -> None:
    """What stands in it anyhow are words of the pages, and words that mean one of ours."""
    searches, _ = read_searches(ROOT / "content/data/search", {}, tmp_path)
    text = (site.folder / code.lower().replace("_", "-") / "search-index.js").read_text("utf-8")
    routes = json.loads(text.partition("=")[2].rstrip(";\n"))["routes"]
    assert len(routes) == len(searches[code].ways)
    for digests, places in routes:
        assert re.fullmatch(r"([0-9a-z]{7})+", digests)
        assert all(isinstance(entry, int) for entry, _ in places)


@pytest.mark.parametrize("code", CODES)
def test_the_index_of_an_edition_is_light(site: ShippedSite, code: str) -> None:
    script = site.folder / code.lower().replace("_", "-") / "search-index.js"
    assert len(brotli.compress(script.read_bytes(), quality=11)) <= INDEX


def test_every_published_page_is_in_the_index_and_on_the_list(site: ShippedSite) -> None:
    for edition in sorted({page.edition for page in site.edition_pages}):
        script = (site.folder / edition / "search-index.js").read_text("utf-8")
        listed = site.pages[f"{edition}/site/pages.html"].html
        for page in site.edition_pages:
            if page.edition == edition and not page.is_404 and not page.is_kept_back:
                assert f'"{page.page_id}.html"' in script, page.path
                is_country = re.fullmatch(r"help/[a-z]{2}", page.page_id)
                name = page.page_id.rpartition("/")[2]
                assert is_country or f'{name}.html"' in listed, page.path


def test_what_is_borrowed_is_marked_in_the_index(site: ShippedSite) -> None:
    told = answers_of(site, "th", ["members", "สมาชิก"])
    for answer in told.answers:
        borrowed = [r["language"] for r in answer["results"] if r["href"] == "network/members.html"]
        assert borrowed == [["en", "ltr", "Latn", "อังกฤษ"]]


def test_a_country_is_found_by_its_name_in_every_language(site: ShippedSite) -> None:
    names = {
        "en": "Kenya",
        "ar": "كينيا",
        "th": "เคนยา",
        "zh_Hans": "肯尼亚",
        "hi": "केन्या",
        "ru": "Кения",
    }
    for code, name in names.items():
        assert answers_of(site, code, [name]).pages(0)[0] == "help/ke", code


def test_the_terms_of_a_page_are_those_of_its_text(site: ShippedSite) -> None:
    index = site.folder / "fr" / "search-index.js"
    (script,) = (site.folder / "fr" / "theme").glob("search.*.js")
    found = ask(index, [], [script]).found
    text = site.pages["fr/issues/travel.html"].one("main").text()
    terms = terms_of(text, "fr")
    number = re.findall(r'"([^"]+)"', (index.read_text("utf-8").partition('"hrefs":[')[2]))
    place = number.index("issues/travel.html")
    own = {term for term, entries in found.items() if place in entries}
    assert len(own & terms) > 300
    assert len(own - terms) < 20  # words of its tag that lead here from elsewhere
