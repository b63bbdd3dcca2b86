"""Help by country as templates see it: services in the order readers need them, ready to be called."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from editions.files.phones import international_form
from editions.hooks.collation import collation_of, initial_of
from editions.hooks.edition import Edition
from editions.hooks.fact_views import Context, bare_address, language_names, link_to_source
from editions.hooks.list_views import member_view
from editions.model.countries import country_name
from editions.model.fact_values import SERVICE_KINDS
from editions.model.facts import OLD_AFTER, Service, age_in_days
from editions.model.inventory import interface_chain
from editions.model.search_folding import without_article


@dataclass(frozen=True)
class ServiceView:
    """A service with what a reader needs before calling it."""

    id: str
    kind: str
    name_html: Markup
    phone: str
    tel: str
    short: bool
    website: str
    website_text: str
    hours: Markup
    always: bool
    free: bool
    languages: tuple[Markup, ...]
    says: Markup
    read_on: datetime.date
    read_at: str
    read_at_href: str
    old: bool


@dataclass(frozen=True)
class CountryView:
    """A country with its services by kind, in the order readers need them."""

    code: str
    name: Markup
    groups: tuple[tuple[str, tuple[ServiceView, ...]], ...]
    international: tuple[tuple[str, tuple[ServiceView, ...]], ...]
    members: tuple[Mapping[str, Any], ...]

    @property
    def has_any(self) -> bool:
        """Whether there is any entry of the country itself."""
        return bool(self.groups)

    @property
    def has_number(self) -> bool:
        """Whether there is a number to call."""
        return any(service.phone for _, group in self.groups for service in group)


def _service(edition: Edition, service: Service) -> ServiceView:
    words = edition.words_in(edition.locale)
    number = service.phone
    tel = international_form(number, service.country, short=service.short) if number else ""
    return ServiceView(
        id=service.id,
        kind=service.kind,
        name_html=words.name(*service.name_in(edition.locale.tag)),
        phone=number,
        tel=f"tel:{tel}" if tel else "",
        short=service.short,
        website=service.website,
        website_text=bare_address(service.website),
        hours=words.words(service.hours),
        always=service.always,
        free=service.cost == "free",
        languages=language_names(edition, service.languages),
        says=words.words(service.says),
        read_on=service.read_on,
        read_at=bare_address(service.read_at),
        read_at_href=link_to_source(service.read_at),
        old=age_in_days(service, edition.job.today) > OLD_AFTER,
    )


def _groups(
    edition: Edition, services: Iterable[Service]
) -> tuple[tuple[str, tuple[ServiceView, ...]], ...]:
    listed = list(services)
    groups = (
        (kind, tuple(_service(edition, s) for s in listed if s.kind == kind))
        for kind in SERVICE_KINDS
    )
    return tuple((kind, group) for kind, group in groups if group)


def _international(edition: Edition) -> tuple[tuple[str, tuple[ServiceView, ...]], ...]:
    """Return the services of no country, the same on every page of an edition."""
    if edition.international is None:
        edition.international = _groups(edition, edition.job.facts.international)
    return edition.international  # type: ignore[no-any-return]


def country_context(edition: Edition, code: str, start: str) -> Context:
    """Return a country with its services, those of no country, and the ways on."""
    facts, navigator = edition.job.facts, edition.navigator
    view = CountryView(
        code=code,
        name=edition.words_in(edition.locale).country(code),
        groups=_groups(edition, facts.services_by_country.get(code, ())),
        international=_international(edition),
        members=tuple(member_view(edition, m) for m in facts.members.values() if m.country == code),
    )
    return {
        "country": view,
        "countries_page": navigator.link_to_template("countries", start),
        "report_page": navigator.link_to_role("help", "", start),
    }


def countries_context(edition: Edition, _: str, start: str) -> Context:
    """Return the links to all countries, as the edition's language sorts their names.

    The first country of each initial has the ``initial``, and an ``anchor`` for a link to it.
    """
    navigator, facts = edition.navigator, edition.job.facts
    links = []
    for code, page_id in navigator.country_ids.items():
        link = navigator.link_to(page_id, start)
        services = facts.services_by_country.get(code, ())
        # In the edition's own language, also where the page itself is borrowed.
        name, locale = country_name(code, interface_chain(edition.inventory, edition.locale))
        if link:
            links.append(
                {
                    "href": link.href,
                    "title": name,
                    "locale": locale,
                    "page_id": page_id,
                    "current": False,
                    "elsewhere": False,
                    "has_any": bool(services),
                    "has_number": any(s.phone for s in services),
                }
            )
    in_order = collation_of(edition.locale)
    links.sort(key=lambda item: in_order(without_article(str(item["title"]))))
    _mark_initials(links)
    return {"countries": links}


def _mark_initials(links: Iterable[dict[str, Any]]) -> None:
    seen: set[str] = set()
    for link in links:
        initial = initial_of(without_article(link["title"]), link["locale"])
        first = initial not in seen
        seen.add(initial)
        link["initial"] = initial if first else ""
        link["anchor"] = f"initial-{len(seen)}" if first else ""
