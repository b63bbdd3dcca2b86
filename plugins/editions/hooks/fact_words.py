"""Facts as a language writes them: numbers, dates, names of countries, translated words."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

import babel
from babel.dates import format_skeleton
from babel.numbers import format_currency, format_decimal, format_percent
from markupsafe import Markup, escape

from editions.hooks.words import as_html, cldr_of, day_in_words, lang_attributes, time_element
from editions.model.countries import country_name
from editions.model.facts import Figure
from editions.model.interface import Interface
from editions.model.inventory import Inventory, interface_chain
from editions.model.locales import Locale


@dataclass(frozen=True)
class FactWords:
    """Writes facts in one locale: the edition's, or that of a borrowed text."""

    inventory: Inventory
    locale: Locale
    interface: Interface
    facts: Interface
    _numbers: dict[str, Markup] = field(default_factory=dict, compare=False)

    def words(self, text: str) -> Markup:
        """Return an English text of the data in this language, or marked as English."""
        if not text:
            return Markup("")
        wording = self.facts.wording(text)
        if wording.locale.code == self.facts.source.code:
            return self._in(escape(text), wording.locale)
        return as_html(wording, self.locale)

    def message(self, text: str, **values: object) -> Markup:
        """Return a message of the interface as HTML, with its placeholders filled in."""
        html = as_html(self.interface.wording(text), self.locale)
        return html % values if values else html

    def number(self, figure: Figure) -> Markup:
        """Return the value of a figure; “about” stands before one that is no exact count."""
        # CLDR's patterns take their time, and a figure may stand on every page.
        if figure.id not in self._numbers:
            written = Markup('<bdi dir="ltr">{}</bdi>').format(self._written(figure))
            about = figure.approximate
            self._numbers[figure.id] = (
                self.message("about %(number)s", number=written) if about else written
            )
        return self._numbers[figure.id]

    def name(self, text: str, tag: str) -> Markup:
        """Return a name in its own language."""
        known = self.inventory.by_code.get(tag.replace("-", "_"))
        if tag == self.locale.tag:
            return escape(text)
        direction = known.direction if known else "rtl" if tag in _RTL_TAGS else "ltr"
        return Markup('<bdi lang="{}" dir="{}">{}</bdi>').format(tag, direction, text)

    def country(self, code: str) -> Markup:
        """Return the name of a country as CLDR has it, in the first locale that has one."""
        name, locale = country_name(code, interface_chain(self.inventory, self.locale))
        return self._in(escape(name), locale)

    def day(self, day: datetime.date) -> Markup:
        """Return a day as a ``<time>``."""
        cldr = cldr_of(self.inventory, self.locale)
        return time_element(day.isoformat(), day_in_words(day, cldr), cldr)

    def when(self, value: str) -> Markup:
        """Return a year, month or day, as ``1996``, ``1996-08``, ``1996-08-27``, as a ``<time>``."""
        parts = [int(part) for part in value.split("-")]
        if len(parts) == 1:
            return Markup("<time>{}</time>").format(value)
        if len(parts) == 3:
            return self.day(datetime.date(*parts))
        cldr = cldr_of(self.inventory, self.locale)
        first = datetime.date(parts[0], parts[1], 1)
        return time_element(value, format_skeleton("yMMMM", first, locale=cldr.cldr or "en"), cldr)

    def _written(self, figure: Figure) -> str:
        cldr = cldr_of(self.inventory, self.locale).cldr or "en"
        if figure.form == "percent":
            return format_percent(figure.value / 100, locale=cldr, decimal_quantization=False)
        if figure.form == "money_usd":
            # Sums in public reports are whole dollars; cents would pretend to be exact.
            pattern = babel.Locale.parse(cldr).currency_formats["standard"].pattern
            whole = pattern.replace(".00", "")
            return format_currency(figure.value, "USD", whole, cldr, currency_digits=False)
        return format_decimal(figure.value, locale=cldr, decimal_quantization=False)

    def _in(self, words: Markup, locale: Locale) -> Markup:
        attributes = lang_attributes(locale, self.locale)
        return Markup("<span{}>{}</span>").format(attributes, words) if attributes else words


#: Languages written right to left that names may be in without an edition of their own.
_RTL_TAGS = frozenset({"ar", "fa", "ur", "he", "ps", "ckb", "dv", "yi", "sd", "ug"})
