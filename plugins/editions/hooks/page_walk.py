"""One walk over the tree of a converted page: resolves links, refuses what is unsafe, sets the text.

Everything is done in one walk, once per page, after Markdown has done everything else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from markdown.treeprocessors import Treeprocessor

from editions.errors import Problem
from editions.hooks.block_marks import FROM_SOURCE, BlockMarks
from editions.hooks.drawings import drawn_lists
from editions.hooks.fact_tokens import FactTokens
from editions.model.composition import ComposedPage
from editions.model.inventory import Inventory
from editions.model.links import DeadLink, LinkResolver
from editions.model.locales import Locale
from editions.model.markup import (
    ALLOWED_ATTRIBUTES,
    MADE_BY_MARKDOWN,
    is_comment,
    refused_in_html,
    with_direction,
)
from editions.model.tokens import unsourced_numbers
from editions.model.typography import Typography, set_runs, typography_of

_BLOCKS = frozenset("p li h1 h2 h3 h4 h5 h6 td th dt dd blockquote div figcaption".split())
_NOT_PROSE = frozenset({"code", "pre", "kbd", "samp", "var", "bdi", "data", "time", "sup", "cite"})
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_ALIGNMENT = re.compile(r"text-align:\s*(left|right|center)")
#: Markdown's own marks for an e-mail address written as entities.
_HIDDEN_ADDRESS = "\x02amp\x03"


class PageWalk(Treeprocessor):
    """One walk over a page: resolves, checks, and sets its text."""

    def __init__(
        self, inventory: Inventory, edition: Locale, tokens: FactTokens, blocks: BlockMarks
    ) -> None:
        super().__init__()
        self.tokens, self.blocks = tokens, blocks
        # A site that keeps no sources has not promised that every number has one.
        self.sourced = bool(tokens.facts.sources)
        self.links = LinkResolver(inventory, edition)
        self.problems: list[Problem] = []

    def begin(self, page: ComposedPage, body: str, table: Typography) -> None:
        """Start a page, as composed, and how it is set."""
        self.page, self.text, self.body, self.table = page, page.text, body, table
        self.problems = []

    def run(self, root: Element) -> None:
        """Walk over the tree of a page and amend it."""
        self._check_raw_html()
        if next(root.iter("h1"), None) is not None:
            _lower_headings(root)
        for element in list(root.iter()):
            if isinstance(element.tag, str):
                self._check_attributes(element)
                if element.tag == "a":
                    self._resolve_link(element)
                    self._check_nested(element)
                elif element.tag == "img":
                    self._resolve_image(element)
        drawn_lists(root, self.page.locale.direction, self.note)
        self.blocks.apply(root, self.md.htmlStash.store)
        self._finish_tables(root)
        source_table = typography_of(self.page.source_locale)
        for slots, foreign in _text_blocks(root):
            runs = [_read(slot) for slot in slots]
            if self.sourced:
                self._check_numbers(runs)
            table = source_table if foreign else self.table
            for slot, new in zip(slots, set_runs(runs, table), strict=True):
                _write(slot, new)

    def _check_raw_html(self) -> None:
        blocks = self.md.htmlStash.rawHtmlBlocks
        for index, raw in enumerate(blocks):
            if not isinstance(raw, str):
                continue
            if is_comment(raw):
                blocks[index] = ""
                continue
            blocks[index] = with_direction(raw)
            for piece in refused_in_html(raw):
                self.note(
                    piece,
                    f"this HTML is not allowed on a page: {piece.rstrip('=')}.",
                    "Write it in Markdown, or leave it out; docs/writing.md lists what is allowed.",
                )

    def _check_attributes(self, element: Element) -> None:
        for name in list(element.attrib):
            if name in ALLOWED_ATTRIBUTES or name in MADE_BY_MARKDOWN:
                continue
            del element.attrib[name]
            self.note(
                name,
                f"the attribute {name!r} is not allowed on a page.",
                "In { } behind a block only an id, classes, lang, dir and title may stand.",
            )
        if "style" in element.attrib:
            aligned = _ALIGNMENT.fullmatch(element.attrib.pop("style").strip(" ;"))
            if aligned is None or element.tag not in ("td", "th"):
                self.note("style", "inline styles are not allowed.", "Leave the style out.")
            elif aligned[1] != "left":
                element.set("class", {"right": "align-end", "center": "align-center"}[aligned[1]])

    def _resolve_link(self, element: Element) -> None:
        href = element.get("href", "")
        footnote = href.startswith(("#fn:", "#fnref"))
        if footnote or _HIDDEN_ADDRESS in href or self.tokens.has_made(element):
            return
        try:
            target = self.links.page_target(href, self.text.page_id)
        except DeadLink as dead:
            self.note(href, dead.what, dead.remedy)
            return
        element.set("href", target.href)
        if target.external and target.href.startswith("http"):
            element.set("rel", "external")
        if target.locale is not None:
            _say_elsewhere(element, target.locale)

    def _check_nested(self, link: Element) -> None:
        """Note a link within a link, which a token with a note or with a page of its own would be."""
        if any(inner is not link for inner in link.iter("a")):
            self.note(
                # Of the token only what it became is left; the link's first words find the line.
                (link.text or "").strip() or "](",
                "a token that is a link itself stands in the text of a link.",
                "Write the token before or behind the link.",
            )

    def _resolve_image(self, element: Element) -> None:
        source = element.get("src", "")
        try:
            element.set("src", self.links.media_target(source, self.text.page_id).href)
        except DeadLink as dead:
            self.note(source, dead.what, dead.remedy)
        element.set("loading", "lazy")
        element.set("decoding", "async")

    def _check_numbers(self, runs: list[str]) -> None:
        for run in runs:
            for number in unsourced_numbers(run):
                self.note(
                    number,
                    f"the number {number} stands in the text without a source.",
                    "Add it to content/data/figures.yaml and write {figure:…}; a code or a name that"
                    " is no quantity stands in `backticks`.",
                )

    def _finish_tables(self, root: Element) -> None:
        """Put every table into a box that scrolls by itself, named by the heading above it."""
        for parent in list(root.iter()):
            heading = ""
            for index, child in enumerate(list(parent)):
                if child.tag in _HEADINGS:
                    heading = child.get("id", "")
                if child.tag != "table":
                    continue
                box = Element("div", {"class": "table-scroll", "tabindex": "0"})
                if heading:
                    box.set("role", "region")
                    box.set("aria-labelledby", heading)
                box.tail, child.tail = child.tail, "\n"
                parent.remove(child)
                box.append(child)
                parent.insert(index, box)

    def note(self, snippet: str, what: str, remedy: str) -> None:
        """Note a problem at the line on which a snippet first stands, or next stands if noted."""
        lines = self.body.split("\n")
        taken = {p.where for p in self.problems if p.what == what}
        found = [self.page.place_of(n) for n, line in enumerate(lines) if snippet in line]
        places = found or [self.text.path]
        where = next((place for place in places if place not in taken), places[-1])
        self.problems.append(Problem(where, what, remedy))


def _say_elsewhere(element: Element, locale: Locale) -> None:
    """Say before the click that a page exists only in another language."""
    element.set("hreflang", locale.tag)
    note = SubElement(element, "span", {"lang": locale.tag, "dir": locale.direction})
    note.set("class", "elsewhere")
    note.text = f"({locale.autonym})"
    if len(element) > 1:
        element[-2].tail = f"{element[-2].tail or ''} "
    else:
        element.text = f"{element.text or ''} "


def _lower_headings(root: Element) -> None:
    """Move all headings one level down: the title is the one heading of the first level."""
    for element in root.iter():
        if element.tag in _HEADINGS:
            element.tag = _HEADINGS[min(_HEADINGS.index(element.tag) + 1, 5)]


#: Where a run of text is kept: an element, and whether behind it instead of in it.
Slot = tuple[Element, bool]


def _text_blocks(root: Element) -> Iterator[tuple[list[Slot], bool]]:
    """Yield the text of each block as its runs, without code and words in another language.

    The flag tells blocks that stand in for a translation, in the language of the source.
    """
    loose: list[Slot] = []
    done = [(loose, False)]
    _collect(root, loose, done, foreign=False)
    yield from done


def _collect(
    element: Element, block: list[Slot], done: list[tuple[list[Slot], bool]], *, foreign: bool
) -> None:
    if element.text:
        block.append((element, False))
    for child in element:
        if child.tag in _BLOCKS:
            inner: list[Slot] = []
            of_source = foreign or child.get("class") == FROM_SOURCE
            done.append((inner, of_source))
            _collect(child, inner, done, foreign=of_source)
        elif child.get("class") == FROM_SOURCE:
            _collect(child, block, done, foreign=True)
        elif isinstance(child.tag, str) and child.tag not in _NOT_PROSE and not child.get("lang"):
            _collect(child, block, done, foreign=foreign)
        if child.tail:
            block.append((child, True))


def _read(slot: Slot) -> str:
    element, behind = slot
    return (element.tail if behind else element.text) or ""


def _write(slot: Slot, text: str) -> None:
    element, behind = slot
    if behind:
        element.tail = text
    else:
        element.text = text
