"""A text falls into blocks and is whole again; what does not change its meaning changes no digest."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from editions.model.blocks import blocks_of, digest_of, join, prefix_length, prints_of, split

PAGE = """\
An opening paragraph
on two lines.

## Heading {#own}

- first
  goes on
- second

    with a paragraph

1. one
2. two

| a | b |
|---|---|
| 1 | 2 |

> a quote
> goes on

!!! note "Title"
    Inside.

```
# no heading

- no item
```

Term
:   What it means.

A note.[^1]

[^1]: The note.

[ref]: other.md
*[CSEC]: a long name

<!-- among
authors -->

---

Older heading
-------------
The end.
"""
MARKDOWN = st.text(
    alphabet=st.sampled_from("ab \n\n\t#-*+>|:`~![]^(){}1.<>=_\\é\u0e01\u064a\r\x0b\u2028"),
    max_size=200,
)


@given(MARKDOWN | st.text())
@settings(max_examples=400, deadline=None)
@example(PAGE)
@example("")
@example("\n\n")
@example("```\nunclosed")
def test_a_text_split_and_joined_is_the_same_text(text: str) -> None:
    assert join(split(text)) == text


@given(MARKDOWN)
@settings(max_examples=200, deadline=None)
def test_every_line_belongs_to_one_piece_that_knows_where_it_stands(text: str) -> None:
    lines = text.split("\n")
    for piece in split(text):
        assert lines[piece.line : piece.line + piece.lines] == piece.text.split("\n")


@given(MARKDOWN)
@settings(max_examples=200, deadline=None)
def test_what_comes_before_the_words_is_no_longer_than_the_block(text: str) -> None:
    for block in blocks_of(text):
        assert 0 <= prefix_length(block) <= len(block.text)


def test_blocks_are_what_markdown_makes_of_a_text() -> None:
    assert [(b.kind, b.text.split("\n")[0].strip()) for b in blocks_of(PAGE)] == [
        ("paragraph", "An opening paragraph"),
        ("heading", "## Heading {#own}"),
        ("item", "- first"),
        ("item", "- second"),
        ("paragraph", "with a paragraph"),
        ("item", "1. one"),
        ("item", "2. two"),
        ("table", "| a | b |"),
        ("quote", "> a quote"),
        ("notice", '!!! note "Title"'),
        ("paragraph", "Inside."),
        ("code", "```"),
        ("paragraph", "Term"),
        ("definition", ":   What it means."),
        ("paragraph", "A note.[^1]"),
        ("footnote", "[^1]: The note."),
        ("reference", "[ref]: other.md"),
        ("abbreviation", "*[CSEC]: a long name"),
        ("heading", "Older heading"),
        ("paragraph", "The end."),
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Two words\non two lines.", "Two  words on\ntwo lines."),
        ("- an item", "*   an item"),
        ("3. an item", "1. an item"),
        ("## Heading ##", "##  Heading"),
        ("Heading\n---", "## Heading"),
        ("caf\u00e9", "cafe\u0301"),
    ],
)
def test_what_says_the_same_has_the_same_digest(one: str, other: str) -> None:
    assert [p.digest for p in prints_of(one)] == [p.digest for p in prints_of(other)]


@pytest.mark.parametrize(
    ("one", "other"),
    [("a word", "a ward"), ("## a", "### a"), ("- a", "a"), ("- a", "1. a"), ("`a  b`", "`ab`")],
)
def test_what_says_something_else_has_another_digest(one: str, other: str) -> None:
    assert digest_of(blocks_of(one)[0]) != digest_of(blocks_of(other)[0])
