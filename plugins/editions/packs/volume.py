"""A volume: one built edition in reading order, with the files that travel with it."""

from __future__ import annotations

import datetime
import hashlib
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from editions.files.sealed import digest_of_bytes
from editions.files.writing import files_below
from editions.hooks.collation import collation_of
from editions.hooks.edition import Ingredients
from editions.hooks.root import chooser_page
from editions.hooks.settings import Site
from editions.model.locales import Locale
from editions.model.navigation import Navigator
from editions.model.reading_order import in_order_of_need
from editions.model.redirects import redirects_in
from editions.model.saved import NEVER_SAVED, NOT_SAVED
from editions.packs.press import Press
from editions.packs.projection import Projection, listing_removed

#: What a host needs, or a browser with a network, and nobody who carries the pages.
_STAYS = (*NEVER_SAVED, NOT_SAVED)
_STAYS_TOO = (".xml", ".br", ".gz")


@dataclass(frozen=True)
class Chapter:
    """A page of a volume. ``path`` is from the top of the site, ``locale`` that of its text."""

    page_id: str
    path: str
    title: str
    locale: Locale
    country: str = ""
    in_books: bool = True


@dataclass(frozen=True)
class Part:
    """Pages that belong together. The title is that of their section, in the locale given."""

    title: str
    locale: Locale
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True)
class Volume:
    """An edition to be packed: its pages in the order they are read, and what travels with them.

    ``press`` sets what forms need beside the pages.
    """

    press: Press
    parts: tuple[Part, ...]

    @property
    def locale(self) -> Locale:
        """The locale of the edition."""
        return self.press.locale

    @property
    def made(self) -> datetime.date:
        """The day the copy was made."""
        return self.press.made

    @property
    def site(self) -> Site:
        """The site the edition belongs to."""
        return self.press.made_of.site

    @property
    def output(self) -> Path:
        """The top of the built site."""
        return self.site.output

    def identifier(self, what: str = "guide") -> uuid.UUID:
        """Return the identifier of a form of this edition: the same for every copy ever made of it."""
        name = f"{self.site.url or self.site.name}/{self.locale.slug}/{what}"
        return uuid.uuid5(uuid.NAMESPACE_URL, name)

    @property
    def chapters(self) -> Iterator[Chapter]:
        """All pages, in reading order."""
        return (chapter for part in self.parts for chapter in part.chapters)

    @cached_property
    def files(self) -> tuple[str, ...]:
        """What travels, by its path from the top of the site: pages, theme, index, media."""
        slug = self.locale.slug
        old = redirects_in(self.press.made_of.inventory, self.locale.code)
        own = (
            f"{slug}/{name}"
            for name in files_below(self.output / slug)
            if _travels(name) and name not in old
        )
        shared = (f"media/{name}" for name in files_below(self.output / "media") if _travels(name))
        return tuple(sorted((*own, *(name for name in shared if name in self._referred))))

    @cached_property
    def summary(self) -> str:
        """What the front page says the edition is about; may be empty."""
        page = LexborHTMLParser(self.text_of(f"{self.locale.slug}/index.html"))
        meta = page.css_first('meta[name="description"]')
        return (meta.attributes.get("content") or "").strip() if meta else ""

    def text_of(self, path: str) -> str:
        """Return a built page as it lies there."""
        return (self.output / path).read_text("utf-8")

    def projection(self, kept: frozenset[str]) -> Projection:
        """Return how pages are changed to travel with the files given."""
        script = self.press.made_of.assets.names["pack.js"]
        first = self.first_script
        return Projection(
            kept=kept,
            url=self.site.url,
            age_note=self.press.page("age_note"),
            script=f"{self.locale.slug}/{script}",
            first=first[0] if first else "",
            exit_note=self.press.page("exit_note"),
        )

    @cached_property
    def first_script(self) -> tuple[str, bytes] | None:
        """The script that stands in every page on the web: the path and content it travels with."""
        content = self.press.made_of.assets.first.encode()
        name = f"{self.locale.slug}/theme/first.{digest_of_bytes(content)[:8]}.js"
        return (name, content) if content else None

    def start_page(self, volumes: Sequence[Volume]) -> str:
        """Return the page that leads to the editions of a pack, with the theme files of this one."""
        locales = [volume.locale for volume in volumes]
        return chooser_page(self.press.made_of, locales, f"{self.locale.slug}/")

    @cached_property
    def digest(self) -> str:
        """What recognises the volume: not the day it was made, nor the packs its pages list."""
        named = (self.site.name, self.site.url, self.parts, self.press.digest)
        digest = hashlib.blake2b(repr(named).encode())
        for name in self.files:
            content = (self.output / name).read_bytes()
            if b"data-packs" in content:
                content = listing_removed(content.decode()).encode()
            digest.update(f"{name}\0{len(content)}\0".encode())
            digest.update(content)
        return digest.hexdigest()[:32]

    @cached_property
    def _referred(self) -> frozenset[str]:
        """Shared media that a page of the edition names."""
        depth = "../"
        found = set()
        for name in files_below(self.output / self.locale.slug):
            if name.endswith(".html"):
                text = (self.output / self.locale.slug / name).read_text("utf-8")
                up = depth * (name.count("/") + 1) + "media/"
                found |= {f"media/{rest.partition(chr(34))[0]}" for rest in text.split(up)[1:]}
        return frozenset(found)


def parts_of(made_of: Ingredients, locale: Locale) -> tuple[Part, ...]:
    """Return the pages of an edition in the order readers need them, those of countries last."""
    navigator = Navigator(made_of.inventory, locale, made_of.site.url)
    order = [e.page_id for e in in_order_of_need(made_of.inventory) if e.page_id in navigator.shown]
    in_order = collation_of(locale)
    countries = sorted(navigator.country_ids.values(), key=lambda i: in_order(_title(navigator, i)))
    written = [i for i in order if not navigator.inventory.entries[i].source.country]
    sections: dict[str, list[str]] = {}
    for page_id in written:
        sections.setdefault(page_id.rpartition("/")[0], []).append(page_id)
    parts = [_part(navigator, ids, _first_title(navigator, ids)) for ids in sections.values()]
    heading = navigator.link_to_template("countries", "")
    if countries and heading:
        parts.append(_part(navigator, countries, (heading.title, heading.locale)))
    return tuple(parts)


def _part(navigator: Navigator, ids: Iterable[str], title: tuple[str, Locale]) -> Part:
    return Part(*title, tuple(_chapter(navigator, page_id) for page_id in ids))


def _first_title(navigator: Navigator, ids: list[str]) -> tuple[str, Locale]:
    """Return the title of the first page that books have, or of the first where they have none."""
    bound = (i for i in ids if navigator.inventory.entries[i].source.in_books)
    link = navigator.link_to(next(bound, ids[0]), "")
    assert link, "a page that is shown has a link"
    return link.title, link.locale


def _chapter(navigator: Navigator, page_id: str) -> Chapter:
    entry, text = navigator.inventory.entries[page_id], navigator.shown[page_id]
    locale = navigator.inventory.by_code[text.locale]
    title = _title(navigator, page_id)
    path, source = navigator.path_of(entry), entry.source
    return Chapter(page_id, path, title, locale, source.country, source.in_books)


def _title(navigator: Navigator, page_id: str) -> str:
    return navigator.card_of(page_id, "").title


def _travels(name: str) -> bool:
    return name not in _STAYS and not name.endswith(_STAYS_TOO)
