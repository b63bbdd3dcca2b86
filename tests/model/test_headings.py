"""Anchors are the same in every language."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from editions.model.anchors import headings_as_shown
from editions.model.blocks import blocks_of
from editions.model.frontmatter import read_header
from editions.model.headings import headings_of, with_anchors
from editions.model.pages import PageText, read_page


def page(locale: str, body: str, stamp: str = "") -> PageText:
    raw = f"---\nTitle: T\n{stamp}---\n{body}"
    return read_page("a", locale, f"{locale}/a.md", read_header(raw, "a.md")[0])[0]


def anchors(source: str, translation: str, made_from: str | None = None) -> list[str]:
    stamp = f"Source: {page('en', made_from).prints.stamp}\n" if made_from is not None else ""
    shown = headings_as_shown(page("en", source), page("fr", translation, stamp))
    return [heading.anchor for heading in shown]


def test_an_anchor_is_made_from_the_words_without_markup() -> None:
    (heading,) = headings_of("## What [*it*](x.md) is — `really`?")
    assert heading.text == "What it is — really?"
    assert heading.anchor == "what-it-is-really"


def test_two_headings_of_the_same_words_have_two_anchors() -> None:
    assert [h.anchor for h in headings_of("## A\n\n## A\n")] == ["a", "a-2"]


def test_an_anchor_keeps_the_marks_of_thai_and_hindi() -> None:
    assert headings_of("## ที่มา")[0].anchor == "ที่มา"


def test_a_hash_in_fenced_code_is_no_heading() -> None:
    assert [h.text for h in headings_of("```\n# no\n```\n\n## yes\n")] == ["yes"]


def test_an_underlined_line_is_a_heading_only_at_the_start_of_a_block() -> None:
    assert [h.level for h in headings_of("One\n===\n\ntext\n---\n\nx\ny\n---\n")] == [1, 2]


def test_a_translation_inherits_the_anchors_of_its_source() -> None:
    assert anchors("## One\n\n### Two\n\n## Three\n", "## Un\n\n### Deux\n\n## Trois\n") == [
        "one",
        "two",
        "three",
    ]


def test_one_heading_more_in_a_section_shifts_no_anchor_of_the_next() -> None:
    source = "## One\n\n### A\n\n## Two\n\n### B\n"
    translation = "## Un\n\n### A\n\n### Ajout\n\n## Deux\n\n### B\n"
    assert anchors(source, translation) == ["one", "a", "ajout", "two", "b"]


def test_one_heading_of_another_level_shifts_no_anchor() -> None:
    source = "## One\n\na\n\n### Two\n\nb\n\n### Three\n\nc\n\n## Four\n\nd\n"
    translation = source.replace("### Two", "## Deux").replace("Three", "Trois")
    expected = ["one", "two", "three", "four"]
    assert anchors(source, translation) == expected
    assert anchors(source, translation, made_from=source) == expected


def test_a_heading_turned_into_text_shifts_no_anchor() -> None:
    source = "## One\n\na\n\n## Two\n\n- b\n\n## Three\n\nc\n"
    translation = source.replace("## One", "Un").replace("Two", "Deux")
    assert anchors(source, translation, made_from=source) == ["two", "three"]
    assert anchors(source, translation) == ["two", "three"]


def test_a_section_left_out_shifts_no_anchor() -> None:
    source = "## One\n\na\n\nb\n\n## Two\n\n- c\n\n## Three\n\nd\n\n## Four\n\n> e\n"
    translation = "## Un\n\na\n\nb\n\n## Trois\n\nd\n\n## Quatre\n\n> e\n"
    assert anchors(source, translation) == ["one", "three", "four"]


def test_a_stamp_knows_which_of_two_sections_of_one_shape_is_lacking() -> None:
    before = "## One\n\na\n\n## Three\n\nc\n"
    source = "## One\n\na\n\n## Two\n\nb\n\n## Three\n\nc\n"
    assert anchors(source, "## Un\n\na\n\n## Trois\n\nc\n", before) == ["one", "three"]


def test_a_heading_in_a_comment_is_none() -> None:
    source = "<!--\n## Old\n-->\n\n## One\n\n## Two\n"
    assert anchors(source, "## Un\n\n## Deux\n") == ["one", "two"]


def test_an_anchor_the_translator_wrote_stays() -> None:
    assert anchors("## One\n", "## Un {#own}\n") == ["own"]


def test_a_heading_of_its_own_never_takes_an_inherited_anchor() -> None:
    assert anchors("## Ajout\n", "## Un\n\n## Ajout\n") == ["ajout", "ajout-2"]


@given(st.text(alphabet="#=-a \n{}`*[]()>!|:<1.", max_size=120))
def test_every_heading_of_a_page_is_a_block_in_the_same_order(body: str) -> None:
    lines = [block.line for block in blocks_of(body) if block.kind == "heading"]
    assert [heading.line for heading in page("en", body).headings] == lines


@given(st.text(alphabet="#=-a \n{}`*[]()", max_size=120))
def test_writing_anchors_moves_no_line_and_keeps_the_headings(body: str) -> None:
    headings = headings_of(body)
    written = with_anchors(body, headings)
    assert written.count("\n") == body.count("\n")
    assert [h.line for h in headings_of(written)] == [h.line for h in headings]
    assert [h.anchor for h in headings_of(written)] == [h.anchor for h in headings]
