"""Words, dates, numbers and lists for templates, in the language of an edition."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable
from typing import Any

import babel
from babel import localedata
from babel.dates import format_date
from babel.lists import format_list
from jinja2 import Environment
from markupsafe import Markup, escape

from editions.model.interface import Interface, Wording, marked_up
from editions.model.inventory import Inventory
from editions.model.locales import Locale

_FIRST_OF_MONTH = re.compile(r"\b1(?=[ \u00a0]\w)")


def install_words(
    environment: Environment, interface: Interface, inventory: Inventory, edition: Locale
) -> None:
    """Give an environment the edition's messages and its ways to write dates, names and lists."""

    def shown(wording: Wording) -> Markup:
        return as_html(wording, edition)

    install = environment.install_gettext_callables  # type: ignore[attr-defined]
    install(
        lambda message: shown(interface.wording(message)),
        lambda one, many, n: shown(interface.plural_wording(one, many, n)),
        newstyle=True,
        pgettext=lambda context, message: shown(interface.wording(message, context)),
        npgettext=lambda context, one, many, n: shown(
            interface.plural_wording(one, many, n, context)
        ),
    )
    environment.globals.update(globals_of(interface, inventory, edition))


def as_html(wording: Wording, edition: Locale) -> Markup:
    """Return a wording as HTML; ``model.interface`` has escaped what came from a catalog."""
    return Markup(marked_up(wording, edition))


def globals_of(
    interface: Interface, inventory: Inventory, edition: Locale
) -> dict[str, Callable[..., Any]]:
    """Return the functions templates may call, beside gettext."""
    cldr = cldr_of(inventory, edition)

    def plain_gettext(message: str) -> str:
        return interface.wording(message).text

    def date(day: datetime.date, width: str = "long") -> Markup:
        return time_element(day.isoformat(), day_in_words(day, cldr, width), cldr)

    def language_name(locale: Locale) -> Markup:
        return name_of_language(locale, inventory, edition)

    def listing(items: Iterable[Any]) -> Markup:
        parts = [str(escape(item)) for item in items]
        return Markup(format_list(parts, locale=cldr.cldr or "en"))

    def lang_of(value: Any) -> Markup:
        return lang_attributes(getattr(value, "locale", value), edition)

    functions = (plain_gettext, date, language_name, listing, lang_of)
    return {function.__name__: function for function in functions}


def day_in_words(day: datetime.date, cldr: Locale, width: str = "long") -> str:
    """Return a day as a language writes it.

    In French the first of a month is an ordinal, which CLDR's patterns cannot say.
    """
    words = format_date(day, width, locale=cldr.cldr or "en")
    is_first = day.day == 1 and cldr.code.partition("_")[0] == "fr"
    return _FIRST_OF_MONTH.sub("1er", words) if is_first else words


def lang_attributes(locale: Locale, edition: Locale) -> Markup:
    """Return ``lang`` and ``dir`` for words in a locale, or nothing where that is the edition's."""
    if locale.code == edition.code:
        return Markup("")
    return Markup(' lang="{}" dir="{}"').format(locale.tag, locale.direction)


def time_element(machine: str, words: str, locale: Locale) -> Markup:
    """Return a ``<time>``. It says its language always: it may stand in a message that is borrowed."""
    element = Markup('<time datetime="{}" lang="{}" dir="{}">{}</time>')
    return element.format(machine, locale.tag, locale.direction, words)


def name_of_language(locale: Locale, inventory: Inventory, edition: Locale) -> Markup:
    """Return a language's name as the edition's language has it, else its own name for itself."""
    cldr = cldr_of(inventory, edition)
    name = None
    if locale.cldr and cldr.code == edition.code:
        # By its own code: the locale that formats its dates may be a regional one.
        known = locale.code if localedata.exists(locale.code) else locale.cldr
        name = babel.Locale.parse(known).get_display_name(cldr.cldr)
    if name:
        return Markup(escape(name))
    return Markup("<span{}>{}</span>").format(lang_attributes(locale, edition), locale.autonym)


def cldr_of(inventory: Inventory, edition: Locale) -> Locale:
    """Return the nearest locale along the chain that CLDR can write dates and lists in."""
    chain = (inventory.by_code[code] for code in inventory.chains[edition.code])
    return next((locale for locale in chain if locale.cldr), edition)
