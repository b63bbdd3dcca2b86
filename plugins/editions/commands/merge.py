"""Parts: which editions there are to be built, and joining them to the site one build would make."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

from editions.commands.build import prepare
from editions.commands.console import CALLED_WRONGLY, FINE, complain, counted, report, say
from editions.errors import Problem, SiteError
from editions.files.parts import join_parts, read_part
from editions.files.paths import shown
from editions.files.publication import alone_at, check_ours
from editions.files.writing import check_writable
from editions.hooks.settings import read_site
from editions.model.parts import Part, whole_problems

#: Where the whole is put unless --output says otherwise.
PLACE = "dist/site"


def list_editions(*, settings: str = "", share: str = "") -> int:
    """Print the codes of all editions as JSON, for a machine each; return the exit status.

    With a share, as ``2/5`` for the second of five machines, what is printed are the flags with which
    ``./inv build`` builds the editions of that machine.
    """
    shared = re.fullmatch(r"([1-9]\d*)/([1-9]\d*)", share)
    if share and (not shared or int(shared[1]) > int(shared[2])):
        complain(f"--share {share}: this is no share of the machines.")
        complain("  Write 2/5 for the second of five.")
        return CALLED_WRONGLY
    try:
        inventory = prepare(read_site(settings or "pelicanconf.py"), ()).inventory
    except SiteError as error:
        return report(error.problems)
    codes = [locale.code for locale in inventory.locales]
    if not shared:
        say(json.dumps(codes))
        return FINE
    machine, machines = int(shared[1]), int(shared[2])
    if machines > len(codes):
        what = f"there are more machines than editions: {machines} and {len(codes)}."
        return report([Problem(f"--share {share}", what, f"Use {len(codes)} at most.")])
    say(" ".join(f"--locale {code}" for code in codes[machine - 1 :: machines]))
    return FINE


def merge_parts(folders: Sequence[str], *, output: str = "") -> int:
    """Join parts to a whole site, or say all that keeps them from being one; return the exit status."""
    if not folders:
        complain("./inv merge: there are no folders to merge.")
        complain("  Name every folder that ./inv build --locale … --output DIR has filled.")
        return CALLED_WRONGLY
    places = [Path(folder).resolve() for folder in folders]
    place = Path(output or PLACE).resolve()
    try:
        parts = _read_parts(places, place)
        check_writable(place.parent)
        with alone_at(place.with_name(f".{place.name}.lock"), shown(place)):
            manifest = join_parts(places, parts, place)
    except SiteError as error:
        return report(error.problems)
    editions = sum(len(part.built) for part in parts)
    say(f"{counted(editions, 'edition')} from {counted(len(parts), 'part')}: {shown(place)}")
    say(f"{counted(len(manifest.files), 'file')}, release {manifest.release[:16]}")
    return FINE


def _read_parts(folders: Sequence[Path], place: Path) -> list[Part]:
    """Return parts that make a whole; raises SiteError with all that is wrong with them."""
    parts: list[Part] = []
    problems: list[Problem] = []
    for folder in folders:
        try:
            check_ours(place, folder)
            parts.append(read_part(folder))
        except SiteError as error:
            problems.extend(error.problems)
    # A part that cannot be read has editions that are not lacking.
    if parts and (len(parts) == len(folders)):
        problems.extend(whole_problems(parts))
    if problems:
        raise SiteError(problems)
    return parts
