"""What the pages of an edition are made from, as digests: the half of a plan that looks at today.

Whatever can reach a page has to be in here. What all pages share is one digest for each thing (theme,
words of the interface, the ways between pages); a fact counts for the pages that refer to it alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from editions.files.code import code_version
from editions.files.content import media_folder
from editions.files.writing import files_below
from editions.hooks.edition import Ingredients
from editions.hooks.fact_pages import FACT_TEMPLATES
from editions.model.anchors import is_built_alike
from editions.model.composition import template_of
from editions.model.facts import KINDS, OLD_AFTER, Fact, age_in_days
from editions.model.interface import Catalog
from editions.model.inventory import Entry, Inventory
from editions.model.navigation import Navigator
from editions.model.pages import PageText
from editions.model.plans import (
    ADDRESS,
    Fingerprint,
    Parts,
    digest_of_values,
    without_addresses,
)
from editions.model.search_words import words_for

#: Kinds of facts that pages of countries never show.
_NOT_OF_COUNTRIES = frozenset({"figures", "events", "terms", "instruments"})


@dataclass(frozen=True)
class Fingerprints:
    """Takes the fingerprints of editions; what several of them are made from it looks at once."""

    made_of: Ingredients

    def of(self, code: str, known: str = "") -> Fingerprint:
        """Return what an edition would be made from; its pages only where that is not ``known``."""
        inventory = self.made_of.inventory
        shown = inventory.shown_in(code)
        shared = self._shared(code, shown)
        digests = self.made_of.digests
        asked = self._asked(code)
        texts = [(i, text.path, digests[text.path]) for i, text in shown.items()]
        noted = self.made_of.packs, sorted(self.made_of.facts.checked.items())
        whole = digest_of_values(shared, asked, self._shared_media, self._of_all, noted, texts)
        if whole == known:
            return Fingerprint(shared, {}, whole, asked, self._shared_media)
        citing = Navigator(inventory, inventory.by_code[code]).pages_citing
        pages = {i: self._page(inventory.entries[i], text, citing) for i, text in shown.items()}
        return Fingerprint(shared, pages, whole, asked, self._shared_media)

    def of_root(self) -> str:
        """Return what the files at the top of the site are made from, but for how far editions are."""
        inventory = self.made_of.inventory
        pages = [
            (
                *(entry.address, entry.publication, entry.source.locale, entry.source.date),
                entry.source.aliases,
                [(code, text.modified) for code, text in entry.texts.items()],
            )
            for entry in inventory.entries.values()
        ]
        listed = [locale.code for locale in inventory.listed]
        mere = (inventory.source_locale, [locale.code for locale in inventory.locales], listed)
        return digest_of_values(
            code_version(), self._settings, self._theme, self._words, self._kinds, mere, pages
        )

    @cached_property
    def _of_all(self) -> str:
        """What pages of any edition are made from beside their own text: sources, facts, languages."""
        inventory, digests = self.made_of.inventory, self.made_of.digests
        everything = (
            digests
            if any(e.source.template == "editions" for e in inventory.entries.values())
            else {}
        )
        return digest_of_values(
            [
                (i, entry.address, list(entry.texts), digests[entry.source.path])
                for i, entry in inventory.entries.items()
            ],
            sorted(everything.items()),
            self._kinds,
            self._old_services,
            sorted(inventory.interface.items()),
        )

    def _shared(self, code: str, shown: Mapping[str, PageText]) -> Parts:
        return {
            "the generator": code_version(),
            "a setting": self._settings,
            "the theme": self._theme,
            "a word of the interface or of the facts": self._words_of(code, shown),
            "the list of words": self._vocabulary,
            "a title, an address or a place": self._surroundings(shown),
            "a file of media/": self._media(code),
        }

    def _asked(self, code: str) -> str:
        """Return a digest of what people type in the language of an edition."""
        made_of = self.made_of
        return digest_of_values(words_for(made_of.searches, made_of.inventory.chains[code]))

    @cached_property
    def _settings(self) -> str:
        values = [f"{key}={value!r}" for key, value in sorted(self.made_of.site.pelican.items())]
        return digest_of_values(without_addresses("\n".join(values)))

    @cached_property
    def _theme(self) -> str:
        folder = self.made_of.site.theme / "templates"
        texts = [(name, (folder / name).read_bytes()) for name in sorted(files_below(folder))]
        assets = self.made_of.assets
        return digest_of_values(texts, sorted(assets.names.items()), assets.first, assets.worker)

    @cached_property
    def _words(self) -> dict[str, str]:
        both = (self.made_of.catalogs, self.made_of.fact_catalogs)
        return {
            locale.code: digest_of_values(locale, [_catalog(of.get(locale.code)) for of in both])
            for locale in self.made_of.inventory.locales
        }

    @cached_property
    def _vocabulary(self) -> str:
        facts = self.made_of.facts
        places = [(service.kind, service.website) for service in facts.services.values()]
        titles = [law.title for law in facts.instruments.values()]
        return digest_of_values(
            facts.terms, facts.allowed, facts.phrases, places, titles, bool(facts.sources)
        )

    @cached_property
    def _kinds(self) -> dict[str, str]:
        return {kind: digest_of_values(getattr(self.made_of.facts, kind)) for kind in KINDS}

    @cached_property
    def _old_services(self) -> list[str]:
        """The services that were read so long ago that pages say so."""
        services, today = self.made_of.facts.services.values(), self.made_of.today
        return [service.id for service in services if age_in_days(service, today) > OLD_AFTER]

    def _words_of(self, code: str, shown: Mapping[str, PageText]) -> str:
        """Return a digest of the words of every locale an edition may show some of."""
        inventory = self.made_of.inventory
        texts = {text.locale for text in shown.values()}
        # Blocks that are not translated yet stand in the language of the source.
        sources = {inventory.entries[page_id].source.locale for page_id in shown}
        chains = (inventory.chains[one] for one in {code} | texts | sources)
        return digest_of_values(
            [self._words[c] for c in sorted({c for chain in chains for c in chain})]
        )

    def _surroundings(self, shown: Mapping[str, PageText]) -> str:
        """Return a digest of what pages say of each other: links, lists, menus, feeds, anchors."""
        inventory = self.made_of.inventory
        return digest_of_values(
            inventory.locales,
            [locale.code for locale in inventory.listed],
            sorted(inventory.unkept),
            inventory.source_locale,
            inventory.articles,
            [(key, sorted(names)) for key, names in sorted(inventory.media.items())],
            self._places_of_sources,
            [
                place_of_text(inventory, entry, shown.get(page_id))
                for page_id, entry in inventory.entries.items()
            ],
        )

    @cached_property
    def _places_of_sources(self) -> str:
        """The same for every edition, so it is asked for once."""
        inventory = self.made_of.inventory
        return digest_of_values(
            [place_of_source(inventory, entry) for entry in inventory.entries.values()]
        )

    def _media(self, code: str) -> str:
        """Return a digest of the locale's own media, by their names, sizes and dates."""
        own = sorted(self.made_of.inventory.media.get(code, ()))
        return _seen(media_folder(self.made_of.site.content, code), own) if own else ""

    @cached_property
    def _shared_media(self) -> str:
        shared = sorted(self.made_of.inventory.media.get("", ()))
        return _seen(self.made_of.site.content / "media", shared) if shared else ""

    def _page(
        self, entry: Entry, text: PageText, citing: Mapping[str, tuple[str, ...]]
    ) -> dict[str, str]:
        source = entry.source if entry.is_translation(text) else text
        template = template_of(self.made_of.inventory, entry)
        return {
            **page_fingerprint(self.made_of.digests, entry, text),
            "its languages": " ".join(entry.texts),
            "a fact it shows": self._facts_of(text.tokens | source.tokens, citing, template),
            ADDRESS: entry.address,
        }

    def _facts_of(
        self, tokens: Iterable[str], citing: Mapping[str, tuple[str, ...]], template: str
    ) -> str:
        cited = self._cited(frozenset(tokens))
        if template == "country":
            used = [(k, d) for k, d in self._kinds.items() if k not in _NOT_OF_COUNTRIES]
            return digest_of_values(cited, used, self._old_services)
        if template == "editions":
            words = sorted(self.made_of.inventory.interface.items())
            return digest_of_values(cited, words, sorted(self.made_of.digests.items()))
        if template == "accessibility":
            return digest_of_values(cited, sorted(self.made_of.facts.checked.items()))
        if template == "offline":
            return digest_of_values(cited, self.made_of.packs)
        if template in FACT_TEMPLATES:
            return digest_of_values(cited, self._kinds, sorted(citing.items()))
        return cited

    @cached_property
    def _known(self) -> dict[frozenset[str], str]:
        """Digests of what tokens stand for; many pages cite the same."""
        return {frozenset(): ""}

    def _cited(self, tokens: frozenset[str]) -> str:
        """Return a digest of the facts that some tokens stand for, empty without any."""
        if tokens not in self._known:
            facts = [(token, self._fact(token)) for token in sorted(tokens)]
            self._known[tokens] = digest_of_values(facts)
        return self._known[tokens]

    def _fact(self, token: str) -> tuple[Fact | None, Fact | None]:
        """Return the fact of a token, and the source it names."""
        kind, _, id_ = token.partition(":")
        fact = getattr(self.made_of.facts, f"{kind}s", {}).get(id_)
        return fact, self.made_of.facts.sources.get(getattr(fact, "source", ""))


def page_fingerprint(digests: Mapping[str, str], entry: Entry, text: PageText) -> dict[str, str]:
    """Return what of a page's fingerprint is its own words, from the digests of files by their paths."""
    source = entry.source if entry.is_translation(text) else text
    return {"its text": digests[text.path], "its source": digests[source.path]}


def place_of_page(inventory: Inventory, entry: Entry, text: PageText | None) -> tuple[object, ...]:
    """Return what other pages may say of a page, in an edition that shows a text of it or none."""
    return place_of_source(inventory, entry), place_of_text(inventory, entry, text)


def place_of_source(inventory: Inventory, entry: Entry) -> tuple[object, ...]:
    """Return what is said of a page in every edition, or where nothing else is shown of it."""
    source = entry.source
    return (
        entry.address, source.locale, source.title, source.menu_title, source.summary, source.date,
        source.modified, source.status, source.tags, source.menu, source.order, source.role,
        source.tag, source.template, source.country, source.risk, source.critical, source.aliases,
        sorted(inventory.anchors_of(entry, source)),
    )  # fmt: skip


def place_of_text(inventory: Inventory, entry: Entry, text: PageText | None) -> tuple[object, ...]:
    """Return what an edition says of the text it shows for a page; of its source nothing more."""
    if text is None or text is entry.source:
        return (text is None,)
    anchors: list[str] | None = None  # those of the source, as nearly always
    if not is_built_alike(entry.source, text):
        own = inventory.anchors_of(entry, text)
        anchors = None if own == inventory.anchors_of(entry, entry.source) else sorted(own)
    return (text.locale, text.title, text.menu_title, text.summary, text.modified, anchors)


def _seen(folder: Path, names: Iterable[str]) -> str:
    """Return a digest of files by their names, sizes and dates."""
    stats = [(name, (folder / name).stat()) for name in names]
    return digest_of_values([(name, stat.st_size, stat.st_mtime_ns) for name, stat in stats])


def _catalog(catalog: Catalog | None) -> object:
    """Return all that a catalog says; its rule for plurals cannot be compared itself."""
    return (catalog.code, catalog.messages, catalog.rule) if catalog else None
