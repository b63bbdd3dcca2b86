"""Facts: what is written once, checked once, and the same in every language.

The types of the entries of ``content/data/``. Fields marked *words* are English sentences or phrases
that each edition shows in its own language, through its catalog of facts.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from editions.model.check_records import CheckRecord
from editions.model.countries import INTERNATIONAL
from editions.model.phrases import Phrases
from editions.model.picture_records import Picture

#: After this many days a service has to be read again; after the second number pages say so too.
DUE_AFTER, OLD_AFTER = 180, 365


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What every entry has: its id, and where and when it was read."""

    id: str
    read_on: datetime.date
    read_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Fact):
    """A publication that figures are taken from."""

    title: str
    publisher: str
    year: int
    url: str
    languages: tuple[str, ...] = ()

    @property
    def language(self) -> str:
        """The tag of the language its title stands in."""
        return self.languages[0] if self.languages else "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Fact):
    """One number with exactly what it counts.

    Words: counts, scope, where, limits, series_label, point.
    """

    value: float
    form: str
    counts: str
    year: str
    scope: str
    source: str
    limits: str
    approximate: bool = False
    where: str = ""
    historic: bool = False
    series: str = ""
    series_label: str = ""
    point: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Service(Fact):
    """Where somebody can get help or report. Words: hours, says.

    ``phone`` is as dialled in the country. ``unlisted``: the number was read where its operator or
    an authority gives it, though the library of numbering plans does not know it. ``names`` are what
    the service calls itself in further languages, by tag.
    """

    country: str
    kind: str
    name: str
    name_lang: str
    names: Mapping[str, str] = field(default_factory=dict)
    phone: str = ""
    short: bool = False
    unlisted: bool = False
    website: str = ""
    hours: str = ""
    always: bool = False
    cost: str = ""
    languages: tuple[str, ...] = ()
    says: str = ""

    def name_in(self, tag: str) -> tuple[str, str]:
        """Return the name for readers of a language, and the tag of the language it is in."""
        own = _own_tag(self.names, tag)
        return (self.names[own], own) if own else (self.name, self.name_lang)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member(Fact):
    """A member organisation of the network."""

    name: str
    name_lang: str
    country: str
    region: str
    website: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme(Fact):
    """What the network does together. Words: what."""

    name: str
    what: str
    since: int | None = None
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Fact):
    """A dated event of the network's history. ``date`` is a year, month or day. Words: what."""

    date: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(Fact):
    """A recommended term in several languages, and older ones to avoid. Words: why."""

    term: Mapping[str, str]
    why: str
    avoid: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    recalled: tuple[str, ...] = ()
    area: str = ""
    replaces: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument(Fact):
    """A treaty or another text of law. Words: short, body, asks."""

    title: Mapping[str, str]
    short: str
    body: str
    adopted: str
    url: str
    asks: str
    treaty: bool
    in_force: str = ""
    not_in_force: bool = False


#: Which fields of a fact are words, by type; everything else is a name, a number or an address.
WORDS: Mapping[type[Fact], tuple[str, ...]] = {
    Figure: ("counts", "scope", "where", "limits", "series_label", "point"),
    Service: ("hours", "says"),
    Programme: ("what",),
    Event: ("what",),
    Term: ("why",),
    Instrument: ("short", "body", "asks"),
}


@dataclass(frozen=True, slots=True)
class Allowed:
    """The sections of a page, by their anchors, that may quote words to avoid; where that is said."""

    anchors: tuple[str, ...]
    where: str


@dataclass(frozen=True)
class Facts:
    """All facts of a site, each kind by id in the order of its file.

    ``allowed`` maps page ids to the sections that may quote words to avoid, ``pictures`` files of
    media to what is recorded of them, ``checked`` checks of accessibility to how they went, and
    ``phrases`` codes of locales to what is looked for in them.
    """

    sources: Mapping[str, Source] = field(default_factory=dict)
    figures: Mapping[str, Figure] = field(default_factory=dict)
    services: Mapping[str, Service] = field(default_factory=dict)
    members: Mapping[str, Member] = field(default_factory=dict)
    programmes: Mapping[str, Programme] = field(default_factory=dict)
    events: Mapping[str, Event] = field(default_factory=dict)
    terms: Mapping[str, Term] = field(default_factory=dict)
    instruments: Mapping[str, Instrument] = field(default_factory=dict)
    allowed: Mapping[str, Allowed] = field(default_factory=dict)
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    checked: Mapping[str, CheckRecord] = field(default_factory=dict)
    phrases: Mapping[str, Phrases] = field(default_factory=dict)

    @property
    def all(self) -> Iterator[Fact]:
        """Every fact of every kind."""
        for name in KINDS:
            yield from getattr(self, name).values()

    @cached_property
    def services_by_country(self) -> Mapping[str, tuple[Service, ...]]:
        """The services of each country that has any, and those of no country under ``INT``."""
        found: dict[str, list[Service]] = {}
        for service in self.services.values():
            found.setdefault(service.country, []).append(service)
        return {country: tuple(services) for country, services in found.items()}

    @property
    def international(self) -> tuple[Service, ...]:
        """Services that are not of one country."""
        return self.services_by_country.get(INTERNATIONAL, ())

    def allowed_on(self, page_id: str) -> tuple[str, ...]:
        """Return the anchors of the sections of a page that may quote words to avoid."""
        return self.allowed[page_id].anchors if page_id in self.allowed else ()

    def words(self) -> Iterator[tuple[str, str]]:
        """Yield (where it stands, text) of all that has to be translated."""
        for name in KINDS:
            for fact in getattr(self, name).values():
                for key in WORDS.get(type(fact), ()):
                    text = getattr(fact, key)
                    # The point of a figure in a series may be just its year.
                    if text and not text.isdigit():
                        yield f"{name}.yaml {fact.id} {key}", text


#: The kinds of facts, each a file of ``content/data/`` and a field of Facts.
KINDS: Mapping[str, type[Fact]] = {
    "sources": Source,
    "figures": Figure,
    "services": Service,
    "members": Member,
    "programmes": Programme,
    "events": Event,
    "terms": Term,
    "instruments": Instrument,
}


def own_or_english(texts: Mapping[str, str], tag: str) -> tuple[str, str]:
    """Return the text for a tag, else for its language, else the English one; and the tag it has."""
    own = _own_tag(texts, tag) or "en"
    return texts[own], own


def _own_tag(texts: Mapping[str, str], tag: str) -> str:
    """Return the tag of the text for a tag, or for its language; nothing where there is neither."""
    return next((own for own in (tag, tag.partition("-")[0]) if own in texts), "")


def age_in_days(fact: Fact, today: datetime.date) -> int:
    """Return how long ago a fact was read."""
    return (today - fact.read_on).days
