"""Four readers walk as ``docs/walks.md`` describes it: by links, chosen by their words, to an answer."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from shipped.pages import Page, ShippedSite, target_of

pytestmark = pytest.mark.slow

#: The columns of the tables, and the edition each is about.
EDITIONS = {"English": "en", "French": "fr"}
MOST_STEPS = 3
_ROW = re.compile(r"^\| (.+?) \| (.+?) \| (.+?) \|$", re.MULTILINE)


def walks(repo: Path) -> dict[str, list[tuple[str, dict[str, str]]]]:
    """Return the rows of each walk: the step, and the words of each edition."""
    text = (repo / "docs" / "walks.md").read_text("utf-8")
    found = {}
    for section in text.split("\n## ")[1:]:
        head, *rows = _ROW.findall(section)
        columns = [EDITIONS[name] for name in head[1:]]
        found[section.partition("\n")[0]] = [
            (step, dict(zip(columns, words, strict=True))) for step, *words in rows
        ]
    return found


def words_of(text: str) -> str:
    return " ".join(text.split())


def followed(site: ShippedSite, page: Page, words: str) -> Page:
    """Return where a link of a page leads, chosen by what it says."""
    for link in page.tree.css("header a[href], main a[href]"):
        if words_of(link.text()) == words:
            return site.pages[target_of(page.path, link.attributes["href"] or "")[0]]
    raise AssertionError(f"{page.path} has no link that says {words}")


@pytest.mark.parametrize("edition", EDITIONS.values())
def test_each_reader_finds_the_answer_in_three_steps(
    site: ShippedSite, repo: Path, edition: str
) -> None:
    walked = walks(repo)
    assert len(walked) == 4
    for reader, (*steps, (last, answer)) in walked.items():
        assert last == "Finds", reader
        assert 1 <= len(steps) <= MOST_STEPS, reader
        page = site.pages[f"{edition}/index.html"]
        for _, words in steps:
            page = followed(site, page, words[edition])
        said = words_of(page.one("main").text(separator=" "))
        assert answer[edition] in said, f"{reader}: {page.path} does not say {answer[edition]}"


def test_the_number_of_kenya_can_be_called(site: ShippedSite) -> None:
    for edition in EDITIONS.values():
        page = site.pages[f"{edition}/help/ke.html"]
        assert "tel:116" in page.hrefs("main a[href^='tel:']"), page.path
