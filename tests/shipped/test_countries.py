"""The list of countries, as built: a letter leads to the countries that begin with it."""

from __future__ import annotations

import unicodedata

import pytest

from shipped.pages import Page, ShippedSite

pytestmark = pytest.mark.slow

LETTERS = 'nav[aria-labelledby="the_initials"] a'


def list_of(page: Page) -> list[tuple[str, str]]:
    """Return each country of the list with the anchor it stands at, its own or that of one before it."""
    found, anchor = [], ""
    for item in page.tree.css(".country-list > li"):
        anchor = item.attributes.get("id") or anchor
        found.append((anchor, item.text().strip()))
    return found


def test_a_letter_leads_to_the_countries_that_begin_with_it(site: ShippedSite) -> None:
    page = site.pages["en/help/countries.html"]
    letters = {(link.attributes["href"] or "")[1:]: link.text() for link in page.tree.css(LETTERS)}
    assert len(letters) > 20
    for anchor, name in list_of(page):
        first = unicodedata.normalize("NFD", name)[0]
        assert letters[anchor] == first, f"{name} is found at {letters[anchor]}"


def test_every_edition_has_a_letter_for_every_part_of_its_list(site: ShippedSite) -> None:
    pages = [page for path, page in site.pages.items() if path.endswith("/help/countries.html")]
    assert len(pages) == len(site.editions)
    for page in pages:
        letters = [(link.attributes["href"] or "")[1:] for link in page.tree.css(LETTERS)]
        parts = list(dict.fromkeys(anchor for anchor, _ in list_of(page)))
        assert letters == parts, page.path
        assert 10 < len(letters) < 40, page.path
