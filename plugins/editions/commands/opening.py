"""Opening a site for translators' commands, and showing how far that is where it takes long."""

from __future__ import annotations

from editions.commands.console import progress
from editions.hooks.translations import TranslatedSite, open_translations


def open_site(settings: str, locale: str = "") -> TranslatedSite:
    """Return a site with the words of its pages, as ``open_translations`` does; raises SiteError."""
    with progress("reading pages") as advance:
        return open_translations(settings, locale, advance)
