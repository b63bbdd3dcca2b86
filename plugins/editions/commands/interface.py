"""The words of the theme: taken out of templates and code, and brought into every catalog."""

from __future__ import annotations

from pathlib import Path

from editions.commands.console import FINE, counted, report, say
from editions.errors import SiteError
from editions.files.catalogs import catalog_paths
from editions.files.messages import extracted, update_catalog, write_template
from editions.files.paths import shown
from editions.hooks.settings import Site, read_site


def extract_messages(*, settings: str = "") -> int:
    """Write ``translations/messages.pot``; return the exit status."""
    try:
        site = read_site(settings or "pelicanconf.py")
        catalog = extracted(site.theme, _plugin(), site.name)
        template = site.translations / "messages.pot"
        write_template(catalog, template)
    except SiteError as error:
        return report(error.problems)
    say(f"{shown(template)}: {counted(len(catalog), 'message')}")
    return FINE


def update_catalogs(*, settings: str = "") -> int:
    """Bring every catalog up to today's messages; return the exit status."""
    status = extract_messages(settings=settings)
    if status != FINE:
        return status
    try:
        site: Site = read_site(settings or "pelicanconf.py")
        catalog = extracted(site.theme, _plugin(), site.name)
        for code, path in catalog_paths(site.translations).items():
            messages, open_ones = update_catalog(path, catalog)
            say(f"{code:8} {counted(messages, 'message')}, {open_ones} to translate")
    except SiteError as error:
        return report(error.problems)
    return FINE


def _plugin() -> Path:
    return Path(__file__).resolve().parent.parent
