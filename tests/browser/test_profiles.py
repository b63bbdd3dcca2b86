"""A page says the same to everybody: without scripts, without pictures and fonts, in forced colours.

Phones behind a proxy that passes no script, no SVG and no font (as Free Basics does), old browsers,
and readers whose system decides on colours get every word, and see what can be pressed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from browser.conftest import NewPage
from recording import RecordProperty
from sample import Sample

pytestmark = pytest.mark.browser

#: One edition for each direction, and one whose words no space parts.
EDITIONS = ("en", "ar", "th")
#: Colours do not differ by language.
ONE_EDITION = ("en",)
#: What such a proxy never passes on.
NOT_PASSED = "**/*.{svg,js,woff,woff2,ttf,otf}"

#: The words that are seen, those that are there (a script may show what was hidden), and those drawn.
#: What a script counts on a device is of that device. The line of years says in its title and its
#: description what it draws, and `shipped/test_drawings` holds that all of it stands in the list.
WORDS = """() => {
  const words = { seen: [], there: [], drawn: [] };
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (element.closest('script, style, noscript, template, [data-trace], .time-scale')) continue;
    const found = walker.currentNode.textContent.split(/\\s+/).filter(Boolean);
    words.there.push(...found);
    if (element.closest('svg')) words.drawn.push(...found);
    else if (element.checkVisibility() || element.closest('head')) words.seen.push(...found);
  }
  return words;
}"""
WITHOUT_PICTURES = "() => document.querySelectorAll('svg').forEach((picture) => picture.remove())"

#: Defines what is looked at in other colours.
LOOKS = (Path(__file__).parent / "colours.js").read_text("utf-8")


@pytest.fixture
def rich(new_page: NewPage) -> Page:
    """Return a page in which everything works."""
    return new_page()


@pytest.fixture
def bare(new_page: NewPage) -> Page:
    """Return a page that gets no script, no picture and no font."""
    page = new_page(java_script_enabled=False)
    page.route(NOT_PASSED, lambda route: route.abort())
    return page


@pytest.mark.accessibility("bare")
def test_without_scripts_pictures_and_fonts_every_page_has_the_same_words(
    rich: Page, bare: Page, sample: Sample, record_property: RecordProperty
) -> None:
    fronts = {f"{edition}/index.html" for edition in EDITIONS}
    pages = sorted(fronts.union(sample.covering("site", EDITIONS)))
    record_property("pages", len(pages))
    faults = [
        f"{path}: {fault}"
        for path in pages
        for fault in words_lost(rich, bare, (sample.site / path).as_uri())
    ]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(
    "body",
    [
        "<p>said by <script>document.write('scripts')</script></p>",
        "<p>drawn <svg width=99 height=99><text y=20>only</text></svg></p>",
        "<p>gone</p><script>document.querySelector('p').remove()</script>",
    ],
)
def test_words_that_are_lost_are_found(rich: Page, bare: Page, tmp_path: Path, body: str) -> None:
    planted = tmp_path / "planted.html"
    planted.write_text(f"<!doctype html><html lang=en><title>x</title><body>{body}", "utf-8")
    assert len(words_lost(rich, bare, planted.as_uri())) == 1


def words_lost(rich: Page, bare: Page, address: str) -> list[str]:
    """Return the words one of two visits to a page shows and the other does not have."""
    rich.goto(address)
    bare.goto(address)
    bare.evaluate(WITHOUT_PICTURES)
    full, reduced = rich.evaluate(WORDS), bare.evaluate(WORDS)
    missing = Counter(full["seen"]) - Counter(reduced["there"])
    only_drawn = set(full["drawn"]) - set(reduced["there"])
    removed = Counter(reduced["seen"]) - Counter(full["there"])
    lost = sorted({*missing, *only_drawn, *removed})
    return [f"lost: {' '.join(lost[:20])}"] if lost else []


@pytest.fixture(scope="module")
def coloured(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context()
    yield context.new_page()
    context.close()


COLOURS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light", "forced_colors": "none"},
    "dark": {"color_scheme": "dark", "forced_colors": "none"},
    "forced": {"color_scheme": "light", "forced_colors": "active"},
    "forced-dark": {"color_scheme": "dark", "forced_colors": "active"},
}


@pytest.fixture(scope="module")
def seen(coloured: Page, sample: Sample) -> dict[str, dict[str, list[str]]]:
    """Return what is not seen, by page and colours; each page is opened once."""
    return {
        path: faults_of_colours(coloured, (sample.site / path).as_uri())
        for path in sample.covering("site", ONE_EDITION)
    }


@pytest.mark.parametrize("colours", COLOURS)
@pytest.mark.accessibility("colours")
def test_what_is_drawn_and_what_can_be_pressed_is_seen_in_all_colours(
    seen: dict[str, dict[str, list[str]]], colours: str, record_property: RecordProperty
) -> None:
    record_property("pages", len(seen))
    faults = [f"{path}: {fault}" for path, found in seen.items() for fault in found[colours]]
    assert seen
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(
    ("body", "colours"),
    [
        ("<svg width=9 height=9><rect width=9 height=9 fill='#ccc'></rect></svg>", "light"),
        ("<svg width=9 height=9><rect width=9 height=9 fill='#222'></rect></svg>", "dark"),
        (
            "<svg width=9 height=9><rect width=9 height=9 fill='white'></rect></svg>",
            "forced",
        ),
        ("<a href='#x' style='background: teal; text-decoration: none'>press me</a>", "forced"),
        (
            "<p style='forced-color-adjust: none'><a href='#x' style='background: teal;"
            " text-decoration: none; border: 1px solid white'>press me</a></p>",
            "forced",
        ),
    ],
)
def test_what_is_not_seen_is_found(coloured: Page, tmp_path: Path, body: str, colours: str) -> None:
    planted = tmp_path / "planted.html"
    style = "<style>html { color-scheme: light dark; background: Canvas }</style>"
    planted.write_text(f"<!doctype html><title>x</title>{style}<body>{body}", "utf-8")
    assert len(faults_of_colours(coloured, planted.as_uri())[colours]) == 1


def faults_of_colours(page: Page, address: str) -> dict[str, list[str]]:
    """Return what is not seen on a page in each of the colours."""
    page.emulate_media(**COLOURS["light"])
    page.goto(address)
    page.evaluate(LOOKS)
    page.evaluate("noteWhatLooksPressable()")
    found = {}
    for colours, media in COLOURS.items():
        page.emulate_media(**media)
        found[colours] = [str(fault) for fault in page.evaluate("faultsOfColours()")]
    return found
