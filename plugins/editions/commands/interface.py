"""The words of the theme: taken out of templates and code, and brought into every catalog."""

from __future__ import annotations

from editions.commands.console import FINE, counted, report, say
from editions.errors import SiteError
from editions.files.catalogs import catalog_paths, template_path
from editions.files.messages import update_catalog, write_template
from editions.files.paths import shown
from editions.hooks.catalog_templates import catalog_templates
from editions.hooks.settings import read_site


def extract_messages(*, settings: str = "") -> int:
    """Write ``messages.pot`` and ``facts.pot`` in the translations folder; return the exit status."""
    try:
        site = read_site(settings or "pelicanconf.py")
        for name, catalog in catalog_templates(site).items():
            template = template_path(site.translations, name)
            write_template(catalog, template)
            say(f"{shown(template)}: {counted(len(catalog), 'message')}")
    except SiteError as error:
        return report(error.problems)
    return FINE


def update_catalogs(*, settings: str = "") -> int:
    """Bring every catalog up to today's messages; return the exit status."""
    status = extract_messages(settings=settings)
    if status != FINE:
        return status
    try:
        site = read_site(settings or "pelicanconf.py")
        for name, template in catalog_templates(site).items():
            for code, path in catalog_paths(site.translations, name).items():
                messages, open_ones = update_catalog(path, template)
                count = counted(messages, "message")
                say(f"{code:8} {name.name:12} {count}, {open_ones} to translate")
    except SiteError as error:
        return report(error.problems)
    return FINE
