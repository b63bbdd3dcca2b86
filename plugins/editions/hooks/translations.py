"""The site as translators' tools see it: every page with its words, in every locale."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from editions.errors import Problem, SiteError
from editions.files.catalogs import CATALOG, read_catalogs
from editions.files.content import read_text
from editions.files.facts import read_facts
from editions.hooks.edition import page_rules_in
from editions.hooks.settings import Site, read_site
from editions.hooks.surveying import survey_site
from editions.model.facts import Facts
from editions.model.interface import Catalog
from editions.model.inventory import Entry, Inventory
from editions.model.locale_names import near_code
from editions.model.locales import Locale, canonical_code
from editions.model.page_rules import PageRules
from editions.model.pages import PageText
from editions.model.reading_order import in_order_of_need
from editions.model.survey import ContentTree
from editions.model.translations import Translation, WrittenPage


@dataclass(frozen=True)
class TranslatedSite:
    """A site with the words of its pages; a pattern stands for all pages made from it."""

    site: Site
    inventory: Inventory
    raw: dict[str, str]

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """Pages by id, in the order readers need them."""
        return {
            entry.written_id: entry
            for entry in in_order_of_need(self.inventory)
            if entry.source.locale == self.inventory.source_locale
        }

    @cached_property
    def facts(self) -> Facts:
        """The facts of the site; what is wrong with them is the build's to say."""
        return read_facts(self.site.content / "data")[0]

    @cached_property
    def catalogs(self) -> Mapping[str, Catalog]:
        """The catalogs of all locales; what is wrong with them is the build's to say."""
        return read_catalogs(self.site.translations, CATALOG, self.inventory.by_code)[0]

    def rules(self, locale: Locale) -> PageRules:
        """Return what pages in a locale are held to."""
        return page_rules_in(self.inventory, self.catalogs, self.facts, locale)

    @property
    def locales(self) -> tuple[Locale, ...]:
        """The locales that are translated into, in the order of menus."""
        return tuple(x for x in self.inventory.locales if x.code != self.inventory.source_locale)

    def translations(self, locale: Locale) -> Iterator[Translation]:
        """Yield every page in a locale, missing ones too, in the order readers need them."""
        for page_id in self.entries:
            yield self.translation(page_id, locale)

    def translation(self, page_id: str, locale: Locale) -> Translation:
        """Return a page in a locale."""
        entry = self.entries[page_id]
        text = entry.texts.get(locale.code)
        written = self.written(text) if text else None
        return Translation(page_id, entry, locale, self.written(entry.source), written)

    def path_for(self, page_id: str, locale: Locale) -> Path:
        """Return where the translation of a page lies, or would."""
        text = self.entries[page_id].texts.get(locale.code)
        if text:
            return Path(text.path)
        return self.site.content / locale.code / f"{page_id}.md"

    def locale_called(self, spelling: str) -> Locale:
        """Return a locale of the content by any spelling; raises SiteError."""
        code = canonical_code(spelling) or spelling
        found = next((locale for locale in self.locales if locale.code == code), None)
        if found is None:
            raise SiteError([self._no_translations(spelling)])
        return found

    def _no_translations(self, spelling: str) -> Problem:
        codes = [locale.code for locale in self.locales]
        near = near_code(spelling)
        meant = f"Did you mean {near}? " if near in codes else ""
        return Problem(
            spelling,
            "the content has no translations into this language.",
            f"{meant}It has {', '.join(codes) or 'none'}. A new one begins with"
            f" ./inv translate.add {near or spelling}.",
        )

    def page_called(self, spelling: str) -> str:
        """Return the id of a page by its id or by the path of a file; raises SiteError."""
        page_id = spelling.removesuffix(".html").removesuffix(".md")
        parts = page_id.split("/")
        for start in range(len(parts)):
            candidate = "/".join(parts[start:])
            if candidate in self.entries:
                return candidate
        near = difflib.get_close_matches(page_id, list(self.entries), n=1, cutoff=0.5)
        remedy = f"Did you mean {near[0]}?" if near else "./inv translate.status lists the pages."
        raise SiteError([Problem(spelling, "there is no source page of this name.", remedy)])

    def written(self, text: PageText) -> WrittenPage:
        """Return a page with its words, read when it is asked for first."""
        if text.path not in self.raw:
            self.raw[text.path] = read_text(Path(text.path))
        return WrittenPage(text, self.raw[text.path])


def _only(tree: ContentTree, source: str, locale: str) -> ContentTree:
    """Return the folders of the source and of a locale's language alone, if there is such a locale."""
    codes = {folder: canonical_code(folder) or "" for folder in tree.folders}
    code = canonical_code(locale) or ""
    if not code or code not in codes.values():
        return tree
    # With pt_BR comes pt, whose words and pictures its readers see where it has none.
    languages = {code.partition("_")[0], (canonical_code(source) or "").partition("_")[0]}
    return tree.limited_to([f for f, c in codes.items() if c.partition("_")[0] in languages])


def open_translations(
    settings: str = "", locale: str = "", advance: Callable[[int], object] = lambda _: None
) -> TranslatedSite:
    """Return the site with the words of its pages; raises SiteError where it cannot be read.

    With a locale only its pages and those of the source are read; all, where there is no such locale.
    ``advance`` is told of every page that is.
    """
    site = read_site(settings or "pelicanconf.py")
    tree, inventory = survey_site(
        site, lambda whole: _only(whole, site.source_locale, locale), advance
    )
    unreadable = [flaw.problem for flaw in inventory.flaws if flaw.unreadable]
    if unreadable:
        raise SiteError(unreadable)
    return TranslatedSite(
        site, inventory, {page.path: page.text for page in tree.pages if page.text}
    )
