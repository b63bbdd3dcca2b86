"""Building, unless nothing has changed: the answer is given before anything large is imported.

What a whole build was made from and what it left is noted when it is done: size and date of every file
of content, theme, catalogs, output and of the generator itself, the values of the settings, and the day,
by which facts grow old. While all of that is as it was, a build would change nothing, and says so.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from editions.commands.console import FINE, Line, tell
from editions.files.garbage import no_collecting
from editions.files.rest import NotComparable, Sight, content_digest, sight_of
from editions.hooks.today import today
from editions.model.packs import RECORD
from editions.model.plans import digest_of_values, without_addresses

_PACKAGE = str(Path(__file__).resolve().parent.parent)


def build_unless_at_rest(
    *,
    locales: Sequence[str],
    content: str,
    output: str,
    cache: str,
    settings: str,
    explain: bool = False,
) -> int:
    """Build the site, or say that nothing has changed since it was built; return the exit status."""
    given = {"PATH": content, "OUTPUT_PATH": output, "CACHE_PATH": cache}
    question = None if locales else ask(settings or "pelicanconf.py", given)
    said = question.answer() if question else None
    if said is not None:
        for line in said:
            tell(line)
        return FINE
    with no_collecting():
        from editions.commands.build import build_site

        return build_site(
            locales=locales,
            content=content,
            output=output,
            cache=cache,
            settings=settings,
            explain=explain,
            question=question,
        )


@dataclass(frozen=True)
class Question:
    """What a build would be made from, seen before it begins; ``note`` is where the answer is kept."""

    note: Path
    output: str
    values: str
    made_from: Sight

    @property
    def kept_settings(self) -> Path:
        """Where the site is kept as the settings describe it."""
        return self.note.with_name(self.note.stem.replace("rest", "settings", 1))

    def answer(self) -> list[Line] | None:
        """Return what the last build would say again, or None where it may have something to do."""
        try:
            noted = json.loads(self.note.read_bytes())
            if noted["values"] != self.values or noted["made_from"] != self.made_from.digests:
                return None
            if any(content_digest(path) != was for path, was in noted["unsettled"].items()):
                return None
            if noted["made"] != sight_of([self.output], trusting=True).digests:
                return None
            return [(bool(problem), str(line)) for problem, line in noted["said"]]
        except (OSError, ValueError, KeyError, TypeError, NotComparable):
            return None

    def keep(self, said: Sequence[Line]) -> None:
        """Note a build that is done and has nothing left to do, with what it would say again."""
        from editions.files.writing import write_whole

        try:
            made = sight_of([self.output], trusting=True)
        except (OSError, NotComparable):
            return
        noted = {
            "values": self.values,
            "made_from": self.made_from.digests,
            "unsettled": self.made_from.unsettled,
            "made": made.digests,
            "said": said,
        }
        write_whole(self.note, json.dumps(noted, ensure_ascii=False, indent=0).encode())

    def forget(self) -> None:
        """Remove the note: a build that has begun leaves the output as no note describes it."""
        self.note.unlink(missing_ok=True)


def ask(settings: str, given: Mapping[str, str]) -> Question | None:
    """Return what a build with these settings would be made from; None where that cannot be seen."""
    try:
        path = Path(settings).absolute()
        values = _values_of(path)
        if list(values.get("PLUGINS") or ()) != ["editions"]:
            return None  # other plugins may look at anything
        folders = {
            key: str(Path(path.parent, given.get(key) or values[key]).absolute())
            for key in ("PATH", "OUTPUT_PATH", "CACHE_PATH", "THEME")
        }
        translations = str(Path(values.get("TRANSLATIONS_PATH", "translations")).absolute())
        # One settings file may be made from another beside it.
        beside = sorted(str(file) for file in path.parent.glob("*.py"))
        places = [folders["PATH"], folders["THEME"], translations, _PACKAGE, *beside]
        if values.get("PACKS_PATH"):
            places.append(str(Path(values["PACKS_PATH"], RECORD).absolute()))
        called = [str(path), today().isoformat(), sys.version, *_installed()]
        written = sorted((key, repr(value)) for key, value in values.items())
        told = without_addresses(repr([called, folders, written]))
        note = Path(folders["CACHE_PATH"], f"rest-{digest_of_values(path, folders)[:8]}.json")
        return Question(note, folders["OUTPUT_PATH"], digest_of_values(told), sight_of(places))
    except Exception:  # whatever is wrong with the settings, the build itself says it better
        return None


def _values_of(path: Path) -> dict[str, Any]:
    """Return the settings of a file, as running it gives them."""
    spec = importlib.util.spec_from_file_location("settings_at_rest", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return {key: value for key, value in vars(module).items() if key.isupper()}


def _installed() -> list[str]:
    """Return the names of what is installed; folders of packages are named with their versions."""
    places = sorted(place for place in sys.path if place.endswith("site-packages"))
    return sorted(entry.name for place in places for entry in Path(place).iterdir())
