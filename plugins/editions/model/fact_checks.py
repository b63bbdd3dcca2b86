"""From what stands in ``content/data/`` to facts, with every mistake named at its line.

Knows for each kind which keys it has and what a value must look like. Has never heard of YAML or of
the library that knows telephone numbers; both are given.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, fields
from typing import Any

from editions.errors import Problem
from editions.model.check_records import CheckRecord, read_check
from editions.model.entries import FoundEntry
from editions.model.fact_values import READERS, Refused
from editions.model.facts import KINDS, Allowed, Fact, Facts
from editions.model.picture_records import Picture, read_record

#: Files that are no kinds of facts: where words to avoid may be quoted, who made which picture, and
#: what the tests of accessibility found.
ALLOWED, PICTURES, ACCESSIBILITY = "allowed", "pictures", "accessibility"

#: Says what is wrong with a number of a country, or None; the flag is True for short codes.
PhoneCheck = Callable[[str, str, bool], str | None]

#: How a number may be written, whether or not a numbering plan knows it.
CAN_BE_DIALLED = re.compile(r"\+?[0-9][0-9 ()/.-]*")

_ID = re.compile(r"[a-z0-9][a-z0-9_-]*")


def check_facts(
    found: Iterable[FoundEntry], phone_check: PhoneCheck
) -> tuple[Facts, tuple[Problem, ...]]:
    """Return the facts of all entries, and everything that is wrong with them."""
    problems: list[Problem] = []
    kinds: dict[str, dict[str, Fact]] = {name: {} for name in KINDS}
    places: dict[tuple[str, str], FoundEntry] = {}
    allowed: dict[str, Allowed] = {}
    pictures: dict[str, Picture] = {}
    checked: dict[str, CheckRecord] = {}
    for entry in found:
        if entry.kind == ACCESSIBILITY:
            record, mistakes = read_check(entry)
            checked |= {record.id: record} if record else {}
            problems.extend(mistakes)
            continue
        if entry.kind == PICTURES:
            pictures[entry.id], mistakes = read_record(entry)
            problems.extend(mistakes)
            continue
        if entry.kind == ALLOWED:
            anchors, mistakes = _allowed_sections(entry)
            allowed[entry.id] = Allowed(anchors, entry.at())
            problems.extend(mistakes)
            continue
        fact, mistakes = _fact_of(entry)
        problems.extend(mistakes)
        if fact is not None:
            kinds[entry.kind][entry.id] = fact
            places[entry.kind, entry.id] = entry
    facts = Facts(**kinds, allowed=allowed, pictures=pictures, checked=checked)  # type: ignore[arg-type]
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
            values[key] = READERS[entry.kind, key](raw)
        except Refused as refused:
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
