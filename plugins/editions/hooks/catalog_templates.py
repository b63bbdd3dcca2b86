"""What each kind of catalog is brought up to: the words of the theme, the words of facts."""

from __future__ import annotations

from pathlib import Path

from babel.messages.catalog import Catalog

from editions.errors import SiteError
from editions.files.catalogs import CATALOG, FACT_CATALOG
from editions.files.facts import read_facts
from editions.files.messages import extracted, fact_words
from editions.hooks.settings import Site


def catalog_templates(site: Site) -> dict[Path, Catalog]:
    """Return today's messages by the kind of catalog; raises SiteError."""
    facts, problems = read_facts(site.content / "data")
    if problems:
        raise SiteError(problems)
    return {
        CATALOG: extracted(site.theme, _plugin(), site.name),
        FACT_CATALOG: fact_words(facts, site.name),
    }


def _plugin() -> Path:
    return Path(__file__).resolve().parent.parent
