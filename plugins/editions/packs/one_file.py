"""The whole edition in one HTML file: styles inside, nothing loaded, small enough for Bluetooth."""

from __future__ import annotations

import base64
import mimetypes
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup
from selectolax.lexbor import LexborNode

from editions.model.content_policy import policy_of_one_file
from editions.model.locales import Locale
from editions.packs.linear import Article, articles_of, headings_lowered
from editions.packs.projection import Projection, target_of
from editions.packs.volume import Part, Volume

#: Attributes that hold ids of the same page.
_NAMING = ("id", "for", "aria-labelledby", "aria-describedby", "aria-controls")


@dataclass(frozen=True)
class _Entry:
    id: str
    title: str
    locale: Locale
    html: Markup


@dataclass(frozen=True)
class _Entries:
    title: str
    locale: Locale
    entries: tuple[_Entry, ...]


def make_one_file(volumes: Sequence[Volume], target: Path) -> None:
    """Write the file of one edition."""
    (volume,) = volumes
    found = [(part, tuple(articles_of(volume, part))) for part in volume.parts]
    places = {a.chapter.path: _id_of(a.chapter.page_id) for _, articles in found for a in articles}
    assets = volume.press.made_of.assets
    sheet = assets.contents[assets.names["whole.css"]].decode()
    text = volume.press.page(
        "one_file",
        policy=Markup(policy_of_one_file(sheet)),
        style=Markup(sheet),
        age_note=Markup(volume.press.page("age_note")),
        parts=[_entries(volume, part, articles, places) for part, articles in found if articles],
    )
    target.write_bytes(text.encode())


def _entries(
    volume: Volume, part: Part, articles: Sequence[Article], places: Mapping[str, str]
) -> _Entries:
    projection = Projection(frozenset(places), volume.site.url)
    entries = []
    for article in articles:
        chapter = article.chapter
        for node in article.body.css("*"):
            _name_apart(node, _id_of(chapter.page_id))
        for link in article.body.css("a[href]"):
            _lead(link, chapter.path, places, projection)
        for picture in article.body.css("img[src]"):
            _put_inside(picture, chapter.path, volume.output)
        html = Markup(headings_lowered(article.html, 1))
        entries.append(_Entry(_id_of(chapter.page_id), chapter.title, chapter.locale, html))
    return _Entries(part.title, part.locale, tuple(entries))


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


def _put_inside(picture: LexborNode, path: str, output: Path) -> None:
    target, _ = target_of(picture.attributes.get("src") or "", path)
    if target is None:
        return
    kind = mimetypes.guess_type(target)[0] or "application/octet-stream"
    content = base64.b64encode((output / target).read_bytes()).decode()
    picture.attrs["src"] = f"data:{kind};base64,{content}"
