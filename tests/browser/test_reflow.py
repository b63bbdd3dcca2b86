"""Pages fit a narrow screen and enlarged text: nothing is cut off, nothing is too small to hit.

320 CSS pixels are a small phone, and a screen of 1280 pixels at 400 % (WCAG 2.2, 1.4.10).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from sample import Sample

pytestmark = pytest.mark.browser

#: A screen of 1280 × 1024 at 400 %.
NARROW: ViewportSize = {"width": 320, "height": 256}
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
DESK: ViewportSize = {"width": 1280, "height": 1024}

#: Defines what is measured.
MEASURES = (Path(__file__).parent / "reflow.js").read_text("utf-8")
MEASURE = f"() => findingsOfReflow({TARGET}, {LARGE_TARGET})"
#: Measures with a setting of the reader, which is taken back.
MEASURE_SET = f"""setting => {{
  const style = document.createElement('style');
  style.textContent = setting;
  document.head.append(style);
  const found = findingsOfReflow({TARGET}, {LARGE_TARGET});
  style.remove();
  return found;
}}"""


#: What was found on a page, by what was measured, such as ``cut_off``.
Findings = dict[str, Any]


@dataclass(frozen=True)
class Measured:
    """What was found by page: on a narrow screen, with text set wider there, enlarged on a desk."""

    opened: dict[str, Findings] = field(default_factory=dict)
    set_wider: dict[str, Findings] = field(default_factory=dict)
    enlarged: dict[str, Findings] = field(default_factory=dict)


@pytest.fixture(scope="module")
def visited(chromium: Browser, sample: Sample) -> Iterator[Measured]:
    """Return what was found on pages with everything there is, in every script; each is opened once."""
    context = chromium.new_context(bypass_csp=True)
    page, measured = context.new_page(), Measured()
    enlarged = set(sample.covering("direction"))
    for path in sample.covering("script"):
        address = (sample.site / path).as_uri()
        measured.opened[path], measured.set_wider[path] = measure(page, address)
        if path in enlarged:
            measured.enlarged[path] = measure_enlarged(page)
    yield measured
    context.close()


@pytest.fixture
def measured(visited: Measured) -> dict[str, Findings]:
    """Return what was found on a narrow screen, by page."""
    return visited.opened


@pytest.fixture
def set_wider(visited: Measured) -> dict[str, Findings]:
    """Return what was found there with text set wider, by page."""
    return visited.set_wider


@pytest.fixture
def enlarged(visited: Measured) -> dict[str, Findings]:
    """Return what was found where readers have doubled the size of text alone, by page."""
    return visited.enlarged


def measure(page: Page, address: str) -> tuple[Findings, Findings]:
    """Visit a page; return what is found on a narrow screen as it opens, and with text set wider."""
    page.set_viewport_size(NARROW)
    page.goto(address)
    page.evaluate(MEASURES)
    return page.evaluate(MEASURE), page.evaluate(MEASURE_SET, SPACING)


def measure_enlarged(page: Page) -> Findings:
    """Return what is found on an open page with large text on a desk."""
    page.set_viewport_size(DESK)
    found: Findings = page.evaluate(MEASURE_SET, LARGE_TEXT)
    return found


class TestOnANarrowScreen:
    @pytest.mark.accessibility("narrow")
    def test_no_page_scrolls_sideways(self, measured: dict[str, Findings]) -> None:
        assert not found_on(measured, "scrolls")

    @pytest.mark.accessibility("narrow")
    def test_nothing_lies_beyond_the_edge(self, measured: dict[str, Findings]) -> None:
        assert not found_on(measured, "beyond")

    @pytest.mark.accessibility("narrow")
    def test_nothing_is_cut_off(self, measured: dict[str, Findings]) -> None:
        assert not found_on(measured, "cut_off")

    @pytest.mark.accessibility("targets")
    def test_every_target_can_be_hit(self, measured: dict[str, Findings]) -> None:
        assert not found_on(measured, "small")

    @pytest.mark.accessibility("targets")
    def test_menus_and_help_can_be_hit_with_a_thumb(self, measured: dict[str, Findings]) -> None:
        assert not found_on(measured, "not_large")

    @pytest.mark.accessibility("narrow")
    def test_nothing_that_stays_in_place_takes_the_screen(
        self, measured: dict[str, Findings]
    ) -> None:
        assert not found_on(measured, "in_the_way")


@pytest.mark.accessibility("spacing")
class TestWithTextSetWider:
    @pytest.mark.parametrize("fault", ["scrolls", "beyond", "cut_off"])
    def test_nothing_is_lost(self, set_wider: dict[str, Findings], fault: str) -> None:
        assert not found_on(set_wider, fault)


@pytest.mark.accessibility("large_text")
class TestWithLargeText:
    @pytest.mark.parametrize("fault", ["scrolls", "beyond", "cut_off"])
    def test_nothing_is_lost(self, enlarged: dict[str, Findings], fault: str) -> None:
        assert not found_on(enlarged, fault)


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
        page = chromium.new_page(viewport=NARROW)
        page.set_content(f"<!doctype html><body>{body}")
        page.evaluate(MEASURES)
        found = page.evaluate(MEASURE)
        page.close()
        assert found[fault]


def found_on(measured: dict[str, Findings], fault: str) -> dict[str, list[str]]:
    """Return the findings of a kind by page; pages without any are left out."""
    assert measured
    return {path: found[fault] for path, found in measured.items() if found[fault]}
