"""Pages fit a narrow screen and enlarged text: nothing is cut off, nothing is too small to hit.

320 CSS pixels are a small phone, and a screen of 1280 pixels at 400 % (WCAG 2.2, 1.4.10).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from sample import Sample

pytestmark = pytest.mark.browser

#: A screen of 1280 × 1024 at 400 %.
NARROW = {"width": 320, "height": 256}
#: Apart from the sizes a mouse can hit (WCAG 2.2, 2.5.8), those a thumb can (2.5.5).
TARGET, LARGE_TARGET = 24, 44

#: The least that readers may set without losing anything (WCAG 2.2, 1.4.12).
SPACING = """* {
  line-height: 1.5 !important;
  letter-spacing: 0.12em !important;
  word-spacing: 0.16em !important;
}
p { margin-block-end: 2em !important; }"""

#: Text of twice the size, without anything else growing (WCAG 2.2, 1.4.4), on a screen of a desk.
LARGE_TEXT = "html { font-size: 200% !important; }"
DESK = {"width": 1280, "height": 1024}
#: One edition for each direction, and one whose lines do not break at spaces.
IN_LARGE_TEXT = ("en", "ar", "th")

#: Defines what is measured.
MEASURES = (Path(__file__).parent / "reflow.js").read_text("utf-8")
MEASURE = f"() => findingsOfReflow({TARGET}, {LARGE_TARGET})"


@dataclass(frozen=True)
class Measured:
    """What was found on a page as it opens, and with its text set wider or larger."""

    opened: dict[str, Any]
    set_otherwise: dict[str, Any]


@pytest.fixture(scope="module")
def measured(chromium: Browser, sample: Sample) -> Iterator[dict[str, Measured]]:
    """Return what was found on pages with everything there is, in every script."""
    context = chromium.new_context(viewport=NARROW, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    pages = sample.covering("script")
    yield {path: measure(page, (sample.site / path).as_uri()) for path in pages}
    context.close()


@pytest.fixture(scope="module")
def enlarged(chromium: Browser, sample: Sample) -> Iterator[dict[str, Measured]]:
    """Return what was found where readers have doubled the size of text alone, on a desk."""
    context = chromium.new_context(viewport=DESK, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    pages = sample.covering("script", IN_LARGE_TEXT)
    yield {path: measure(page, (sample.site / path).as_uri(), LARGE_TEXT) for path in pages}
    context.close()


def measure(page: Page, address: str, setting: str = SPACING) -> Measured:
    """Visit a page and measure it, as it opens and with a setting of its reader."""
    page.goto(address)
    page.evaluate(MEASURES)
    opened = page.evaluate(MEASURE)
    page.add_style_tag(content=setting)
    return Measured(opened, page.evaluate(MEASURE))


Measurements = dict[str, Measured]


class TestOnANarrowScreen:
    @pytest.mark.accessibility("narrow")
    def test_no_page_scrolls_sideways(self, measured: Measurements) -> None:
        assert not found_on(measured, "scrolls")

    @pytest.mark.accessibility("narrow")
    def test_nothing_lies_beyond_the_edge(self, measured: Measurements) -> None:
        assert not found_on(measured, "beyond")

    @pytest.mark.accessibility("narrow")
    def test_nothing_is_cut_off(self, measured: Measurements) -> None:
        assert not found_on(measured, "cut_off")

    @pytest.mark.accessibility("targets")
    def test_every_target_can_be_hit(self, measured: Measurements) -> None:
        assert not found_on(measured, "small")

    @pytest.mark.accessibility("targets")
    def test_menus_and_help_can_be_hit_with_a_thumb(self, measured: Measurements) -> None:
        assert not found_on(measured, "not_large")

    @pytest.mark.accessibility("narrow")
    def test_nothing_that_stays_in_place_takes_the_screen(self, measured: Measurements) -> None:
        assert not found_on(measured, "in_the_way")


@pytest.mark.accessibility("spacing")
class TestWithTextSetWider:
    @pytest.mark.parametrize("fault", ["scrolls", "beyond", "cut_off"])
    def test_nothing_is_lost(self, measured: Measurements, fault: str) -> None:
        assert not found_on(measured, fault, set_otherwise=True)


@pytest.mark.accessibility("large_text")
class TestWithLargeText:
    @pytest.mark.parametrize("fault", ["scrolls", "beyond", "cut_off"])
    def test_nothing_is_lost(self, enlarged: Measurements, fault: str) -> None:
        assert not found_on(enlarged, fault, set_otherwise=True)


class TestTheMeasures:
    """They find what is planted, so that a silence of theirs means something."""

    @pytest.mark.parametrize(
        ("body", "fault"),
        [
            ("<div style='inline-size: 400px'>wide</div>", "scrolls"),
            ("<div style='position: absolute; inset-inline-start: -9em'>out</div>", "beyond"),
            ("<p style='block-size: 1em; overflow: hidden'>one<br>two</p>", "cut_off"),
            ("<button style='block-size: 20px; padding: 0'>small</button>", "small"),
            ("<header><details><summary>x</summary></details></header>", "not_large"),
            ("<nav style='position: fixed; block-size: 200px'>x</nav>", "in_the_way"),
        ],
    )
    def test_a_planted_fault_is_found(self, chromium: Browser, body: str, fault: str) -> None:
        page = chromium.new_page(viewport=NARROW)  # type: ignore[arg-type]
        page.set_content(f"<!doctype html><body>{body}")
        page.evaluate(MEASURES)
        found = page.evaluate(MEASURE)
        page.close()
        assert found[fault]


def found_on(
    measured: Measurements, fault: str, *, set_otherwise: bool = False
) -> dict[str, list[str]]:
    """Return the findings of a kind by page; pages without any are left out."""
    assert measured
    looks = {p: (m.set_otherwise if set_otherwise else m.opened) for p, m in measured.items()}
    return {path: look[fault] for path, look in looks.items() if look[fault]}
