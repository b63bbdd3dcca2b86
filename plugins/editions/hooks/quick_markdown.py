"""Python-Markdown without the searches that can find nothing.

The stock parser asks every block whether it is a list, a quote, a table and a dozen other things, and
tries every inline pattern on every text. A paragraph that begins with a letter on each line is none of
these, and each inline pattern needs a sign of its own. What comes out is the same, which a test over
arbitrary Markdown holds.
"""

from __future__ import annotations

import re
from typing import Any, Self
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

#: A block of which every line begins with a letter, emphasised or not, and that can be no table.
_PARAGRAPH = re.compile(r"\*{0,2}[^\W\d_][^|\n]*(?:\n\*{0,2}[^\W\d_][^|\n]*)*").fullmatch
#: What a text must have for a pattern to match, by the pattern's name; a pattern without an entry, one
#: of another extension for instance, is always tried.
_NEEDS = {
    "backtick": "`",
    "escape": "\\",
    "facts": "{",
    "footnote": "[^",
    "reference": "[",
    "link": "[",
    "image_link": "![",
    "image_reference": "![",
    "short_reference": "[",
    "short_image_ref": "![",
    "autolink": "<",
    "automail": "<",
    "linebreak": "  \n",
    "html": "<",
    "entity": "&",
}
_MARKS = re.compile(r"[`\\{\[<&*_]|  \n")


class QuickMarkdown(Markdown):
    """A parser of Markdown, of which the extensions are given as usual."""

    def build_parser(self) -> Self:
        """Build the parser, before extensions add to it."""
        super().build_parser()
        self.parser = QuickBlockParser(self, self.parser)
        return self

    def hasten(self) -> None:
        """Put the quick inline processor in its place, when all patterns are there."""
        self.treeprocessors.register(QuickInlineProcessor(self), "inline", 20)


class QuickBlockParser(BlockParser):
    """Takes what can only be a paragraph for one."""

    def __init__(self, md: Markdown, stock: BlockParser) -> None:
        """Take over the processors of a stock parser."""
        super().__init__(md)
        self.blockprocessors = stock.blockprocessors
        for processor in stock.blockprocessors:
            processor.parser = self

    def parseBlocks(self, parent: Element, blocks: list[str]) -> None:  # noqa: N802
        """Parse blocks into an element, as the stock parser does."""
        paragraph = self.blockprocessors["paragraph"]
        while blocks:
            if _PARAGRAPH(blocks[0]):
                paragraph.run(parent, blocks)
                continue
            for processor in self.blockprocessors:
                if processor.test(parent, blocks[0]) and processor.run(parent, blocks) is not False:
                    # A processor that does not take a block leaves it to the next.
                    break


class QuickInlineProcessor(InlineProcessor):
    """Passes over patterns whose sign a text lacks."""

    def __init__(self, md: Markdown) -> None:
        """Take the patterns of a parser, to which none may be added afterwards."""
        super().__init__(md)
        patterns = md.inlinePatterns
        needs = {
            patterns.get_index_for_name(n): sign for n, sign in _NEEDS.items() if n in patterns
        }
        self._tried = [(pattern, needs.get(at, "")) for at, pattern in enumerate(patterns)]
        emphasis = {patterns.get_index_for_name("em_strong")}
        self._all_need_marks = set(range(len(patterns))) <= needs.keys() | emphasis

    # The stock class calls it by this name, which Python gives to a private method.
    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        """Return a text with placeholders for what its marks stand for, as the stock one does."""
        if isinstance(data, AtomicString) or (self._all_need_marks and _MARKS.search(data) is None):
            return data
        apply: Any = self._InlineProcessor__applyPattern  # type: ignore[attr-defined]
        at, start = patternIndex, 0
        while at < len(self._tried):
            pattern, needed = self._tried[at]
            if needed not in data:
                at, start = at + 1, 0
                continue
            data, matched, start = apply(pattern, data, at, start)
            if not matched:
                at += 1
        return data
