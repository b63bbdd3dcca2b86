"""All articles of an edition in one document: ids kept apart, links led to where pages stand now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup
from selectolax.lexbor import LexborNode

from editions.model.locales import Locale
from editions.packs.linear import Article, headings_lowered
from editions.packs.projection import Projection, target_of
from editions.packs.volume import Chapter, Part, Volume

#: Attributes that hold ids of the same page.
_NAMING = ("id", "for", "aria-labelledby", "aria-describedby", "aria-controls")


@dataclass(frozen=True)
class Entry:
    """An article as templates see it; ``locale`` is that of its title."""

    id: str
    title: str
    locale: Locale
    html: Markup


@dataclass(frozen=True)
class Entries:
    """A part with its articles as templates see it; ``locale`` is that of its title."""

    title: str
    locale: Locale
    entries: tuple[Entry, ...]


def places_in(chapters: Iterable[Chapter]) -> dict[str, str]:
    """Return the ids chapters get in one document, by the paths of their pages."""
    return {chapter.path: _id_of(chapter.page_id) for chapter in chapters}


def entries_of(
    volume: Volume, part: Part, articles: Iterable[Article], places: Mapping[str, str]
) -> Entries:
    """Return the articles of a part for one document, every heading one level lower."""
    projection = Projection(frozenset(places), volume.site.url)
    entries = []
    for article in articles:
        chapter = article.chapter
        for node in article.body.css("*"):
            _name_apart(node, _id_of(chapter.page_id))
        for link in article.body.css("a[href]"):
            _lead(link, chapter.path, places, projection)
        html = Markup(headings_lowered(article.html, 1))
        entries.append(Entry(_id_of(chapter.page_id), chapter.title, chapter.locale, html))
    return Entries(part.title, part.locale, tuple(entries))


def _id_of(page_id: str) -> str:
    return page_id.replace("/", "-")


def _name_apart(node: LexborNode, prefix: str) -> None:
    """Give the ids of an article a prefix, or those of two would be the same."""
    for name, value in _naming(node):
        names = " ".join(f"{prefix}--{one}" for one in value.split())
        node.attrs[name] = names


def _naming(node: LexborNode) -> Iterator[tuple[str, str]]:
    return ((name, v) for name in _NAMING if (v := node.attributes.get(name)))


def _lead(link: LexborNode, path: str, places: Mapping[str, str], projection: Projection) -> None:
    href = link.attributes.get("href") or ""
    target, fragment = target_of(href, path)
    if href.startswith("#"):
        target, fragment = path, href
    if target and target in places:
        anchor = f"--{fragment[1:]}" if fragment else ""
        link.attrs["href"] = f"#{places[target]}{anchor}"
    else:
        projection.redirect(link, path)
