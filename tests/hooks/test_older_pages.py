"""What readers see of a translation that is older than its source."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from editions.model.blocks import prints_of
from editions.model.freshness import Prints, metadata_prints
from sites import TinySite

MakeSite = Callable[..., TinySite]

BEFORE = """\
First in English.

## A heading

- one thing
- another thing

| a | b |
|---|---|
| c | d |

> Quoted words.

Last in English.
"""
FRENCH = """\
Premier en français.

## Un titre

- une chose
- une autre chose

| e | f |
|---|---|
| g | h |

> Des mots cités.

Dernier en français.
"""


def page(body: str, header: str = "") -> str:
    return f"---\nTitle: Same\n{header}---\n\n{body}"


def stamp_of(made_from: str) -> str:
    return str(Prints.of(metadata_prints([("title", "Same")]), prints_of(made_from)).stamp)


def translated(body: str, made_from: str) -> str:
    return page(body, f"Status: draft\nSource: {stamp_of(made_from)}\n")


def built(make: MakeSite, source: str, header: str = "", text: str = FRENCH) -> LexborHTMLParser:
    site = make({"en/a.md": page(source, header), "fr/a.md": translated(text, BEFORE)})
    assert site.build() == 0
    return site.page("fr/a.html")


def first(tree: LexborHTMLParser | LexborNode, selector: str) -> LexborNode:
    node = tree.css_first(selector)
    assert node is not None, selector
    return node


def text_of(tree: LexborHTMLParser) -> str:
    return " ".join(first(tree, ".sheet-text").text().split())


def test_a_current_page_is_shown_as_it_is_and_says_nothing(tiny_site: MakeSite) -> None:
    tree = built(tiny_site, BEFORE)
    assert "Premier en français." in text_of(tree)
    assert tree.css_first(".notice") is None
    assert tree.css_first("[class=older]") is None


def test_an_older_block_stays_marked_with_the_source_beside_it(tiny_site: MakeSite) -> None:
    tree = built(tiny_site, BEFORE.replace("Last in English.", "Last, *changed*, in English."))
    older = first(tree, "p.older")
    assert older.text() == "Dernier en français."
    now = first(tree, "details.source-now")
    assert now.prev is not None
    inner = first(now, "div")
    assert (inner.attributes["lang"], inner.attributes["dir"]) == ("en", "ltr")
    assert first(inner, "em").text() == "changed"
    assert "1 " in first(tree, ".notice").text()


@pytest.mark.parametrize(
    ("old", "new", "tag"),
    [
        ("- one thing", "- one other thing", "li"),
        ("| c | d |", "| c | D |", "table"),
        ("> Quoted words.", "> Quoted other words.", "blockquote"),
        ("## A heading", "## Another heading", "h2"),
    ],
)
def test_every_kind_of_block_is_marked(tiny_site: MakeSite, old: str, new: str, tag: str) -> None:
    tree = built(tiny_site, BEFORE.replace(old, new))
    assert [node.tag for node in tree.css(".older")] == [tag]
    assert len(tree.css("details.source-now")) == 1
    assert "\ue000" not in (tree.html or "")
    assert "\ue000" not in text_of(tree)


@pytest.mark.parametrize(
    ("old", "new", "tag"),
    [("The way", "A way", "figcaption"), ("Two.", "Two, changed.", "li")],
)
def test_an_older_part_of_a_drawing_is_marked_within_it(
    tiny_site: MakeSite, old: str, new: str, tag: str
) -> None:
    drawing = '!!! steps "The way"\n    1. One.\n    2. Two.\n'
    french = '!!! steps "Le chemin"\n    1. Un.\n    2. Deux.\n'
    header = f"Status: draft\nSource: {stamp_of(drawing)}\n"
    site = tiny_site({"en/a.md": page(drawing.replace(old, new)), "fr/a.md": page(french, header)})
    assert site.build() == 0
    figure = first(site.page("fr/a.html"), "figure.steps")
    assert [node.tag for node in figure.css(".older")] == [tag]
    assert new in first(figure, "details.source-now").text().replace("\xa0", " ")
    assert len(figure.css("ol > li")) == 2
    assert "\ue000" not in (figure.html or "")


@pytest.mark.parametrize("header", ["Critical: yes\n", "Stale: replace\n"])
def test_on_a_critical_page_the_source_takes_the_place(tiny_site: MakeSite, header: str) -> None:
    tree = built(tiny_site, BEFORE.replace("another thing", "a new thing"), header)
    assert "une autre chose" not in text_of(tree)
    item = first(tree, "li.from-source")
    assert item.text().strip() == "a new thing"
    assert (item.attributes["lang"], item.attributes["dir"]) == ("en", "ltr")


def test_a_page_that_keeps_shows_the_old_text_and_says_so(tiny_site: MakeSite) -> None:
    tree = built(tiny_site, BEFORE.replace("another thing", "a new thing"), "Stale: keep\n")
    assert "une autre chose" in text_of(tree)
    assert tree.css_first(".older") is None
    assert tree.css_first(".notice") is not None


def test_a_new_block_appears_in_its_place_in_the_language_of_the_source(
    tiny_site: MakeSite,
) -> None:
    added = BEFORE.replace("> Quoted", '### New "part"\n\nIt is new.\n\n> Quoted')
    tree = built(tiny_site, added)
    words = text_of(tree)
    assert words.index("g h") < words.index("It is new.") < words.index("Des mots")
    assert [n.attributes["lang"] for n in tree.css(".from-source")] == ["en", "en"]
    assert first(tree, "h3").text() == "New “part”"  # typeset as English, not as French
    assert first(tree, "h3").attributes["id"] == "new-part"


def test_a_moved_section_is_shown_where_the_source_has_it(tiny_site: MakeSite) -> None:
    moved = "Last in English.\n\n" + BEFORE.replace("\nLast in English.\n", "")
    tree = built(tiny_site, moved)
    assert text_of(tree).startswith("Dernier en français.")
    assert tree.css_first(".notice") is None


def test_a_block_gone_from_the_source_stays_and_is_marked(tiny_site: MakeSite) -> None:
    gone = BEFORE.replace("\nLast in English.\n", "")
    tree = built(tiny_site, gone)
    assert first(tree, "p.older").text() == "Dernier en français."


def test_a_block_gone_from_a_critical_source_is_not_shown(tiny_site: MakeSite) -> None:
    gone = BEFORE.replace("\nLast in English.\n", "")
    assert "Dernier" not in text_of(built(tiny_site, gone, "Critical: yes\n"))


def test_anchors_are_those_of_the_source_whatever_has_changed(tiny_site: MakeSite) -> None:
    tree = built(tiny_site, "New.\n\n" + BEFORE)
    assert first(tree, "h2").attributes["id"] == "a-heading"
    assert first(tree, "h2").text() == "Un titre"


def test_a_problem_in_a_borrowed_block_is_named_where_it_was_written(
    tiny_site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    source = BEFORE.replace("Last in English.", "Last in English.\n\n[gone](gone.md)")
    site = tiny_site({"en/a.md": page(source), "fr/a.md": translated(FRENCH, BEFORE)})
    assert site.build() == 1
    told = capsys.readouterr().err
    line = page(source).split("\n").index("[gone](gone.md)") + 1
    assert f"en/a.md:{line}:" in told
    assert "fr/a.md" not in told


def test_a_page_with_characters_that_marks_are_made_of_is_refused(
    tiny_site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    site = tiny_site({"en/a.md": "Plain.", "fr/a.md": "\ue000\ue010\ue001Premier"})
    assert site.build() == 1
    assert "the text has an invisible character, U+E000" in capsys.readouterr().err


def test_an_untracked_page_is_shown_as_it_is(tiny_site: MakeSite) -> None:
    site = tiny_site({"en/a.md": page(BEFORE + "\nNew."), "fr/a.md": page(FRENCH)})
    assert site.build() == 0
    assert "New." not in text_of(site.page("fr/a.html"))
