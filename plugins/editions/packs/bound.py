"""Articles as a book has them: a number is its own link, and nothing leads back and forth in a note."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from editions.packs.linear import Article, articles_of
from editions.packs.volume import Chapter, Part, Volume

#: Arrows from a note back to its place: readers turn pages, and every program for books has its own way.
_ARROWS = ".notes-back, .footnote-backref"


@dataclass(frozen=True)
class BoundPart:
    """A part of a book: the chapters it has there, in reading order; there is at least one."""

    volume: Volume
    part: Part
    chapters: tuple[Chapter, ...]

    def articles(self) -> Iterator[Article]:
        """Yield the articles one after the other: a hundred parsed pages are too much to keep."""
        for article in articles_of(self.volume, self.part):
            for arrow in article.body.css(_ARROWS):
                arrow.decompose()
            _numbers_linked(article)
            yield article


def bound_parts(volume: Volume) -> tuple[BoundPart, ...]:
    """Return the parts of a volume that have something to be read in a book."""
    parts = (
        BoundPart(volume, part, tuple(a.chapter for a in articles_of(volume, part)))
        for part in volume.parts
    )
    return tuple(bound for bound in parts if bound.chapters)


def _numbers_linked(article: Article) -> None:
    """Make each number itself the link that calls it, in place of a button beside it."""
    for line in article.body.css(".service-phone"):
        number, call = line.css_first(".service-number"), line.css_first(".service-call")
        if number is None or call is None:
            continue
        link = article.body.create_node("a")
        link.attrs["href"] = call.attributes.get("href") or ""
        link.attrs["class"] = "service-link"
        call.decompose()
        number.insert_before(link)
        link.insert_child(number)
