"""Python-Markdown's inline processor, without the searches that can find nothing.

The stock one tries every pattern on every text: fifteen searches and as many calls for a sentence
without a single mark. Each pattern needs a sign of its own; where a text lacks it, the pattern is passed
over. What comes out is the same, which a test over arbitrary Markdown holds.
"""

from __future__ import annotations

import re
from typing import Any

from markdown import Markdown
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

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
