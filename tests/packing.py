"""Volumes for tests of forms: the editions of a built site, ready to be packed."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from editions.commands.build import prepare
from editions.commands.workbench_machine import ROOT
from editions.hooks.settings import read_site
from editions.packs.press import Press
from editions.packs.volume import Volume, parts_of
from sites import TinySite

HEADER = "---\nTitle: {}\nSummary: About it.\n{}---\n\n"
#: A site with a page for every country, in one language.
COUNTRY_PAGES = {
    "en/index.md": "Hello.",
    "en/help/index.md": HEADER.format("Help", "Role: help\n") + "Call.",
    "en/help/countries.md": HEADER.format("Countries", "Template: countries\n") + "Choose.",
    "en/help/country.md": HEADER.format("Help in {country}", "Each: country\nTemplate: country\n")
    + "It is not your fault.",
}


def tiny_volumes(site: TinySite) -> dict[str, Volume]:
    """Build a tiny site and return its editions by their codes."""
    assert site.build() == 0
    return _volumes(site.settings, site.content, site.output, site.folder / "cache")


@cache
def shipped_volumes(output: Path) -> dict[str, Volume]:
    """Return the editions of the shipped content, built to a folder before."""
    return _volumes(str(ROOT / "pelicanconf.py"), ROOT / "content", output, output.parent / "cache")


def _volumes(settings: str, content: Path, output: Path, cache: Path) -> dict[str, Volume]:
    site = read_site(settings, PATH=str(content), OUTPUT_PATH=str(output), CACHE_PATH=str(cache))
    made_of = prepare(site, ()).made_of
    return {
        locale.code: Volume(Press(made_of, locale, made_of.today), parts_of(made_of, locale))
        for locale in made_of.inventory.locales
    }
