"""Lists that are drawn: words stay a list, signs follow the text, and what cannot be drawn is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from selectolax.lexbor import LexborNode

from sites import TinySite

MakeSite = Callable[..., TinySite]

STEPS = """\
Before.

!!! steps "The way of *it*"
    1. One.
    2. Two:
        - this way;
        - that way.
    3. Three.

After.
"""
CIRCLE = '!!! circle "Round"\n    - One.\n    - Two.\n    - Three.\n'
CHAIN = CIRCLE.replace("circle", "chain")


def drawn(site: TinySite, path: str) -> LexborNode:
    figure = site.page(path).css_first("figure.drawn")
    assert figure is not None, path
    return figure


def signs(figure: LexborNode) -> list[str]:
    """Return what is drawn, in the order of the page."""
    return [(s.attributes["class"] or "").split("drawn-")[-1] for s in figure.css("svg")]


def test_the_words_of_a_drawing_are_a_list_under_its_title(tiny_site: MakeSite) -> None:
    site = tiny_site({"en/index.md": STEPS})
    assert site.build() == 0
    figure = drawn(site, "en/index.html")
    assert [child.tag for child in figure.iter()] == ["figcaption", "ol"]
    assert [point.text(deep=False).strip() for point in figure.css("ol > li")] == [
        "One.", "Two:", "Three.",
    ]  # fmt: skip
    assert [branch.text().strip() for branch in figure.css("li li")] == ["this way;", "that way."]
    assert {node.attributes.get("role") for node in figure.css("ol, ul")} == {"list"}
    title = figure.css_first("figcaption")
    assert title is not None
    assert title.text() == "The way of it"


def test_a_sign_leads_from_each_point_to_the_next_and_from_none_beyond(tiny_site: MakeSite) -> None:
    pages = {"en/index.md": STEPS, "en/chain.md": CHAIN, "en/circle.md": CIRCLE}
    site = tiny_site(pages)
    assert site.build() == 0
    assert signs(drawn(site, "en/index.html")) == ["down", "branch", "branch", "down"]
    assert signs(drawn(site, "en/chain.html")) == ["down", "across", "down", "across"]
    assert signs(drawn(site, "en/circle.html")) == ["down", "back", "down"]


def test_what_is_drawn_is_hidden_from_those_who_listen(tiny_site: MakeSite) -> None:
    site = tiny_site({"en/index.md": CHAIN})
    assert site.build() == 0
    for sign in drawn(site, "en/index.html").css("svg"):
        assert sign.attributes["aria-hidden"] == "true"
        assert sign.attributes["stroke"] == "currentColor"
        assert "style" not in sign.attributes


@pytest.mark.parametrize(
    ("body", "of_direction"), [(STEPS, "branch"), (CHAIN, "across"), (CIRCLE, "back")]
)
def test_signs_that_point_along_the_text_are_mirrored_where_it_runs_from_right_to_left(
    tiny_site: MakeSite, body: str, of_direction: str
) -> None:
    site = tiny_site({"en/index.md": body, "ar/index.md": body})
    assert site.build() == 0
    for slug in ("en", "ar"):
        for sign in drawn(site, f"{slug}/index.html").css("svg"):
            path = sign.css_first("path")
            assert path is not None
            points_along = of_direction in (sign.attributes["class"] or "")
            assert ("transform" in path.attributes) is (slug == "ar" and points_along)


def test_a_borrowed_drawing_runs_in_the_direction_of_its_own_words(tiny_site: MakeSite) -> None:
    site = tiny_site({"en/index.md": "x", "en/a.md": CHAIN, "ar/index.md": "x"})
    assert site.build() == 0
    assert "matrix" not in (drawn(site, "ar/a.html").html or "")


def test_only_a_page_with_a_drawing_loads_the_styles_of_drawings(tiny_site: MakeSite) -> None:
    site = tiny_site({"en/index.md": "x", "en/a.md": CHAIN, "en/b.md": "x"})
    assert site.build() == 0

    def sheet(path: str) -> str:
        link = site.page(path).css_first('link[rel="stylesheet"]')
        assert link is not None
        return link.attributes["href"] or ""

    assert "/whole." in f"/{sheet('en/a.html')}"
    assert "/site." in f"/{sheet('en/b.html')}"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('!!! steps ""\n    1. One.\n    2. Two.\n', "it has no title"),
        ('!!! steps "T"\n    - One.\n    - Two.\n', "something else than one list of its kind"),
        ('!!! circle "T"\n    1. One.\n    2. Two.\n', "something else than one list of its kind"),
        ('!!! chain "T"\n    - One.\n', "something else than one list of its kind"),
        ('!!! step "T"\n    1. One.\n    2. Two.\n', "Did you mean steps?"),
        ('!!! chain "T"\n    Words.\n\n    - One.\n    - Two.\n', "something else than one list"),
    ],
)
def test_what_cannot_be_drawn_is_told_with_its_line(
    tiny_site: MakeSite, capsys: pytest.CaptureFixture[str], body: str, said: str
) -> None:
    site = tiny_site({"en/index.md": f"---\nTitle: T\n---\n\nText.\n\n{body}"})
    assert site.build() == 1
    told = capsys.readouterr().err
    assert said in told
    assert "en/index.md:7: " in told
