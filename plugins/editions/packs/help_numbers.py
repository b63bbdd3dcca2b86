"""The numbers of each country that has any, in the order readers need them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from editions.files.phones import international_form
from editions.hooks.collation import collation_of
from editions.hooks.edition import interface_of
from editions.hooks.fact_words import FactWords
from editions.model.countries import INTERNATIONAL, country_name
from editions.model.fact_values import SERVICE_KINDS
from editions.model.facts import Service
from editions.model.inventory import interface_chain
from editions.model.locales import Locale
from editions.packs.volume import Volume


@dataclass(frozen=True)
class HelpNumber:
    """A number: as dialled in its country, and as ``tel:`` calls it."""

    kind: str
    name: Markup
    phone: str
    tel: str
    always: bool
    free: bool
    hours: Markup
    read_on: datetime.date


@dataclass(frozen=True)
class HelpCountry:
    """A country and its numbers. ``locale`` is that of its name."""

    code: str
    name: str
    locale: Locale
    numbers: tuple[HelpNumber, ...]


def help_countries(volume: Volume) -> tuple[HelpCountry, ...]:
    """Return the countries that have a number, as the edition's language sorts them."""
    made_of = volume.press.made_of
    chain = interface_chain(made_of.inventory, volume.locale)
    words = FactWords(
        made_of.inventory,
        volume.locale,
        interface_of(made_of.inventory, made_of.catalogs, volume.locale),
        interface_of(made_of.inventory, made_of.fact_catalogs, volume.locale),
    )
    countries = [
        HelpCountry(code, *country_name(code, chain), tuple(_numbers(services, words)))
        for code, services in made_of.facts.services_by_country.items()
        if code != INTERNATIONAL and any(service.phone for service in services)
    ]
    in_order = collation_of(volume.locale)
    return tuple(sorted(countries, key=lambda country: in_order(country.name)))


def _numbers(services: tuple[Service, ...], words: FactWords) -> Iterator[HelpNumber]:
    for service in sorted(services, key=lambda s: SERVICE_KINDS.index(s.kind)):
        if service.phone:
            called = international_form(service.phone, service.country, short=service.short)
            yield HelpNumber(
                kind=service.kind,
                name=words.name(*service.name_in(words.locale.tag)),
                phone=service.phone,
                tel=f"tel:{called}",
                always=service.always,
                free=service.cost == "free",
                hours=words.words(service.hours),
                read_on=service.read_on,
            )
