"""A new language: its folder, its catalogs, and what to translate in the order readers need it."""

from __future__ import annotations

from editions.commands.console import CALLED_WRONGLY, FINE, complain, report, say
from editions.errors import SiteError
from editions.files.catalogs import CATALOG, FACT_CATALOG
from editions.files.messages import new_catalog, update_catalog
from editions.files.paths import shown
from editions.hooks.catalog_templates import catalog_templates
from editions.hooks.settings import Site, read_site
from editions.hooks.surveying import survey_site
from editions.model.inventory import Entry, Inventory
from editions.model.locale_names import near_code
from editions.model.locales import Locale, canonical_code, locale_named
from editions.model.plurals import plural_count, plural_forms
from editions.model.readiness import ENOUGH_WORDS, is_needed
from editions.model.reading_order import in_order_of_need


def add_language(spelling: str, *, settings: str = "") -> int:
    """Prepare a language for its translators and say how to go on; return the exit status.

    What is translated already stays, so that it can be called again.
    """
    try:
        site = read_site(settings or "pelicanconf.py")
        locale = locale_named(spelling, site.added_locales)
        if locale is None or not _is_its_code(site, locale):
            return _unknown(spelling)
        if plural_count(plural_forms(locale)) is None:
            return _no_plural(locale)
        _, inventory = survey_site(site)
        _make(site, locale)
    except SiteError as error:
        return report(error.problems)
    _say_how_to_go_on(site, locale, inventory)
    return FINE


def _make(site: Site, locale: Locale) -> None:
    folder = site.content / locale.code
    folder.mkdir(parents=True, exist_ok=True)
    say(f"{shown(folder)}/: the pages, one Markdown file each")
    for name, template in catalog_templates(site).items():
        path = site.translations / locale.code / name
        if not path.is_file():
            new_catalog(path, site.name, locale.code, plural_forms(locale))
        messages, open_ones = update_catalog(path, template)
        say(f"{shown(path)}: {_NAMES[name]}, {messages} messages, {open_ones} to translate")


_NAMES = {CATALOG: "the words of the theme", FACT_CATALOG: "the words of facts"}


def _say_how_to_go_on(site: Site, locale: Locale, inventory: Inventory) -> None:
    say(f"{locale.autonym} ({locale.tag}) is written {_WRITTEN[locale.direction]}.")
    missing = [
        entry
        for entry in in_order_of_need(inventory)
        if locale.code not in entry.texts and site.source_locale in entry.texts
    ]
    if missing:
        say("Pages to translate, in the order readers need them:")
    for entry in missing:
        say(f"  [ ] {entry.written_id}{_need_of(entry)}")
    say(
        f"Readers are offered {locale.autonym} when {ENOUGH_WORDS} % of the interface and every page"
        " marked as needed are translated."
    )
    say(f"Send them out: ./inv translate.export {locale.code}, with --html for a browser; or write")
    say(
        f"the files, then ./inv translate.check {locale.code}; ./inv translate.stamp {locale.code} PAGE"
    )
    say(f"See it: ./inv build --locale {locale.code}; ./inv serve. More: docs/translating.md")


def _need_of(entry: Entry) -> str:
    if not is_needed(entry):
        return ""
    why = "readers rely on it for their safety" if entry.source.critical else "the front page"
    return f"  needed: {why}"


_WRITTEN = {"ltr": "from left to right", "rtl": "from right to left"}


def _is_its_code(site: Site, locale: Locale) -> bool:
    """Whether the language has no better code, unless the site uses this one already."""
    used = locale.code in map(canonical_code, site.added_locales)
    return used or (site.content / locale.code).is_dir() or near_code(locale.code) is None


def _unknown(spelling: str) -> int:
    complain(f"{spelling}: no locale is called so.")
    near = near_code(spelling)
    if near:
        complain(f"  Did you mean {near}? ./inv translate.add {near}")
        return CALLED_WRONGLY
    complain(
        "  Give its code (sw, pt_BR, zh_Hans). A language Babel does not know is described in LOCALES"
        " in the settings; docs/settings.md shows how."
    )
    return CALLED_WRONGLY


def _no_plural(locale: Locale) -> int:
    complain(f"{locale.code}: the plural rule cannot be read: {plural_forms(locale)!r}.")
    complain("  Give LOCALES a 'plural' as in the GNU gettext manual, “Plural forms”.")
    return CALLED_WRONGLY
