"""Facts as templates see them: in the edition's language, sorted as it sorts, ready to be shown."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import pyuca
from markupsafe import Markup

from editions.files.phones import international_form
from editions.hooks.edition import Edition
from editions.hooks.fact_tokens import Cited
from editions.hooks.words import name_of_language
from editions.model.fact_checks import REGIONS, SERVICE_KINDS
from editions.model.facts import (
    OLD_AFTER,
    Figure,
    Instrument,
    Member,
    Programme,
    Service,
    Source,
    Term,
    age_in_days,
)
from editions.model.locales import locale_named
from editions.model.navigation import Link

Context = dict[str, Any]
#: Units of the view box that the longest bar of a chart has.
CHART_UNITS = 1000


@dataclass(frozen=True)
class SourceView:
    """A publication. ``figures`` are given on the page of sources only."""

    id: str
    anchor: str
    title_html: Markup
    publisher: str
    year: int
    url: str
    languages: tuple[Markup, ...]
    read_on: datetime.date
    pages: tuple[Link, ...] = ()
    figures: tuple[FigureView, ...] = ()


@dataclass(frozen=True)
class FigureView:
    """A figure with what it counts and what it cannot say."""

    id: str
    anchor: str
    value: float
    number: Markup
    counts: Markup
    year: str
    scope: Markup
    where: Markup
    limits: Markup
    historic: bool
    source: SourceView
    pages: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Note:
    """A numbered note of a page. ``refs`` are the ids of the places that refer to it."""

    number: int
    id: str
    refs: tuple[str, ...]
    source: SourceView
    figure: FigureView | None = None


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


def notes_of(edition: Edition, cited: Iterable[Cited], start: str) -> tuple[Note, ...]:
    """Return the notes of a page, in the order of their numbers."""
    notes = []
    for item in cited:
        facts = edition.job.facts
        figure = facts.figures[item.id] if item.kind == "figure" else None
        source = facts.sources[figure.source if figure else item.id]
        notes.append(
            Note(
                number=item.number,
                id=f"note-{item.number}",
                refs=tuple(item.refs),
                source=source_view(edition, source, start),
                figure=figure_view(edition, figure, start) if figure else None,
            )
        )
    return tuple(notes)


def fact_context(edition: Edition, template: str, country: str, start: str) -> Context:
    """Return what a template that shows facts is given beside its page; nothing for others."""
    make = _CONTEXTS.get(template)
    return make(edition, country, start) if make else {}


def figure_view(edition: Edition, figure: Figure, start: str) -> FigureView:
    """Return a figure in the edition's language."""
    words = edition.words_in(edition.locale)
    return FigureView(
        id=figure.id,
        anchor=figure.id,
        value=figure.value,
        number=words.number(figure),
        counts=words.words(figure.counts),
        year=figure.year.replace("-", "–"),
        scope=words.words(figure.scope),
        where=words.words(figure.where),
        limits=words.words(figure.limits),
        historic=figure.historic,
        source=source_view(edition, edition.job.facts.sources[figure.source], start),
        pages=_pages_citing(edition, f"figure:{figure.id}", start),
    )


def source_view(edition: Edition, source: Source, start: str) -> SourceView:
    """Return a publication with its title in its own language."""
    words = edition.words_in(edition.locale)
    tag = source.languages[0] if source.languages else "en"
    return SourceView(
        id=source.id,
        anchor=source.id,
        title_html=words.name(source.title, tag),
        publisher=source.publisher,
        year=source.year,
        url=source.url,
        languages=_languages(edition, source.languages),
        read_on=source.read_on,
        pages=_pages_citing(edition, f"source:{source.id}", start),
    )


def _service(edition: Edition, service: Service) -> ServiceView:
    words = edition.words_in(edition.locale)
    number = service.phone
    tel = international_form(number, service.country, short=service.short) if number else ""
    return ServiceView(
        id=service.id,
        kind=service.kind,
        name_html=words.name(service.name, service.name_lang),
        phone=number,
        tel=f"tel:{tel}" if tel else "",
        short=service.short,
        website=service.website,
        website_text=_bare(service.website),
        hours=words.words(service.hours),
        always=service.always,
        free=service.cost == "free",
        languages=_languages(edition, service.languages),
        says=words.words(service.says),
        read_on=service.read_on,
        read_at=_bare(service.read_at),
        read_at_href=service.read_at if service.read_at.startswith("http") else "",
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


def _country(edition: Edition, code: str, start: str) -> Context:
    facts, navigator = edition.job.facts, edition.navigator
    view = CountryView(
        code=code,
        name=edition.words_in(edition.locale).country(code),
        groups=_groups(edition, facts.services_by_country.get(code, ())),
        international=_international(edition),
        members=tuple(_member(edition, m) for m in facts.members.values() if m.country == code),
    )
    return {
        "country": view,
        "countries_page": navigator.link_to_template("countries", start),
        "report_page": navigator.help_link("", start),
    }


def _countries(edition: Edition, _: str, start: str) -> Context:
    navigator, facts = edition.navigator, edition.job.facts
    links = []
    for code, page_id in navigator.country_ids.items():
        link = navigator.link_to(page_id, start)
        services = facts.services_by_country.get(code, ())
        if link:
            links.append(
                {
                    "href": link.href,
                    "title": link.title,
                    "locale": link.locale,
                    "page_id": page_id,
                    "current": False,
                    "elsewhere": False,
                    "has_any": bool(services),
                    "has_number": any(s.phone for s in services),
                }
            )
    return {"countries": sorted(links, key=lambda item: _collated(str(item["title"])))}


def _figures(edition: Edition, _: str, start: str) -> Context:
    figures = edition.job.facts.figures.values()
    return {
        "figures": tuple(figure_view(edition, f, start) for f in figures),
        "charts": _charts(edition, start),
    }


def _charts(edition: Edition, start: str) -> tuple[Mapping[str, Any], ...]:
    """Return a chart for each series: figures one source counts the same way."""
    words = edition.words_in(edition.locale)
    series: dict[str, list[Figure]] = {}
    for figure in edition.job.facts.figures.values():
        if figure.series:
            series.setdefault(figure.series, []).append(figure)
    charts = []
    for name, figures in series.items():
        if len(figures) < 2:
            continue
        longest = 100.0 if figures[0].form == "percent" else max(f.value for f in figures)
        rows = tuple(
            (
                words.words(f.point) if f.point and not f.point.isdigit() else f.point or f.year,
                words.number(f),
                round(CHART_UNITS * f.value / longest),
            )
            for f in figures
        )
        label = next((f.series_label for f in figures if f.series_label), figures[0].counts)
        source = edition.job.facts.sources[figures[0].source]
        charts.append(
            {
                "id": f"chart-{name.replace('_', '-')}",
                "title": words.words(label),
                "source": source_view(edition, source, start),
                "rows": rows,
                "kind": "bars",
            }
        )
    return tuple(charts)


def _sources(edition: Edition, _: str, start: str) -> Context:
    facts = edition.job.facts
    views = []
    for source in sorted(facts.sources.values(), key=lambda s: _collated(s.title)):
        figures = (f for f in facts.figures.values() if f.source == source.id)
        view = source_view(edition, source, start)
        views.append(
            SourceView(
                **{
                    **{f: getattr(view, f) for f in view.__dataclass_fields__},
                    "figures": tuple(figure_view(edition, f, start) for f in figures),
                }
            )
        )
    return {"sources": tuple(views)}


def _words(edition: Edition, _: str, start: str) -> Context:
    terms = [_term(edition, term, start) for term in edition.job.facts.terms.values()]
    terms.sort(key=lambda term: _collated(term["title"].striptags()))
    old = [(word, term["anchor"]) for term in terms for word in term["avoid"]]
    old.sort(key=lambda pair: _collated(pair[0].striptags()))
    return {"terms": tuple(terms), "old_words": tuple(old)}


def _term(edition: Edition, term: Term, start: str) -> Mapping[str, Any]:
    words, locale = edition.words_in(edition.locale), edition.locale
    language = locale.tag.split("-")[0]
    own = next((tag for tag in (locale.tag, language) if tag in term.term), "en")
    avoided = {tag: term.avoid[tag] for tag in (locale.tag, language) if tag in term.avoid}
    area = edition.navigator.link_to_tag(term.area, start) if term.area else None
    return {
        "id": term.id,
        "anchor": term.id,
        "title": _in_tag(edition, term.term[own], own),
        "avoid": tuple(
            _in_tag(edition, word, tag) for tag, listed in avoided.items() for word in listed
        ),
        "why": words.words(term.why),
        "equivalents": tuple(
            (_language(edition, tag), _in_tag(edition, text, tag))
            for tag, text in term.term.items()
            if tag != own
        ),
        "unconfirmed": own in term.recalled,
        "area": area,
    }


def _members(edition: Edition, _: str, __: str) -> Context:
    words = edition.words_in(edition.locale)
    by_country: dict[str, list[Member]] = {}
    for member in edition.job.facts.members.values():
        by_country.setdefault(member.country, []).append(member)
    listed = sorted(
        ((words.country(code), members) for code, members in by_country.items()),
        key=lambda pair: _collated(pair[0].striptags()),
    )
    return {
        "members": tuple((name, tuple(_member(edition, m) for m in ms)) for name, ms in listed),
        "regions": REGIONS,
    }


def _member(edition: Edition, member: Member) -> Mapping[str, Any]:
    return {
        "name_html": edition.words_in(edition.locale).name(member.name, member.name_lang),
        "website": member.website,
        "website_text": _bare(member.website),
        "read_on": member.read_on,
        "read_at_href": member.read_at if member.read_at.startswith("http") else "",
    }


def _programmes(edition: Edition, _: str, __: str) -> Context:
    words = edition.words_in(edition.locale)

    def view(programme: Programme) -> Mapping[str, Any]:
        return {
            "name": words.name(programme.name, "en"),
            "what": words.words(programme.what),
            "since": programme.since,
            "url": programme.url,
            "url_text": _bare(programme.url),
            "read_on": programme.read_on,
        }

    return {"programmes": tuple(view(p) for p in edition.job.facts.programmes.values())}


def _history(edition: Edition, _: str, __: str) -> Context:
    words = edition.words_in(edition.locale)
    events = sorted(edition.job.facts.events.values(), key=lambda event: event.date)
    return {
        "events": tuple(
            {
                "when": words.when(event.date),
                "what": words.words(event.what),
                "read_at_href": event.read_at if event.read_at.startswith("http") else "",
            }
            for event in events
        )
    }


def _law(edition: Edition, _: str, __: str) -> Context:
    words = edition.words_in(edition.locale)

    def view(law: Instrument) -> Mapping[str, Any]:
        language = edition.locale.tag.split("-")[0]
        own = next((t for t in (edition.locale.tag, language) if t in law.title), "en")
        return {
            "id": law.id,
            "anchor": law.id,
            "title_html": _in_tag(edition, law.title[own], own),
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


def _pages_citing(edition: Edition, token: str, start: str) -> tuple[Link, ...]:
    pages = edition.navigator.pages_citing.get(token, ())
    links = (edition.navigator.link_to(page, start) for page in pages)
    return tuple(link for link in links if link)


def _languages(edition: Edition, tags: Iterable[str]) -> tuple[Markup, ...]:
    return tuple(_language(edition, tag) for tag in tags)


def _language(edition: Edition, tag: str) -> Markup:
    locale = locale_named(tag, edition.job.site.added_locales)
    if locale is None:
        return Markup("<bdi>{}</bdi>").format(tag)
    return name_of_language(locale, edition.inventory, edition.locale)


def _in_tag(edition: Edition, text: str, tag: str) -> Markup:
    """Return a word in a language; in the edition's own it needs no mark."""
    if tag in (edition.locale.tag, edition.locale.tag.split("-")[0]):
        return Markup("{}").format(text)
    locale = locale_named(tag, edition.job.site.added_locales)
    direction = locale.direction if locale else "ltr"
    return Markup('<span lang="{}" dir="{}">{}</span>').format(tag, direction, text)


def _bare(address: str) -> str:
    """Return an address as people read it: without scheme, www and a last slash."""
    if not address.startswith("http"):
        return address
    parts = urlsplit(address)
    return f"{parts.netloc.removeprefix('www.')}{parts.path}".rstrip("/")


@cache
def _collator() -> pyuca.Collator:
    # The same keys on every machine, which the C library's collation does not give.
    return pyuca.Collator()


def _collated(text: str) -> tuple[int, ...]:
    return tuple(_collator().sort_key(text))


_CONTEXTS: Mapping[str, Callable[[Edition, str, str], Context]] = {
    "country": _country,
    "countries": _countries,
    "figures": _figures,
    "sources": _sources,
    "words": _words,
    "members": _members,
    "programmes": _programmes,
    "history": _history,
    "law": _law,
}
