"""What the pages of an edition are made from, as digests: the half of a plan that looks at today.

Whatever can reach a page has to be in here. What all pages share is one digest for each thing (theme,
words of the interface, the ways between pages); a fact counts for the pages that refer to it alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from editions.files.assets import Assets
from editions.files.code import code_version
from editions.files.writing import files_below
from editions.hooks.settings import Site
from editions.model.composition import template_of
from editions.model.facts import KINDS, OLD_AFTER, Fact, Facts, age_in_days
from editions.model.interface import Catalog
from editions.model.inventory import Entry, Inventory
from editions.model.locales import canonical_code
from editions.model.pages import PageText
from editions.model.plans import Fingerprint, Parts, digest_of_values

#: Kinds of facts that pages of countries never show.
_NOT_OF_COUNTRIES = frozenset({"figures", "events", "terms", "instruments"})
_FACT_PAGES = frozenset(
    "countries figures sources words members programmes history law editions".split()
)
#: An address in memory within the text of a value, as a function in the settings has one.
_ADDRESS = re.compile(r" at 0x[0-9a-f]+")


@dataclass(frozen=True)
class Ingredients:
    """Everything editions are made from, as one build has read it; ``digests`` are of files by path."""

    site: Site
    inventory: Inventory
    catalogs: Mapping[str, Catalog]
    fact_catalogs: Mapping[str, Catalog]
    facts: Facts
    assets: Assets
    digests: Mapping[str, str]
    old: tuple[str, ...] = ()

    def fingerprint(self, code: str) -> Fingerprint:
        """Return what an edition would be made from."""
        shown = self.inventory.shown_in(code)
        entries = self.inventory.entries
        citing = _citing(self.inventory, shown)
        pages = {i: self._page(entries[i], text, citing) for i, text in shown.items()}
        addresses = {i: entries[i].address for i in shown}
        return Fingerprint(self._shared(code, shown), pages, addresses)

    def _shared(self, code: str, shown: Mapping[str, PageText]) -> Parts:
        return {
            "the generator": code_version(),
            "a setting": self._settings,
            "the theme": self._theme,
            "a word of the interface or of the facts": digest_of_values(
                [self._words[c] for c in sorted(self._chains_of(code))]
            ),
            "the list of words": self._vocabulary,
            "a title, an address or a place": self._surroundings(shown),
            "a file of media/": self._media(code),
        }

    @cached_property
    def _settings(self) -> str:
        values = [f"{key}={value!r}" for key, value in sorted(self.site.pelican.items())]
        return digest_of_values(_ADDRESS.sub("", "\n".join(values)))

    @cached_property
    def _theme(self) -> str:
        folder = self.site.theme / "templates"
        texts = [(name, (folder / name).read_bytes()) for name in sorted(files_below(folder))]
        return digest_of_values(texts, sorted(self.assets.names.items()))

    @cached_property
    def _words(self) -> dict[str, str]:
        return {
            locale.code: digest_of_values(
                locale,
                [_catalog(of.get(locale.code)) for of in (self.catalogs, self.fact_catalogs)],
            )
            for locale in self.inventory.locales
        }

    @cached_property
    def _vocabulary(self) -> str:
        facts = self.facts
        return digest_of_values(facts.terms, facts.allowed, bool(facts.sources))

    @cached_property
    def _kinds(self) -> dict[str, str]:
        return {kind: digest_of_values(getattr(self.facts, kind)) for kind in KINDS}

    @cached_property
    def _all_texts(self) -> str:
        return digest_of_values(sorted(self.digests.items()))

    def _chains_of(self, code: str) -> set[str]:
        """Return the locales whose words an edition may show: its chain, and theirs."""
        found: set[str] = set()
        waiting = [code]
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting.extend(self.inventory.chains[one])
        return found

    def _surroundings(self, shown: Mapping[str, PageText]) -> str:
        """Return a digest of what pages say of each other: links, lists, menus, feeds, anchors."""
        inventory = self.inventory
        return digest_of_values(
            inventory.locales,
            [locale.code for locale in inventory.listed],
            sorted(inventory.unkept),
            inventory.source_locale,
            inventory.articles,
            [(key, sorted(names)) for key, names in sorted(inventory.media.items())],
            [
                _place(inventory, entry, shown.get(page_id))
                for page_id, entry in inventory.entries.items()
            ],
        )

    def _media(self, code: str) -> str:
        """Return a digest of the locale's own media, by their names, sizes and dates."""
        own = sorted(self.inventory.media.get(code, ()))
        if not own:
            return ""
        folders = (f for f in self.site.content.iterdir() if canonical_code(f.name) == code)
        media = next(folders) / "media"
        stats = [(media / name).stat() for name in own]
        return digest_of_values(own, [(stat.st_size, stat.st_mtime_ns) for stat in stats])

    def _page(
        self, entry: Entry, text: PageText, citing: Mapping[str, tuple[str, ...]]
    ) -> dict[str, str]:
        source = entry.source if entry.is_translation(text) else text
        template = template_of(self.inventory, entry)
        return {
            "its text": self.digests[text.path],
            "its source": self.digests[source.path],
            "its languages": " ".join(entry.texts),
            "a fact it shows": self._facts_of(text.tokens | source.tokens, citing, template),
            "address": entry.address,
        }

    def _facts_of(
        self, tokens: Iterable[str], citing: Mapping[str, tuple[str, ...]], template: str
    ) -> str:
        cited = [(token, self._fact(token), citing.get(token)) for token in sorted(tokens)]
        if template in _FACT_PAGES:
            return digest_of_values(cited, self._kinds, self._citing_all(citing), self._all_texts)
        if template == "country":
            used = [(k, d) for k, d in self._kinds.items() if k not in _NOT_OF_COUNTRIES]
            return digest_of_values(cited, used, self.old)
        return digest_of_values(cited) if cited else ""

    def _citing_all(self, citing: Mapping[str, tuple[str, ...]]) -> str:
        return digest_of_values(sorted(citing.items()))

    def _fact(self, token: str) -> tuple[Fact | None, Fact | None]:
        """Return the fact of a token, and the source it names."""
        kind, _, id_ = token.partition(":")
        fact = getattr(self.facts, f"{kind}s", {}).get(id_)
        return fact, self.facts.sources.get(getattr(fact, "source", ""))


def old_services(facts: Facts, today: object) -> tuple[str, ...]:
    """Return the ids of services that were read so long ago that pages say so."""
    return tuple(
        service.id
        for service in facts.services.values()
        if age_in_days(service, today) > OLD_AFTER  # type: ignore[arg-type]
    )


def _citing(inventory: Inventory, shown: Mapping[str, PageText]) -> dict[str, tuple[str, ...]]:
    citing: dict[str, list[str]] = {}
    for page_id, text in shown.items():
        if inventory.entries[page_id].publication == "published":
            for token in text.tokens:
                citing.setdefault(token, []).append(page_id)
    return {token: tuple(sorted(pages)) for token, pages in citing.items()}


def _place(inventory: Inventory, entry: Entry, text: PageText | None) -> tuple[object, ...]:
    """Return what other pages may say of a page, in an edition that shows a text of it or none."""
    source, shown = entry.source, text or entry.source
    freshness = inventory.freshness_of(entry, shown)
    return (
        entry.address, text is None, shown.locale, shown.title, shown.menu_title, shown.summary,
        shown.modified, source.locale, source.date, source.modified, source.status, source.tags,
        source.menu, source.order, source.role, source.tag, source.template, source.country,
        source.risk, source.critical,
        [heading.anchor for heading in shown.headings], sorted(shown.anchors),
        [heading.anchor for heading in source.headings], sorted(source.anchors),
        freshness.in_order if freshness else None,
    )  # fmt: skip


def _catalog(catalog: Catalog | None) -> object:
    """Return all that a catalog says; its rule for plurals stands in its file."""
    if catalog is None:
        return None
    path = Path(catalog.path)
    return catalog.code, catalog.messages, path.read_bytes() if path.is_file() else b""
