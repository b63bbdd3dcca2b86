"""Metadata at the head of a page, in both of its forms."""

from __future__ import annotations

import pytest

from editions.model.frontmatter import read_header, with_fields


def test_fields_stand_between_two_lines_of_hyphens() -> None:
    header, problems = read_header("---\nTitle: A: b\nTags: x,\n    y\n---\n\nText\n", "a.md")
    assert not problems
    assert [(f.key, f.value, f.line) for f in header.fields] == [
        ("title", "A: b", 2),
        ("tags", "x, y", 3),
    ]
    assert (header.body, header.body_line) == ("\nText\n", 6)


def test_pelicans_own_form_is_read_too() -> None:
    header, problems = read_header("Title: A\nDate: 2026-01-02\n\nText: here\n", "a.md")
    assert not problems
    assert [f.key for f in header.fields] == ["title", "date"]
    assert header.body == "\nText: here\n"
    assert header.body_line == 3


def test_a_header_without_end_is_told_at_its_beginning() -> None:
    _, problems = read_header("---\nTitle: A\n\nText\n", "a.md")
    assert [p.where for p in problems] == ["a.md:1"]


@pytest.mark.parametrize(
    "text",
    [
        "Title: A\n\nText: here\nand there.\n\n- one\n\n---\n\nMore.\n",
        "Title: A\nSummary: B\n\n## Heading\n\n---\n",
        "Title: A\nThis is text.\nIt goes on.\nAnd on.\n---\n",
    ],
)
def test_a_rule_further_down_does_not_end_a_header(text: str) -> None:
    header, problems = read_header(f"---\n{text}", "a.md")
    assert [(p.where, p.what) for p in problems] == [
        ("a.md:1", "the metadata begins with --- but no second --- line ends it.")
    ]
    assert header.fields == ()


def test_empty_lines_and_a_mistyped_line_leave_a_header_one() -> None:
    header, problems = read_header("---\nTitle: A\n\nTags: b\nSumary\n\n---\nText\n", "a.md")
    assert [p.where for p in problems] == ["a.md:5"]
    assert [f.key for f in header.fields] == ["title", "tags"]
    assert header.body == "Text\n"


def test_every_line_that_is_no_field_is_told() -> None:
    _, problems = read_header("---\nTitle A\n: b\nTags: x\nTags: y\n---\n", "a.md")
    assert [p.where for p in problems] == ["a.md:2", "a.md:3", "a.md:5"]


def test_pelicans_spelling_of_a_key_is_the_same_key() -> None:
    text = "---\nTitle: A\nMenu_Title: B\n---\n"
    assert [f.key for f in read_header(text, "a.md")[0].fields] == ["title", "menu-title"]
    assert with_fields(text, {"Menu-Title": "C"}) == "---\nTitle: A\nMenu-Title: C\n---\n"
    _, problems = read_header(text.replace("Title: A", "Menu-Title: A"), "a.md")
    assert [p.where for p in problems] == ["a.md:3"]
