"""The text of an edition to be read in one go: articles without the frame of a page around them.

What a page repeats for those who come to it alone (services for all countries), and what needs a
screen, is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from editions.packs.volume import Chapter, Part, Volume

#: What the pages of all countries say, at which the first is left whole.
_OF_ALL_COUNTRIES = ".page-summary, .prose, .help-page > p, .help:not(:has(.service))"
#: Ways through the site, which a book has of its own.
_WAYS = (
    "nav, .sheet-end, .exit-note, [data-only], [data-packs], form, script, template, input, button"
)


@dataclass(frozen=True)
class Article:
    """The text of a chapter: ``body`` is a document that holds the article and nothing else."""

    chapter: Chapter
    body: LexborHTMLParser

    @property
    def html(self) -> str:
        """The article as HTML."""
        node = self.body.css_first("article")
        return (node.html or "") if node else ""


def articles_of(volume: Volume, part: Part) -> Iterator[Article]:
    """Yield the articles of a part that belong into a book.

    A country of which nothing is known but what is said for all has none.
    """
    said = False
    for chapter in part.chapters:
        if not chapter.in_books:
            continue
        page = LexborHTMLParser(volume.text_of(chapter.path))
        article = page.css_first("article")
        if article is None:
            continue
        for node in article.css(_WAYS):
            node.decompose()
        if chapter.country and article.css_first(".service, .member") is None:
            continue
        for node in article.css(_OF_ALL_COUNTRIES) if chapter.country and said else ():
            node.decompose()
        said = said or bool(chapter.country)
        yield Article(chapter, LexborHTMLParser(f"<body>{article.html}"))


def headings_lowered(html: str, by: int) -> str:
    """Return HTML with every heading some levels lower, at most at the sixth."""

    def lower(found: re.Match[str]) -> str:
        return f"{found[1]}h{min(int(found[2]) + by, 6)}"

    return re.sub(r"(</?)h([1-6])\b", lower, html)
