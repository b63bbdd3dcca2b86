"""Lists of facts as templates see them: words, members, programmes, law."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from babel.numbers import format_decimal, format_percent
from markupsafe import Markup

from editions.hooks.collation import collation_of
from editions.hooks.edition import Edition
from editions.hooks.fact_views import (
    Context,
    bare_address,
    in_language,
    language_called,
    link_to_source,
)
from editions.hooks.words import cldr_of
from editions.model.check_records import CHECKS
from editions.model.facts import Instrument, Member, Programme, Term, own_or_english
from editions.model.progress import SectionProgress, progress_of


def editions_context(edition: Edition, _: str, start: str) -> Context:
    """Return how far every edition is, section by section, with numbers as the edition writes them."""
    navigator, inventory = edition.navigator, edition.job.inventory
    cldr = cldr_of(inventory, edition.locale).cldr or "en"

    def number(value: int) -> str:
        return format_decimal(value, locale=cldr)

    def view(one: SectionProgress) -> Mapping[str, Any]:
        return {
            "link": navigator.link_to(f"{one.section}/index", start) if one.section else None,
            "pages": number(one.pages),
            "current": number(one.current),
            "reviewed": number(one.reviewed),
            "share": 1000 * one.current // one.pages,
        }

    return {
        "progress": tuple(
            {
                "anchor": f"edition-{one.locale.slug}",
                "locale": one.locale,
                "interface": format_percent(one.interface / 100, locale=cldr),
                "interface_share": 10 * one.interface,
                "sections": tuple(view(section) for section in one.sections),
            }
            for one in progress_of(inventory)
        )
    }


def accessibility_context(edition: Edition, _: str, __: str) -> Context:
    """Return what the tests of accessibility found last, check by check, and the day of the oldest."""
    checked = edition.job.facts.checked
    records = [checked[name] for name in CHECKS if name in checked]
    cldr = cldr_of(edition.job.inventory, edition.locale).cldr or "en"
    return {
        "tested_on": min((record.tested_on for record in records), default=None),
        "checks": tuple(
            {
                "id": record.id,
                "browsers": record.browsers,
                "pages": format_decimal(record.pages, locale=cldr) if record.pages else "",
                "faults": format_decimal(record.faults, locale=cldr),
            }
            for record in records
        ),
    }


def words_context(edition: Edition, _: str, start: str) -> Context:
    """Return the glossary by term, and the older words that lead into it."""
    terms = [_term(edition, term, start) for term in edition.job.facts.terms.values()]
    in_order = collation_of(edition.locale)
    terms.sort(key=lambda term: in_order(term["title"].striptags()))
    old = [(word, term["anchor"]) for term in terms for word in term["avoid"]]
    old.sort(key=lambda pair: in_order(pair[0].striptags()))
    return {"terms": tuple(terms), "old_words": tuple(old)}


def _term(edition: Edition, term: Term, start: str) -> Mapping[str, Any]:
    words, locale = edition.words_in(edition.locale), edition.locale
    language = locale.tag.split("-")[0]
    title, own = own_or_english(term.term, locale.tag)
    avoided = {tag: term.avoid[tag] for tag in (locale.tag, language) if tag in term.avoid}
    area = edition.navigator.link_to_tag(term.area, start) if term.area else None
    return {
        "id": term.id,
        "anchor": term.id,
        "title": in_language(edition, title, own),
        "avoid": tuple(
            in_language(edition, word, tag) for tag, listed in avoided.items() for word in listed
        ),
        "why": words.words(term.why),
        "equivalents": tuple(
            (language_called(edition, tag), in_language(edition, text, tag))
            for tag, text in term.term.items()
            if tag != own
        ),
        "unconfirmed": own in term.recalled,
        "area": area,
    }


def members_context(edition: Edition, _: str, __: str) -> Context:
    """Return the member organisations by country."""
    words = edition.words_in(edition.locale)
    by_country: dict[str, list[Member]] = {}
    for member in edition.job.facts.members.values():
        by_country.setdefault(member.country, []).append(member)
    in_order = collation_of(edition.locale)
    listed = sorted(
        ((words.country(code), members) for code, members in by_country.items()),
        key=lambda pair: in_order(pair[0].striptags()),
    )
    return {
        "members": tuple((name, tuple(member_view(edition, m) for m in ms)) for name, ms in listed),
    }


def member_view(edition: Edition, member: Member) -> Mapping[str, Any]:
    """Return a member organisation with its name in its own language."""
    return {
        "name_html": edition.words_in(edition.locale).name(member.name, member.name_lang),
        "website": member.website,
        "website_text": bare_address(member.website),
        "read_on": member.read_on,
        "read_at_href": link_to_source(member.read_at),
    }


def programmes_context(edition: Edition, _: str, __: str) -> Context:
    """Return what the network does together."""
    words = edition.words_in(edition.locale)

    def view(programme: Programme) -> Mapping[str, Any]:
        return {
            "name": words.name(programme.name, "en"),
            "what": words.words(programme.what),
            "since": programme.since,
            "url": programme.url,
            "url_text": bare_address(programme.url),
            "read_on": programme.read_on,
        }

    return {"programmes": tuple(view(p) for p in edition.job.facts.programmes.values())}


def law_context(edition: Edition, _: str, __: str) -> Context:
    """Return the instruments of law, each with its title in the edition's language if it has one."""
    words = edition.words_in(edition.locale)

    def view(law: Instrument) -> Mapping[str, Any]:
        title, own = own_or_english(law.title, edition.locale.tag)
        return {
            "id": law.id,
            "anchor": law.id,
            "title_html": in_language(edition, title, own),
            "short": words.words(law.short),
            "body": words.words(law.body),
            "adopted": words.when(law.adopted),
            "in_force": words.when(law.in_force) if law.in_force else Markup(""),
            "not_in_force": law.not_in_force,
            "url": law.url,
            "asks": words.words(law.asks),
            "treaty": law.treaty,
            "read_on": law.read_on,
        }

    return {"instruments": tuple(view(law) for law in edition.job.facts.instruments.values())}
