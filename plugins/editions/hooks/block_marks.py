"""Blocks readers are told something of: in the source's language, older than it, or gone from it.

The composed Markdown marks them with characters of no meaning; here the marks become attributes, classes
and a fold with what the source says by now, beside the text and without a script.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from editions.model.assembly import MARKED, Mark, number_of_mark
from editions.model.blocks import Piece, prefix_length
from editions.model.composition import ComposedPage
from editions.model.interface import Interface, Wording
from editions.model.locales import Locale

#: Classes of a block that stands in for a translation, of one that is older, and of the fold beside it.
FROM_SOURCE, OLDER, NOW = "from-source", "older", "source-now"

_WHOLE = {"table": "table", "quote": "blockquote", "definition": "dd", "footnote": "li"}
_BLOCKS = frozenset("p li h1 h2 h3 h4 h5 h6 dt dd table blockquote figcaption".split())
#: Elements that can hold the fold themselves; behind any other it follows.
_HOLDERS = frozenset({"li", "dd", "blockquote"})


@dataclass(frozen=True, slots=True)
class Sayings:
    """What the converter itself says on a page, in the words of the edition."""

    back_to_text: str
    now: Wording
    gone: Wording


def sayings_of(interface: Interface) -> Sayings:
    """Return the sayings of an edition."""
    return Sayings(
        back_to_text=interface.wording("Back to the text of note {}").text,
        # Translators: opens, below a paragraph whose translation is older, what the original says today.
        now=interface.wording(
            "This part is older than the original. Show the original as it is now"
        ),
        # Translators: below a paragraph that stands in the translation only.
        gone=interface.wording("The original no longer has this part."),
    )


class BlockMarks:
    """The marks of the page that is being converted."""

    def __init__(self, sayings: Sayings, convert_source: Callable[[str], str]) -> None:
        """Take the words that say it, and what converts a block of the source to HTML."""
        self._sayings, self._convert = sayings, convert_source
        self._marks: tuple[Mark, ...] = ()

    def begin(self, page: ComposedPage) -> None:
        """Start a page."""
        self._page, self._marks = page, page.marks

    def is_of_source(self, text: str) -> bool:
        """Tell whether a block stands in the source's language, by the mark its text begins with."""
        found = MARKED.search(text) if self._marks else None
        return bool(found and self._marks[number_of_mark(found)].state == "source")

    def apply(self, root: Element, stash: Callable[[str], str]) -> None:
        """Turn the marks of a converted page into what readers see; ``stash`` keeps finished HTML."""
        if not self._marks:
            return
        parents = {child: parent for parent in root.iter() for child in parent}
        for element in list(root.iter()):
            for behind in (False, True):
                text = (element.tail if behind else element.text) or ""
                found = MARKED.search(text)
                if found is None:
                    continue
                _put(element, MARKED.sub("", text), behind=behind)
                mark = self._marks[number_of_mark(found)]
                holder = parents[element] if behind else element
                self._show(mark, _block_around(holder, mark.kind, parents), parents, stash)

    def _show(
        self,
        mark: Mark,
        block: Element,
        parents: dict[Element, Element],
        stash: Callable[[str], str],
    ) -> None:
        if mark.state == "source":
            locale = self._page.source_locale
            block.attrib |= {"lang": locale.tag, "dir": locale.direction, "class": FROM_SOURCE}
            block.set("data-script", locale.script)
            return
        block.set("class", OLDER)
        if mark.state == "gone":
            said = Element("p", {"class": NOW})
            _say(said, self._sayings.gone, self._page.locale)
        else:
            said = self._fold(mark, stash)
        if block.tag in _HOLDERS:
            block.append(said)
            return
        parent = parents.get(block)
        if parent is not None:
            said.tail, block.tail = block.tail, "\n"
            parent.insert(list(parent).index(block) + 1, said)

    def _fold(self, mark: Mark, stash: Callable[[str], str]) -> Element:
        """Return the fold with what the source says by now, in its own language."""
        fold = Element("details", {"class": NOW})
        _say(SubElement(fold, "summary"), self._sayings.now, self._page.locale)
        locale = self._page.source_locale
        inner = SubElement(fold, "div", {"lang": locale.tag, "dir": locale.direction})
        inner.text = stash(self._convert(_alone(mark)))
        return fold


def _alone(mark: Mark) -> str:
    """Return the Markdown of a block by itself: an item without its sign, a heading as a paragraph."""
    if mark.kind == "table":
        return mark.now
    words = mark.now[prefix_length(Piece(mark.kind, mark.now, 0)) :]
    words = re.sub(r"^[ \t>]+", "", words, flags=re.MULTILINE)
    words = re.sub(r"\n[=-]+[ \t]*$", "", words) if mark.kind == "heading" else words
    return re.sub(r"[ \t]*\{:?[^{}\n]*#[^{}\n]*\}[ \t]*$", "", words).rstrip('"')


def _block_around(element: Element, kind: str, parents: dict[Element, Element]) -> Element:
    wanted = {_WHOLE[kind]} if kind in _WHOLE else _BLOCKS
    found = element
    while found.tag not in wanted and found in parents:
        found = parents[found]
    return found if found.tag in wanted else element


def _say(element: Element, wording: Wording, around: Locale) -> None:
    element.text = wording.text
    if wording.locale.code != around.code:
        element.attrib |= {"lang": wording.locale.tag, "dir": wording.locale.direction}


def _put(element: Element, text: str, *, behind: bool) -> None:
    if behind:
        element.tail = text
    else:
        element.text = text
