"""The quick parser makes what Python-Markdown's own makes."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown

from editions.hooks.converter import EXTENSIONS
from editions.hooks.quick_markdown import QuickInlineProcessor, QuickMarkdown

PIECES = (
    "word", " ", "*", "**", "_", "`", "\\", "[", "]", "(a.md)", "![", "<", ">", "<b>", "</b>", "&",
    "&amp;", "{", "}", "{figure:x}", "[^1]", "\n", "  \n", "\n\n", "- ", "1. ", "> ", "# ", "|",
    "<a@b.c>", "<https://e.org>", "[x]: y\n", "[^1]: note\n", "*[W]: what\n", "W", "ไทย", "。", "\t",
    "!!! note \"T\"\n    ", "    ", ": ", "|-|", "a | b\n", "---\n", "===\n", "```\n", "{: #x }", "* ",
)  # fmt: skip


def stock() -> Markdown:
    return Markdown(extensions=list(EXTENSIONS), output_format="html")


def quick() -> QuickMarkdown:
    made = QuickMarkdown(extensions=list(EXTENSIONS), output_format="html")
    made.hasten()
    return made


STOCK, QUICK = stock(), quick()


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
@settings(max_examples=400, deadline=None)
def test_any_markdown_becomes_the_same_html(text: str) -> None:
    assert QUICK.reset().convert(text) == STOCK.reset().convert(text)


def test_a_pattern_of_another_extension_is_always_tried() -> None:
    made = quick()
    made.inlinePatterns.register(made.inlinePatterns["em_strong"], "other", 30)
    processor = QuickInlineProcessor(made)
    assert not processor._all_need_marks
