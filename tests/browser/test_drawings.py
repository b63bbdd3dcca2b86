"""Drawn lists and the scale of years in a browser: nothing covers words, at any width, in all colours.

What is looked for is written in ``drawings.js``.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

PAGES = ("issues/online", "network/how-we-work", "network/governance", "network/history")
#: One edition for each direction, one whose lines do not break at spaces, and long words.
EDITIONS = ("en", "ar", "th", "fr")
WIDTHS = (320, 800, 1280)

#: Defines what is looked for.
LOOK = (Path(__file__).parent / "drawings.js").read_text("utf-8")


def look(page: Page, function: str) -> Any:
    """Return what a function of the script finds on a page."""
    return page.evaluate(f"() => {{{LOOK}\nreturn {function}();}}")


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context()
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("slug", EDITIONS)
def test_words_and_signs_keep_out_of_each_others_way(
    page: Page, built_site: Path, slug: str
) -> None:
    faults: dict[tuple[str, int], Any] = {}
    for page_id in PAGES:
        page.goto((built_site / slug / f"{page_id}.html").as_uri())
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert look(page, "stationsFollowEachOther"), (page_id, width)
            if found := look(page, "faultsOfDrawings"):
                faults[page_id, width] = found
    assert not faults


def test_stations_stand_beside_each_other_where_there_is_room_and_below_where_not(
    page: Page, built_site: Path
) -> None:
    page.goto((built_site / "ar/network/how-we-work.html").as_uri())
    rows = {}
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        rows[width] = look(page, "rowsOfStations")
    assert rows == {390: 3, 1280: 1}


def test_what_is_drawn_takes_the_colours_a_reader_has_chosen(
    chromium: Browser, built_site: Path
) -> None:
    context = chromium.new_context(forced_colors="active", color_scheme="dark")
    page = context.new_page()
    for page_id in PAGES:
        page.goto((built_site / "en" / f"{page_id}.html").as_uri())
        colours = look(page, "coloursOfDrawings")
        assert colours
        assert all(drawn == text for drawn, text in colours), (page_id, colours[:2])
    context.close()
