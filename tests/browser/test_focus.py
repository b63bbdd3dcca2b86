"""With the keyboard alone every page is walked from end to end and back: no trap, nothing left out.

At every stop the focus is seen whole (WCAG 2.2, 2.4.11 and 2.4.12) and well marked (2.4.7, 2.4.13),
also below a bar that stays at the top, and after a list of the header was opened.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from recording import RecordProperty
from sample import Sample

pytestmark = pytest.mark.browser

#: Defines what is looked at.
LOOKS = (Path(__file__).parent / "focus.js").read_text("utf-8")
#: A small phone, and a screen of 1280 × 1024; at 400 % it is as small as a phone.
SIZES: tuple[ViewportSize, ...] = (
    {"width": 320, "height": 480},
    {"width": 1280, "height": 1024},
)
#: One page of each kind in one edition, and a few where directions and scripts differ.
EDITION, OTHER_EDITIONS = "en", ("ar", "th")
FEW_PAGES = ("index.html", "help/th.html", "news/index.html")
#: A page of hundreds of links alike teaches no more than its first ones.
STOPS_AT_MOST = 60

#: What comes to the top of pages with an exit link, as high as it may be.
BAR = """<div style='position: sticky; inset-block-start: 0; block-size: 64px; background: red'></div>"""
ROOM_FOR_BAR = "<style>html { scroll-padding-block-start: 64px }</style>"
MANY_LINKS = "<style>a:focus { outline: 2px solid #000 }</style>" + "".join(
    f"<p><a href='#{n}'>link {n}</a></p>" for n in range(40)
)

Way = Literal["Tab", "Shift+Tab"]


@dataclass
class KeyboardWalk:
    """The stops of a walk in their order, and what was wrong at them."""

    stops: list[int] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    ended: bool = False


@pytest.fixture(scope="module")
def shared_page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context()
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size['width']}")
@pytest.mark.accessibility("keyboard")
def test_every_page_is_walked_with_the_keyboard_and_the_focus_is_seen(
    shared_page: Page, sample: Sample, size: ViewportSize, record_property: RecordProperty
) -> None:
    shared_page.set_viewport_size(size)
    pages = [f"{edition}/{name}" for edition in OTHER_EDITIONS for name in FEW_PAGES]
    if size == SIZES[0]:  # where most is in the way
        pages += sample.covering("site", [EDITION])
        assert len(pages) > 10 + len(FEW_PAGES)
    record_property("pages", len(pages))
    faults = [
        f"{path}: {fault}"
        for path in pages
        for fault in faults_of_walks(shared_page, (sample.site / path).as_uri())
    ]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size['width']}")
@pytest.mark.accessibility("keyboard")
def test_a_list_of_the_header_covers_nothing_once_the_focus_has_left_it(
    shared_page: Page, built_site: Path, size: ViewportSize
) -> None:
    shared_page.set_viewport_size(size)
    for edition in (EDITION, *OTHER_EDITIONS):
        shared_page.goto((built_site / edition / "index.html").as_uri())
        shared_page.evaluate(LOOKS)
        summaries = [s for s in shared_page.locator("header summary").all() if s.is_visible()]
        assert summaries
        for summary in summaries:
            summary.focus()
            shared_page.keyboard.press("Enter")
            assert not walk(shared_page, "Tab", limit=30).faults, edition


@pytest.mark.parametrize("way", ["Tab", "Shift+Tab"])
def test_a_bar_that_stays_at_the_top_covers_no_stop_where_the_page_leaves_room(
    shared_page: Page, tmp_path: Path, way: Way
) -> None:
    shared_page.set_viewport_size(SIZES[0])
    assert not planted(shared_page, tmp_path, f"{ROOM_FOR_BAR}{BAR}{MANY_LINKS}", way).faults


class TestTheLooks:
    """They find what is planted, so that a silence of theirs means something."""

    @pytest.mark.parametrize(
        ("body", "way", "fault"),
        [
            (f"{BAR}{MANY_LINKS}", "Shift+Tab", "is covered"),
            ("<style>a { outline: none }</style><a href='#x'>x</a>", "Tab", "has no mark"),
            (
                "<style>a:focus { outline: 3px solid #bbb }</style><a href='#x'>x</a>",
                "Tab",
                "has a mark of a contrast of 1.9",
            ),
            (
                "<a href='#x'>x</a><b style='position: absolute; inset: 0; background: #fff'>",
                "Tab",
                "is covered",
            ),
        ],
    )
    def test_a_planted_fault_is_found(
        self, shared_page: Page, tmp_path: Path, body: str, way: Way, fault: str
    ) -> None:
        shared_page.set_viewport_size(SIZES[0])
        found = planted(shared_page, tmp_path, body, way).faults
        assert any(fault in one for one in found), found

    @pytest.mark.parametrize(
        ("body", "fault"),
        [
            (
                "<a href='#1'>one</a><a href='#2'>two</a><a href='#3'>three</a><script>"
                "document.links[1].onkeydown = (event) => event.preventDefault();</script>",
                "the walk never ends",
            ),
            (
                "<a href='#1'>one</a><button onfocus='this.blur()'>two</button>",
                "is never reached",
            ),
        ],
    )
    def test_a_trap_is_found(
        self, shared_page: Page, tmp_path: Path, body: str, fault: str
    ) -> None:
        path = tmp_path / "trap.html"
        path.write_text(f"<!doctype html><title>x</title><body>{body}", "utf-8")
        found = faults_of_walks(shared_page, path.as_uri())
        assert any(fault in one for one in found), found


def faults_of_walks(page: Page, address: str) -> list[str]:
    """Return what is wrong with a walk over a page, forwards and back."""
    page.goto(address)
    page.evaluate(LOOKS)
    expected = page.evaluate("stopsOfPage()")
    assert expected
    there = walk(page, "Tab", limit=STOPS_AT_MOST)
    page.evaluate("number => goToStop(number)", there.stops[-1])
    back = walk(page, "Shift+Tab", limit=STOPS_AT_MOST)
    faults = [*there.faults, *back.faults]
    if len(expected) < STOPS_AT_MOST - 1:
        faults += [
            f"the walk never ends: {way.stops[-5:]}" for way in (there, back) if not way.ended
        ]
        left_out = sorted(set(expected) - set(there.stops))
        faults += [
            f"is never reached: {page.evaluate('number => nameOfStop(number)', number)}"
            for number in left_out
        ]
        if not faults and there.stops[:-1] != back.stops[::-1]:
            faults.append(f"back is another way than there: {there.stops}, {back.stops[::-1]}")
    return list(dict.fromkeys(faults))


def walk(page: Page, key: Way, *, limit: int) -> KeyboardWalk:
    """Press a key until the focus leaves the page or comes round, or as often as the limit says.

    Without a window around the page Chromium may go on from one end at the other.
    """
    walked = KeyboardWalk()
    start = page.evaluate("stopNow()?.number")
    for _ in range(limit):
        page.keyboard.press(key)
        stop = page.evaluate("stopNow()")
        if stop is None or stop["number"] in walked.stops[:1] or stop["number"] == start:
            walked.ended = True
            break
        walked.stops.append(stop["number"])
        walked.faults += stop["faults"]
    return walked


def planted(page: Page, folder: Path, body: str, way: Way) -> KeyboardWalk:
    """Return a walk over a page that is written now, first to its end and then the way asked for."""
    path = folder / "planted.html"
    path.write_text(f"<!doctype html><title>x</title><body>{body}", "utf-8")
    page.goto(path.as_uri())
    page.evaluate(LOOKS)
    there = walk(page, "Tab", limit=200)
    return there if way == "Tab" else walk(page, way, limit=200)
