"""What is recorded of every picture: who made it, under which licence, and what it shows.

Source of the rule: SAFE-2 of the readers' requirements, after UNICEF's principles for ethical reporting
and the eSafety guidance on images: no person is pictured, and that is said for each picture.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from editions.errors import Problem
from editions.model.entries import FoundEntry

KEYS = ("author", "licence", "shows", "people")


@dataclass(frozen=True, slots=True)
class Picture:
    """The record of a file; ``where`` is the place of the record."""

    author: str
    licence: str
    shows: str
    where: str


def read_record(entry: FoundEntry) -> tuple[Picture, list[Problem]]:
    """Return the record of an entry, and everything that is wrong with it."""
    problems = list(_mistakes_of(entry))
    texts = {key: str(entry.values.get(key) or "") for key in ("author", "licence", "shows")}
    return Picture(**texts, where=entry.at()), problems


def unrecorded(
    records: Mapping[str, Picture], files: Collection[str], *, folder: str, listed_in: str
) -> Iterator[Problem]:
    """Yield files without a record, and records without a file.

    Files are named from ``folder``, as people call it; ``listed_in`` is the file of the records.
    """
    for name in sorted(set(files) - set(records)):
        yield Problem(
            f"{folder}/{name}",
            "nobody has recorded who made this file and what it shows.",
            f"Add {name}: to {listed_in}, with {', '.join(KEYS)}; docs/writing.md shows one.",
        )
    for name in sorted(set(records) - set(files)):
        near = difflib.get_close_matches(name, sorted(files), n=1)
        remedy = f"Did you mean {near[0]}?" if near else "Remove the record, or add the file."
        yield Problem(records[name].where, f"there is no file {folder}/{name}.", remedy)


def _mistakes_of(entry: FoundEntry) -> Iterable[Problem]:
    for key in ("author", "licence", "shows"):
        value = entry.values.get(key)
        if not isinstance(value, str) or not value.strip():
            remedy = f"Add a line “{key}: …” below it."
            yield Problem(entry.at(key), f"{entry.id} has no {key}.", remedy)
    if entry.values.get("people") != "none":
        yield Problem(
            entry.at("people"),
            f"the record of {entry.id} does not say that no person is pictured.",
            "Look at the picture, then add the line “people: none”. One with a person in it has no"
            " place on this site.",
        )
    for key in entry.values:
        if key not in KEYS:
            near = difflib.get_close_matches(str(key), KEYS, n=1)
            remedy = f"Did you mean {near[0]}?" if near else f"A record has {', '.join(KEYS)}."
            yield Problem(
                entry.at(key), f"{entry.id} has a key {key!r} that means nothing.", remedy
            )
