"""Parts of a site, each built by a machine of its own: what a part says of itself, what makes a whole.

A part holds some editions, and what lies beside all editions: every part has that, but for packs,
and in all of them it must be the same. Knows nothing of folders; where a part lies is only told.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from editions.errors import Problem
from editions.model.manifests import Listed, is_sound_file
from editions.model.packs import FOLDER as PACKS

#: The record of a part, at its top.
PART = "part.json"
#: What to do where parts are made from different things; by what that is.
_REMEDIES = {
    "generator": "Build all parts from one commit, with the packages of one lock and one Python.",
    "settings": "Build all parts with the same settings and the same SITEURL.",
    "packs": "Make the packs once, and give the same folder of packs to every build.",
    "day": "Facts grow old by the day. Set SOURCE_DATE_EPOCH to the same second for every build.",
}
_SLUG = re.compile(r"[a-z0-9-]+")


@dataclass(frozen=True)
class Edition:
    """An edition as a part knows it: the code of its locale, its folder, and its tag."""

    code: str
    slug: str
    tag: str


@dataclass(frozen=True)
class Part:
    """What a part says of itself; ``place`` is where it lies, as people are told.

    ``editions`` are all of the site, ``built`` the codes of those that are in the part. ``made_from``
    has a digest for each thing that all parts must share. ``files`` are those of the part itself.
    """

    place: str
    editions: tuple[Edition, ...]
    built: tuple[str, ...]
    made_from: Mapping[str, str]
    files: tuple[Listed, ...]

    @property
    def folders(self) -> dict[str, str]:
        """The folder of every edition of the site, with the tag of its locale."""
        return {edition.slug: edition.tag for edition in self.editions}

    @property
    def shared(self) -> dict[str, Listed]:
        """The files that belong to no edition, by their paths."""
        return {f.path: f for f in self.files if not _owner(f.path, self.editions)}


def belongs_to(path: str, editions: Sequence[Edition], built: Sequence[str]) -> bool:
    """Tell whether a file is one of a part: of an edition that was built, or of none at all."""
    owner = _owner(path, editions)
    return path != PART and (not owner or owner in built)


def brings_packs(editions: Sequence[str], built: Sequence[str]) -> bool:
    """Tell whether a part brings the packs; ``editions`` are the codes of all, in their order.

    They are large, and all the same: the part with the first edition is enough.
    """
    return editions[0] in built


def _owner(path: str, editions: Sequence[Edition]) -> str:
    """Return the code of the edition whose part brings a file; empty where every part has it."""
    owners = {edition.slug: edition.code for edition in editions}
    if path.startswith(f"{PACKS}/"):
        return editions[0].code
    return owners.get(path.split("/")[0], "")


def part_text(part: Part) -> str:
    """Return the record of a part as JSON; where it lies is not in it."""
    told = {
        "built": part.built,
        "editions": [[one.code, one.slug, one.tag] for one in part.editions],
        "made_from": dict(part.made_from),
        "files": [[file.path, file.bytes, file.sha256, file.locale] for file in part.files],
    }
    return json.dumps(told, ensure_ascii=False, indent=0) + "\n"


def read_part_text(place: str, content: bytes) -> Part:
    """Return the part a record describes; raises ValueError for one that is damaged."""
    try:
        told = json.loads(content)
        part = Part(
            place,
            tuple(Edition(*one) for one in told["editions"]),
            tuple(told["built"]),
            {str(key): str(value) for key, value in told["made_from"].items()},
            tuple(Listed(*one) for one in told["files"]),
        )
        sound = _is_sound(part)
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError("it has another form") from error
    if not sound:
        raise ValueError("it names an edition or a file that no part has")
    return part


def _is_sound(part: Part) -> bool:
    codes = {edition.code for edition in part.editions}
    return (
        bool(part.built)
        and codes.issuperset(part.built)
        and all(_SLUG.fullmatch(edition.slug) for edition in part.editions)
        and all(is_sound_file(file) for file in part.files)
        and all(belongs_to(file.path, part.editions, part.built) for file in part.files)
        and len({file.path for file in part.files}) == len(part.files)
    )


def whole_problems(parts: Sequence[Part]) -> list[Problem]:
    """Return all that keeps parts from being one whole site; ``parts`` are at least one."""
    problems = [*_differing(parts)]
    if not problems:  # else these would only say the same once more, file by file
        problems.extend(_conflicts(parts))
    return [*problems, *_built_twice(parts), *_lacking(parts)]


def _differing(parts: Sequence[Part]) -> Iterator[Problem]:
    first = parts[0]
    for part in parts[1:]:
        for name in sorted({*first.made_from, *part.made_from}):
            if part.made_from.get(name) != first.made_from.get(name):
                yield Problem(
                    part.place,
                    f"the {name} it was built with differs from that of {first.place}.",
                    _REMEDIES.get(name, "Build all parts from the same commit."),
                )


def _conflicts(parts: Sequence[Part]) -> Iterator[Problem]:
    first = parts[0]
    remedy = "Build both again, each into an empty folder, and change nothing there."
    for part in parts[1:]:
        for path in sorted({*first.shared, *part.shared}):
            one, other = first.shared.get(path), part.shared.get(path)
            if one != other:
                what = f"it differs from {first.place}/{path}, and all parts share it."
                if one is None or other is None:
                    what = (
                        f"only one of this part and {first.place} has it, and all parts share it."
                    )
                yield Problem(f"{part.place}/{path}", what, remedy)


def _built_twice(parts: Sequence[Part]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for part in parts:
        for code in part.built:
            if code in seen:
                what = f"the edition {code} is in {seen[code]}, too."
                yield Problem(part.place, what, "Leave one of the two out.")
            seen.setdefault(code, part.place)


def _lacking(parts: Sequence[Part]) -> Iterator[Problem]:
    built = set(chain.from_iterable(part.built for part in parts))
    every = dict.fromkeys(edition.code for part in parts for edition in part.editions)
    lacking = [code for code in every if code not in built]
    if lacking:
        flags = " ".join(f"--locale {code}" for code in lacking)
        yield Problem(
            "./inv merge",
            f"no part has {'the edition' if len(lacking) == 1 else 'the editions'} "
            f"{', '.join(lacking)}.",
            f"Build what is lacking with ./inv build {flags} --output DIR, and name that folder, too.",
        )
