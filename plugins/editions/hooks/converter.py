"""Markdown to HTML for one edition: links, anchors, images, typography, and what is refused.

One parser serves all pages of an edition; building it anew for each file, as Pelican does, costs more
than many a page. What is done to the converted tree is ``page_walk``'s.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, partial
from html import escape
from importlib import import_module

from markdown.extensions import Extension
from typogrify import filters as typogrify

from editions.errors import Problem
from editions.hooks.block_marks import BlockMarks, Sayings
from editions.hooks.fact_tokens import Cited, FactTokens
from editions.hooks.fact_words import FactWords
from editions.hooks.page_walk import PageWalk
from editions.hooks.quick_markdown import QuickMarkdown
from editions.model.composition import ComposedPage
from editions.model.facts import Facts
from editions.model.inventory import Inventory
from editions.model.locales import Locale
from editions.model.typography import Typography, set_text, typography_of

EXTENSIONS = (
    "abbr", "admonition", "attr_list", "def_list", "fenced_code", "footnotes", "sane_lists", "tables",
)  # fmt: skip
_NOTE_REF = re.compile(r'<sup class="note-ref">.*?</sup>|\[\^[^\]\s]+\]')
_IN_HEADING = re.compile(r"<h[1-6][ >].*?</h[1-6]>", re.DOTALL)


#: Gives facts in the words of a locale.
WordsIn = Callable[[Locale], FactWords]


@dataclass
class Converted:
    """A page as HTML, the facts it cites, and what is wrong with it."""

    html: str
    cited: tuple[Cited, ...] = ()
    problems: list[Problem] = field(default_factory=list)


class PageConverter:
    """Converts the pages of one edition, one after the other."""

    def __init__(
        self, inventory: Inventory, edition: Locale, sayings: Sayings, facts: Facts
    ) -> None:
        """Build the parser; ``sayings`` are the words the converter itself puts into a page."""
        self._tokens = FactTokens(facts)
        self._blocks = BlockMarks(sayings, self._source_block)
        self._walk = PageWalk(inventory, edition, self._tokens, self._blocks)
        self._markdown = markdown_of(sayings.back_to_text)
        self._walk.md = self._markdown
        # Below escapes and code, above links, so that a token may be the text of one.
        self._markdown.inlinePatterns.register(self._tokens, "facts", 175)
        self._markdown.hasten()
        # After everything else, when text is final and no placeholder can be mistaken for it.
        self._markdown.treeprocessors.register(self._walk, "editions", -10)
        self._own_kind = partial(PageConverter, inventory, edition, sayings, facts)

    def convert(self, body: str, page: ComposedPage, words_in: WordsIn, glossary: str) -> Converted:
        """Return the HTML of a composed body.

        ``words_in`` gives facts in the words of a locale, ``glossary`` is the href of the page that
        explains the terms, or empty.
        """
        table = typography_of(page.locale)
        self._page, self._words_in = page, words_in
        self._blocks.begin(page)
        self._walk.begin(page, body, table)
        source_words = words_in(page.source_locale) if page.marks else None
        self._tokens.begin(
            words_in(page.locale),
            glossary,
            self._walk.note,
            self._blocks.is_of_source,
            source_words,
        )
        html = self._markdown.reset().convert(body)
        cited = tuple(self._tokens.cited.values())
        # A comment on a line of its own has left an empty paragraph.
        html = html.replace("<p></p>\n", "")
        # The filters go over a whole page, and would set words of the source as the page's own.
        if not page.marks:
            html = filtered(html, table)
        return Converted(html, cited, self._walk.problems)

    @cached_property
    def _for_sources(self) -> PageConverter:
        """The parser of blocks that stand beside a page: that of the page is at work meanwhile."""
        return self._own_kind()

    def _source_block(self, markdown: str) -> str:
        """Return a block of the source as it reads today, converted by itself and without notes."""
        page = self._page
        alone = ComposedPage(
            page.entry, page.entry.source, page.source_locale, page.source_locale, (), ""
        )
        converted = self._for_sources.convert(markdown, alone, self._words_in, "")
        return _NOTE_REF.sub("", converted.html)


def markdown_of(back_to_text: str) -> QuickMarkdown:
    """Return a parser of Markdown as pages are written in it; of ours it has nothing yet."""
    return QuickMarkdown(extensions=list(_extensions(back_to_text)), output_format="html")


def _extensions(back_to_text: str) -> Iterator[Extension]:
    """Yield the extensions; to find one by its name alone, all that is installed is looked through."""
    options = {"footnotes": {"BACKLINK_TITLE": back_to_text}}
    for name in EXTENSIONS:
        module = import_module(f"markdown.extensions.{name}")
        extension: Extension = module.makeExtension(**options.get(name, {}))
        yield extension


def filtered(html: str, table: Typography) -> str:
    """Return HTML after the filters of typogrify that are right for a language."""
    if not table.filters:
        return html
    sections = typogrify.process_ignores(html, ["pre", "code", "bdi", "kbd", "samp"])
    html = "".join(_through(text, table.filters) if prose else text for text, prose in sections)
    # Two long words glued together do not fit a heading on a phone; the style sheet balances those.
    return _IN_HEADING.sub(lambda heading: heading[0].replace("&nbsp;", " "), html)


def typeset_text(text: str, table: Typography) -> str:
    """Return plain text, a title for instance, as HTML in the typography of a language."""
    return filtered(f"<h1>{escape(set_text(text, table), quote=False)}</h1>", table)[4:-5]


def _through(text: str, names: tuple[str, ...]) -> str:
    for name in names:
        text = str(getattr(typogrify, name)(text))
    return text
