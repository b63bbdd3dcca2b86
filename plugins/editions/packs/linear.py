"""The text of an edition to be read in one go: articles without the frame of a page around them.

What a page repeats for those who come to it alone (services for all countries), and what needs a
screen, is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from editions.packs.projection import target_of
from editions.packs.volume import Chapter, Part, Volume

#: What pages of countries say as others do: it stays where it is said first.
_OF_ALL_COUNTRIES = ".prose, .help-page > p, .help:not(:has(.service))"
#: What every page of a country says in its own words.
_OF_EACH_COUNTRY = ".page-summary"
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
    said: set[str] = set()
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
        if chapter.country:
            _say_once(article, said)
        yield Article(chapter, LexborHTMLParser(f"<body>{article.html}"))


def _say_once(article: LexborNode, said: set[str]) -> None:
    """Take out of the article of a country what the one before said; ``said`` grows by what is new."""
    for node in article.css(_OF_EACH_COUNTRY) if said else ():
        node.decompose()
    for node in article.css(_OF_ALL_COUNTRIES):
        words = node.text().strip()
        if words in said:
            node.decompose()
        said.add(words)


def pictures_of(
    article: Article, output: Path, name_of: Callable[[str, bytes], str]
) -> dict[str, bytes]:
    """Lead the pictures of an article to names of their own, and return them by these.

    ``name_of`` gives the name for a path from the top of the site and what lies there.
    """
    found = {}
    for picture in article.body.css("img[src]"):
        target, _ = target_of(picture.attributes.get("src") or "", article.chapter.path)
        if target is not None:
            content = (output / target).read_bytes()
            name = name_of(target, content)
            picture.attrs["src"] = name
            found[name] = content
    return found


def language_around(node: LexborNode) -> str | None:
    """Return the language that what is around an element says it is in; None where nothing does."""
    around = node.parent
    while around is not None:
        if (lang := around.attributes.get("lang")) is not None:
            return lang
        around = around.parent
    return None


def headings_lowered(html: str, by: int) -> str:
    """Return HTML with every heading some levels lower, at most at the sixth."""

    def lower(found: re.Match[str]) -> str:
        return f"{found[1]}h{min(int(found[2]) + by, 6)}"

    return re.sub(r"(</?)h([1-6])\b", lower, html)
