"""One edition while it is built: what it is made from, and what is found wrong on the way.

``EditionJob`` is frozen and crosses from the parent process; ``Edition`` lives in the child, beside
Pelican's own objects, and is how our hooks find each other.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from editions.errors import Problem
from editions.files.assets import Assets
from editions.hooks.block_marks import sayings_of
from editions.hooks.converter import PageConverter
from editions.hooks.fact_tokens import Cited
from editions.hooks.fact_words import FactWords
from editions.hooks.settings import Site
from editions.model.composition import ComposedPage
from editions.model.facts import Facts
from editions.model.interface import Catalog, Interface
from editions.model.inventory import Inventory
from editions.model.locales import Locale, locale_named
from editions.model.navigation import Navigator
from editions.model.packs import Pack
from editions.model.page_rules import REPORT_RULE, PageRules, rules_for
from editions.model.plans import EditionPlan
from editions.model.search_index import SearchEntry
from editions.model.search_words import SearchWords

_Made = TypeVar("_Made")

#: The setting under which Pelican carries our edition from hook to hook.
SETTING = "EDITION"


@dataclass(frozen=True)
class Ingredients:
    """Everything editions are built from, as one build has read it.

    ``packs`` are the files to carry that were made of the last build.

    ``searches`` are the words people type, by the code of a locale; ``digests`` are of pages by path.
    """

    site: Site
    inventory: Inventory
    catalogs: Mapping[str, Catalog]
    fact_catalogs: Mapping[str, Catalog]
    facts: Facts
    assets: Assets
    searches: Mapping[str, SearchWords]
    digests: Mapping[str, str]
    today: datetime.date
    packs: tuple[Pack, ...]


@dataclass(frozen=True)
class EditionJob(Ingredients):
    """One edition to build, or a part of its pages. Folders: composed pages, and where HTML is made.

    ``plan`` says which pages are rendered and which files stay.
    """

    code: str
    folder: Path
    plan: EditionPlan

    @property
    def composed(self) -> Path:
        """The folder of the composed Markdown."""
        return self.folder / "content"

    @property
    def fresh(self) -> Path:
        """The folder of the Markdown that is composed this time."""
        return self.folder / "content.new"

    @property
    def staging(self) -> Path:
        """The folder in which the edition is made whole before it takes its place."""
        return self.folder / "output"


@dataclass(frozen=True)
class Built:
    """What came of a job: pages the edition has, of them borrowed, and rendered this time.

    ``missing`` are messages the edition's catalogs lack: of the theme, of facts. ``plan`` is what was
    done, with reasons. ``found`` says by what each page that was rendered is found.
    """

    code: str
    pages: int = 0
    borrowed: int = 0
    rendered: int = 0
    problems: tuple[Problem, ...] = ()
    missing: tuple[str, ...] = ()
    missing_facts: tuple[str, ...] = ()
    plan: EditionPlan | None = None
    found: Mapping[str, SearchEntry] = field(default_factory=dict)


@dataclass
class Edition:
    """An edition in the making, in its own process."""

    job: EditionJob
    locale: Locale
    interface: Interface
    navigator: Navigator
    advance: Callable[[int], object]
    pages: dict[str, ComposedPage] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    cited: dict[str, tuple[Cited, ...]] = field(default_factory=dict)
    international: Any = None
    found: dict[str, SearchEntry] = field(default_factory=dict)
    _kept: dict[tuple[str, str], Any] = field(default_factory=dict)
    _words: dict[str, FactWords] = field(default_factory=dict)

    def once(self, kind: str, id_: str, make: Callable[[], _Made]) -> _Made:
        """Return what is the same for all pages of the edition, made when it is asked for first."""
        if (kind, id_) not in self._kept:
            self._kept[kind, id_] = make()
        made: _Made = self._kept[kind, id_]
        return made

    def words_in(self, locale: Locale) -> FactWords:
        """Return facts as a locale writes them: the edition's, or that of a borrowed text."""
        if locale.code not in self._words:
            job = self.job
            self._words[locale.code] = FactWords(
                job.inventory,
                locale,
                interface_of(job.inventory, job.catalogs, locale),
                interface_of(job.inventory, job.fact_catalogs, locale),
            )
        return self._words[locale.code]

    @cached_property
    def converter(self) -> PageConverter:
        """What converts the pages, with the words it puts into them itself."""
        sayings = sayings_of(self.interface)
        return PageConverter(self.inventory, self.locale, sayings, self.job.facts)

    @property
    def inventory(self) -> Inventory:
        """The inventory all editions share."""
        return self.job.inventory


def open_edition(job: EditionJob, advance: Callable[[int], object]) -> Edition:
    """Return the edition of a job, ready to be composed; ``advance`` is told of steps done."""
    locale = job.inventory.by_code[job.code]
    interface = interface_of(job.inventory, job.catalogs, locale)
    navigator = Navigator(job.inventory, locale, job.site.url)
    return Edition(
        job=job,
        locale=locale,
        interface=interface,
        navigator=navigator,
        advance=advance,
    )


def interface_of(
    inventory: Inventory, catalogs: Mapping[str, Catalog], locale: Locale
) -> Interface:
    """Return the interface of a locale: catalogs along its chain, then the templates' own words."""
    chain = inventory.chains[locale.code]
    found = tuple((inventory.by_code[c], catalogs[c]) for c in chain if c in catalogs)
    source = inventory.by_code.get(inventory.source_locale) or source_stand_in(inventory)
    return Interface(locale, source, found)


def page_rules_in(
    inventory: Inventory, catalogs: Mapping[str, Catalog], facts: Facts, locale: Locale
) -> PageRules:
    """Return what pages written in a locale are held to.

    Where the rule for reports is not translated, which is told of the interface, none can be asked for.
    """
    # An interface of its own: asking is not showing, and counts for no list of what is missing.
    rule = interface_of(inventory, catalogs, locale).wording(REPORT_RULE)
    return rules_for(inventory, facts, locale, rule.text if rule.locale.code == locale.code else "")


def source_stand_in(inventory: Inventory) -> Locale:
    """Return the locale the templates are written in, where the content has no edition of it."""
    return locale_named(inventory.source_locale, {}) or inventory.locales[0]
