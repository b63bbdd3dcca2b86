"""From what stands in ``content/data/`` to facts, with every mistake named at its line.

Knows for each kind which keys it has and what a value must look like. Has never heard of YAML or of
the library that knows telephone numbers; both are given.
"""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from typing import Any
from urllib.parse import urlsplit

from editions.errors import Problem
from editions.model.countries import COUNTRIES, INTERNATIONAL
from editions.model.facts import KINDS, Fact, Facts
from editions.model.locales import canonical_code

#: The file that is no kind of fact: where words to avoid may be quoted.
ALLOWED = "allowed"

#: Says what is wrong with a number of a country, or None; the flag is True for short codes.
PhoneCheck = Callable[[str, str, bool], str | None]

#: How a number may be written, whether or not a numbering plan knows it.
CAN_BE_DIALLED = re.compile(r"\+?[0-9][0-9 ()/.-]*")

_ID = re.compile(r"[a-z0-9][a-z0-9_-]*")
_WHEN = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_YEARS = re.compile(r"\d{4}([-–]\d{4})?")


@dataclass(frozen=True)
class FoundEntry:
    """An entry as found: its id, its values, and the lines of the entry and of each key."""

    kind: str
    id: str
    path: str
    line: int
    values: Mapping[str, Any]
    lines: Mapping[str, int]

    def at(self, key: str = "") -> str:
        """Return where a key stands, as ``path:line``."""
        return f"{self.path}:{self.lines.get(key, self.line)}"


class _Refused(ValueError):
    """A value that is not what its key needs; the text says what would be."""


def check_facts(
    found: Iterable[FoundEntry], phone_check: PhoneCheck
) -> tuple[Facts, tuple[Problem, ...]]:
    """Return the facts of all entries, and everything that is wrong with them."""
    problems: list[Problem] = []
    kinds: dict[str, dict[str, Fact]] = {name: {} for name in KINDS}
    places: dict[tuple[str, str], FoundEntry] = {}
    allowed: dict[str, tuple[str, ...]] = {}
    for entry in found:
        if entry.kind == ALLOWED:
            allowed[entry.id], mistakes = _allowed_sections(entry)
            problems.extend(mistakes)
            continue
        fact, mistakes = _fact_of(entry)
        problems.extend(mistakes)
        if fact is not None:
            kinds[entry.kind][entry.id] = fact
            places[entry.kind, entry.id] = entry
    facts = Facts(**kinds, allowed=allowed)  # type: ignore[arg-type]
    problems.extend(_contradictions(facts, places, phone_check))
    return facts, tuple(problems)


def _allowed_sections(entry: FoundEntry) -> tuple[tuple[str, ...], list[Problem]]:
    """Return the sections of a page that may quote words to avoid; each page says why."""
    sections = entry.values.get("sections")
    sound = isinstance(sections, list) and all(isinstance(s, str) for s in sections)
    if sound and str(entry.values.get("why") or "").strip() and len(entry.values) == 2:
        return tuple(sections or ()), []
    problem = Problem(
        entry.at(),
        f"{entry.id} is allowed words to avoid, without its sections or without a reason.",
        "Write sections: [anchor, …] and why: … below the page id, and nothing else.",
    )
    return (), [problem]


def _fact_of(entry: FoundEntry) -> tuple[Fact | None, list[Problem]]:
    cls = KINDS[entry.kind]
    known = {f.name: f for f in fields(cls) if f.name != "id"}
    problems = [_unknown_key(entry, key, known) for key in entry.values if key not in known]
    if not _ID.fullmatch(entry.id):
        problems.append(
            Problem(entry.at(), f"{entry.id!r} is no id.", "Use small letters, digits and _.")
        )
    values: dict[str, Any] = {}
    for key, spec in known.items():
        raw = entry.values.get(key)
        if raw is None or raw == "":
            if spec.default is MISSING and spec.default_factory is MISSING:
                problems.append(
                    Problem(
                        entry.at(), f"{entry.id} has no {key}.", f"Add a line “{key}: …” below it."
                    )
                )
            continue
        try:
            values[key] = _READERS[entry.kind, key](raw)
        except _Refused as refused:
            problems.append(
                Problem(entry.at(key), f"{key} of {entry.id} is {raw!r}.", f"It must be {refused}.")
            )
    return (None if problems else cls(id=entry.id, **values)), problems


def _unknown_key(entry: FoundEntry, key: str, known: Iterable[str]) -> Problem:
    near = difflib.get_close_matches(str(key), list(known), n=1, cutoff=0.6)
    remedy = f"Did you mean {near[0]}?" if near else f"{entry.kind} have {', '.join(known)}."
    return Problem(entry.at(key), f"{entry.id} has a key {key!r} that means nothing.", remedy)


def _contradictions(
    facts: Facts, places: Mapping[tuple[str, str], FoundEntry], phone_check: PhoneCheck
) -> list[Problem]:
    problems = []
    for figure in facts.figures.values():
        if figure.source not in facts.sources:
            near = difflib.get_close_matches(figure.source, list(facts.sources), n=1)
            remedy = f"Did you mean {near[0]}?" if near else "Add it to sources.yaml."
            place = places["figures", figure.id].at("source")
            problems.append(Problem(place, f"there is no source {figure.source!r}.", remedy))
    for series in {f.series for f in facts.figures.values() if f.series}:
        members = [f for f in facts.figures.values() if f.series == series]
        if len({(f.source, f.form) for f in members}) > 1:
            place = places["figures", members[0].id].at("series")
            problems.append(
                Problem(
                    place,
                    f"the series {series!r} mixes sources or forms.",
                    "Only figures one source counts the same way may stand in one chart.",
                )
            )
    for service in facts.services.values():
        entry = places["services", service.id]
        if not service.phone and not service.website:
            problems.append(
                Problem(entry.at(), f"{service.id} has neither phone nor website.", "Add one.")
            )
        wrong = service.phone and phone_check(service.phone, service.country, service.short)
        if service.unlisted and not wrong:
            problems.append(
                Problem(
                    entry.at("unlisted"),
                    f"{service.phone!r} is known to the numbering plan by now.",
                    "Remove the line “unlisted: true”.",
                )
            )
        if wrong and not (service.unlisted and CAN_BE_DIALLED.fullmatch(service.phone)):
            problems.append(
                Problem(
                    entry.at("phone"),
                    f"{service.phone!r} is no number of {service.country}: {wrong}.",
                    "Read it again where it comes from; a wrong digit harms a child. Is it right, and"
                    " given by its operator, an authority or the press, add “unlisted: true”.",
                )
            )
    for term in facts.terms.values():
        if term.replaces and term.replaces not in facts.terms:
            place = places["terms", term.id].at("replaces")
            problems.append(Problem(place, f"there is no term {term.replaces!r}.", "Correct it."))
    return problems


# What a value must look like. Each reader returns the value, or refuses it in words.


def _text(raw: Any) -> str:
    if not isinstance(raw, str) or not raw.strip() or raw != raw.strip():
        raise _Refused("text; put it in quotes where YAML takes it for something else")
    return raw


def _number(raw: Any) -> float:
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        raise _Refused("a number, without spaces, commas or a sign for per cent")
    return raw


def _whole(raw: Any) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int):
        raise _Refused("a whole number")
    return raw


def _flag(raw: Any) -> bool:
    if not isinstance(raw, bool):
        raise _Refused("true or false")
    return raw


def _day(raw: Any) -> datetime.date:
    try:
        return raw if type(raw) is datetime.date else datetime.date.fromisoformat(raw)
    except (TypeError, ValueError):
        raise _Refused("a day, as 2026-11-23") from None


def _when(raw: Any) -> str:
    value = str(raw)
    if not _WHEN.fullmatch(value) or not _is_date(f"{value}-01-01"[:10]):
        raise _Refused("a year, a month or a day, as 1996, 1996-08 or 1996-08-27")
    return value


def _is_date(value: str) -> bool:
    try:
        datetime.date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _years(raw: Any) -> str:
    value = str(raw)
    if not _YEARS.fullmatch(value):
        raise _Refused("a year or two, as 2022 or 2019-2022")
    return value


def _address(raw: Any) -> str:
    parts = urlsplit(raw) if isinstance(raw, str) else urlsplit("")
    if parts.scheme not in ("http", "https") or "." not in parts.netloc or " " in raw:
        raise _Refused("a whole address, as https://example.org/page")
    return str(raw)


def _country(raw: Any) -> str:
    if raw not in COUNTRIES and raw != INTERNATIONAL:
        raise _Refused("a code of ISO 3166-1 in two capitals, in quotes for 'NO', or INT")
    return str(raw)


def _tag(raw: Any) -> str:
    code = canonical_code(raw) if isinstance(raw, str) else None
    if code is None:
        raise _Refused("a language tag (BCP 47), as fr or pt-BR")
    return code.replace("_", "-")


def _tags(raw: Any) -> tuple[str, ...]:
    if not isinstance(raw, list):
        raise _Refused("a list of language tags, as [fr, en]")
    return tuple(_tag(item) for item in raw)


def _text_by_tag(raw: Any) -> Mapping[str, str]:
    if not isinstance(raw, dict) or not raw:
        raise _Refused("texts by language, as {en: …, fr: …}")
    return {_tag(tag): _text(text) for tag, text in raw.items()}


def _texts_by_tag(raw: Any) -> Mapping[str, tuple[str, ...]]:
    if not isinstance(raw, dict) or not all(isinstance(v, list) for v in raw.values()):
        raise _Refused("lists by language, as {en: [first, second]}")
    return {_tag(tag): tuple(_text(item) for item in items) for tag, items in raw.items()}


def _one_of(*allowed: str) -> Callable[[Any], str]:
    def read(raw: Any) -> str:
        if raw not in allowed:
            raise _Refused(f"one of {', '.join(allowed)}")
        return str(raw)

    return read


SERVICE_KINDS: Sequence[str] = (
    "emergency", "child_helpline", "hotline_csam_report", "missing_children", "trafficking",
    "violence", "prevention", "police", "other",
)  # fmt: skip
REGIONS: Sequence[str] = ("africa", "americas", "asia_pacific", "europe", "mena")

_BY_KEY: Mapping[str, Callable[[Any], Any]] = {
    "read_on": _day, "read_at": _text, "title": _text, "publisher": _text, "year": _whole,
    "url": _address, "languages": _tags, "value": _number, "counts": _text, "scope": _text,
    "source": _text, "limits": _text, "approximate": _flag, "where": _text, "historic": _flag,
    "series": _text, "series_label": _text, "point": _text, "country": _country, "name": _text,
    "name_lang": _tag, "phone": _text, "short": _flag, "unlisted": _flag, "website": _address,
    "hours": _text, "always": _flag, "says": _text, "what": _text, "since": _whole, "date": _when,
    "term": _text_by_tag, "avoid": _texts_by_tag, "why": _text, "recalled": _tags,
    "replaces": _text, "body": _text, "adopted": _when, "in_force": _when, "asks": _text,
    "not_in_force": _flag, "treaty": _flag,
    "form": _one_of("number", "percent", "money_usd"), "cost": _one_of("free", "local"),
    "region": _one_of(*REGIONS), "kind": _one_of(*SERVICE_KINDS),
    "area": _one_of("prostitution", "trafficking", "online", "travel"),
}  # fmt: skip
_BY_KIND: Mapping[tuple[str, str], Callable[[Any], Any]] = {
    ("figures", "year"): _years,
    ("instruments", "title"): _text_by_tag,
    ("instruments", "short"): _text,
    ("figures", "point"): lambda raw: _text(str(raw)),
}
_READERS: Mapping[tuple[str, str], Callable[[Any], Any]] = {
    (kind, f.name): _BY_KIND.get((kind, f.name)) or _BY_KEY[f.name]
    for kind, cls in KINDS.items()
    for f in fields(cls)
    if f.name != "id"
}
