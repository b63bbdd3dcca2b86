"""What is drawn on pages draws and does nothing else, and nobody has to see it to know what it says."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborNode

from editions.commands.workbench_machine import ROOT
from editions.model.svg import svg_faults
from editions.packs.xhtml import as_xhtml
from shipped.pages import ShippedSite

pytestmark = pytest.mark.slow

AREAS = ("prostitution", "trafficking", "online", "travel")
#: Pages with a list that is drawn, by the kind of it.
DRAWN = {
    "issues/online": "steps",
    "network/how-we-work": "chain",
    "network/governance": "circle",
}


def drawings(site: ShippedSite) -> dict[str, set[str]]:
    """Return each drawing there is in a page, as it stands there, with the pages it is on."""
    found: dict[str, set[str]] = {}
    for page in site.pages.values():
        for drawing in page.tree.css("svg"):
            found.setdefault(drawing.html or "", set()).add(page.path)
    return found


def test_a_drawing_in_a_page_holds_only_what_draws(site: ShippedSite) -> None:
    faults = {}
    for drawing, pages in drawings(site).items():
        whole = as_xhtml(f"<!doctype html><body>{drawing}")
        alone = whole[whole.index("<svg") : whole.index("</svg>") + len("</svg>")]
        if found := tuple(svg_faults(alone)):
            faults[min(pages)] = found
    assert not faults


def test_a_drawing_says_what_it_shows_or_is_passed_over(site: ShippedSite) -> None:
    silent = []
    for page in site.pages.values():
        for drawing in page.tree.css("svg"):
            given = drawing.attributes
            if given.get("aria-hidden") == "true":
                continue
            named = [page.tree.css_first(f"svg > #{given.get(key)}") for key in NAMED_BY]
            if given.get("role") != "img" or not all(
                node and node.text().strip() for node in named
            ):
                silent.append(page.path)
    assert not silent


NAMED_BY = ("aria-labelledby", "aria-describedby")


@pytest.mark.parametrize(("page_id", "kind"), DRAWN.items())
def test_a_drawing_is_on_its_page_in_every_edition_in_the_words_of_its_text(
    site: ShippedSite, page_id: str, kind: str
) -> None:
    words: dict[str, str] = {}
    for page in site.edition_pages:
        if page.page_id != page_id:
            continue
        figure = page.one(f"figure.drawn.{kind}")
        assert len(figure.css("li")) >= 3, page.path
        if (
            ROOT / "content" / page.edition.replace("zh-hans", "zh_Hans") / f"{page_id}.md"
        ).exists():
            words[page.edition] = figure.text()
    assert len(words) >= 4
    assert len(set(words.values())) == len(words)


def test_signs_along_the_text_point_the_other_way_in_arabic(site: ShippedSite) -> None:
    for page_id, sign in (("issues/online", "branch"), ("network/how-we-work", "across")):
        for slug in ("en", "ar"):
            found = site.pages[f"{slug}/{page_id}.html"].tree.css(f".drawn-{sign} path")
            assert found
            assert {"transform" in path.attributes for path in found} == {slug == "ar"}


def places(drawing: LexborNode) -> list[float]:
    return [float((c.attributes["cx"] or "").rstrip("%")) for c in drawing.css("circle")]


def test_time_runs_as_the_text_does(site: ShippedSite) -> None:
    english, arabic = (
        places(site.pages[f"{slug}/network/history.html"].one("svg.time-scale"))
        for slug in ("en", "ar")
    )
    assert english == sorted(english)
    assert arabic == sorted(arabic, reverse=True)
    assert [round(100 - place, 1) for place in arabic] == english


def test_everything_drawn_on_the_scale_stands_in_the_list(site: ShippedSite) -> None:
    for page in site.edition_pages:
        if page.page_id == "network/history":
            scale = page.one("svg.time-scale")
            assert len(scale.css("circle")) == len(page.tree.css(".timeline-network")) > 10
            assert len(scale.css("rect")) == len(page.tree.css(".timeline-treaty")) > 5


def test_the_four_areas_have_an_emblem_each_on_their_page_and_their_card(
    site: ShippedSite,
) -> None:
    for slug in site.editions:
        emblems = {
            area: site.pages[f"{slug}/issues/{area}.html"].one(".page-header .emblem path")
            for area in AREAS
        }
        lines = {area: node.attributes["d"] for area, node in emblems.items()}
        assert len(set(lines.values())) == len(AREAS)
        for listed in ("index", "issues/index"):
            cards = site.pages[f"{slug}/{listed}.html"].tree.css(".card .emblem path")
            assert [node.attributes["d"] for node in cards] == list(lines.values()), (slug, listed)


def test_nothing_is_drawn_on_pages_at_risk_but_the_signs_of_the_frame(site: ShippedSite) -> None:
    """Who needs help does not wait for it, and nobody beside them sees an emblem of the subject."""
    for page in site.edition_pages:
        if page.tree.css_first("html.has-exit"):
            assert not page.tree.css("main svg, .drawn"), page.path
