"""The edition as a book on paper: cover, contents with page numbers, bookmarks, tags."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from editions.hooks.fact_views import CHART_UNITS
from editions.model.line_breaks import with_breaks
from editions.model.locales import Locale
from editions.packs.bound import BoundPart, bound_parts
from editions.packs.joined import Entries, entries_of, places_in
from editions.packs.linear import Article, language_around, pictures_of
from editions.packs.setting import NUMBER, Sheet, set_pages
from editions.packs.volume import Volume

_SIGN = "sign.svg"
_SVG = "http://www.w3.org/2000/svg"


def make_pdf(volumes: Sequence[Volume], target: Path) -> None:
    """Write the book of one edition as PDF."""
    (volume,) = volumes
    parts, pictures = _text_of(volume)
    sign = (volume.site.theme / "static" / "icons" / "icon.svg").read_bytes()
    html = with_breaks(volume.press.page("pdf/book", parts=parts), volume.locale.script)
    sheet = Sheet(
        html,
        "pdf.css",
        {**pictures, _SIGN: sign},
        identifier=volume.identifier().bytes,
        foot=volume.press.text("pdf/foot", number=NUMBER),
    )
    set_pages(volume, sheet, target)


def _text_of(volume: Volume) -> tuple[tuple[Entries, ...], dict[str, bytes]]:
    """Return the articles, and their pictures by name."""
    bound = bound_parts(volume)
    places = places_in(chapter for one in bound for chapter in one.chapters)
    pictures: dict[str, bytes] = {}

    def ready(part: BoundPart) -> Iterator[Article]:
        for article in part.articles():
            pictures.update(pictures_of(article, volume.output, lambda path, _: path))
            _bars_drawn(article)
            pictures.update(_drawn_behind(article))
            _plain_words(article, volume.locale)
            yield article

    return tuple(entries_of(volume, one.part, ready(one), places) for one in bound), pictures


def _bars_drawn(article: Article) -> None:
    """Draw the bars of charts as boxes: a drawing would need words, and the number stands beside it."""
    for bar in article.body.css("svg.chart-bar"):
        drawn = bar.css_first("rect")
        box = article.body.create_node("span")
        box.attrs["class"] = "chart-bar"
        share = int((drawn and drawn.attributes.get("width")) or 0) / CHART_UNITS
        box.attrs["style"] = f"inline-size: {share:.1%}"
        bar.replace_with(box)


def _drawn_behind(article: Article) -> dict[str, bytes]:
    """Put drawings that say nothing behind the text, where nobody asks for their words; return them."""
    drawings = {}
    for drawing in article.body.css('svg[aria-hidden="true"]'):
        given = drawing.attributes
        content = (drawing.html or "").replace("<svg", f'<svg xmlns="{_SVG}"', 1).encode()
        name = f"drawn-{hashlib.sha256(content).hexdigest()[:8]}.svg"
        drawings[name] = content
        box = article.body.create_node("span")
        box.attrs["class"] = given.get("class") or ""
        sizes = f"inline-size: {given.get('width')}px; block-size: {given.get('height')}px"
        box.attrs["style"] = f"background: url({name}) no-repeat; {sizes}"
        drawing.replace_with(box)
    return drawings


def _plain_words(article: Article, edition: Locale) -> None:
    """Take off what says of words only what is so around them: each such mark costs memory and time."""
    plain = f'time[lang="{edition.tag}"], bdi[dir="{edition.direction}"]:not([class], [lang])'
    for node in article.body.css(plain):
        if language_around(node) is None:
            node.unwrap()
