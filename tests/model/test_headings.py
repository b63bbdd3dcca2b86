"""Anchors are the same in every language."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from editions.model.headings import headings_of, inherited_anchors, with_anchors


def anchors(source: str, translation: str) -> list[str]:
    return [h.anchor for h in inherited_anchors(headings_of(source), headings_of(translation))]


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


def test_an_anchor_the_translator_wrote_stays() -> None:
    assert anchors("## One\n", "## Un {#own}\n") == ["own"]


def test_a_heading_of_its_own_never_takes_an_inherited_anchor() -> None:
    assert anchors("## Ajout\n", "## Un\n\n## Ajout\n") == ["ajout", "ajout-2"]


@given(st.text(alphabet="#=-a \n{}`*[]()", max_size=120))
def test_writing_anchors_moves_no_line_and_keeps_the_headings(body: str) -> None:
    headings = headings_of(body)
    written = with_anchors(body, headings)
    assert written.count("\n") == body.count("\n")
    assert [h.line for h in headings_of(written)] == [h.line for h in headings]
    assert [h.anchor for h in headings_of(written)] == [h.anchor for h in headings]
