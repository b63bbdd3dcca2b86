"""What a build made from its sources says of them, so that machines can compare what they built from.

Fingerprints cannot: they hold the dates of files and the folders of one machine.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from editions.files.code import code_version
from editions.files.parts import digest_of_folder
from editions.hooks.edition import Ingredients
from editions.model.parts import Edition, Part
from editions.model.plans import digest_of_values, without_addresses

#: Settings that only say where something lies; what lies there is compared itself.
_PLACES = frozenset(
    "PATH OUTPUT_PATH CACHE_PATH THEME TRANSLATIONS_PATH PACKS_PATH PLUGIN_PATHS PUBLISH_TO".split()
)


def part_of(made_of: Ingredients, built: Sequence[str]) -> Part:
    """Return what a part says of itself, but for its files; ``built`` are the codes in it."""
    editions = (Edition(one.code, one.slug, one.tag) for one in made_of.inventory.locales)
    place = str(made_of.site.output)
    return Part(place, tuple(editions), tuple(sorted(set(built))), made_from(made_of), ())


def made_from(made_of: Ingredients) -> Mapping[str, str]:
    """Return a digest for each thing that all parts of a site must be built with, and the day."""
    site = made_of.site
    folders = {"content": site.content, "theme": site.theme, "translations": site.translations}
    return {
        "generator": code_version(),
        "settings": _settings(site.pelican),
        "packs": digest_of_values(made_of.packs),
        "day": made_of.today.isoformat(),
        **{name: digest_of_values(digest_of_folder(path)) for name, path in folders.items()},
    }


def _settings(settings: Mapping[str, Any]) -> str:
    values = sorted((key, _ordered(value)) for key, value in settings.items() if key not in _PLACES)
    # The folder of the project is another one on every machine.
    return digest_of_values(without_addresses(repr(values)).replace(str(Path.cwd()), "."))


def _ordered(value: Any) -> str:
    # Python shows the members of a set in an order that changes from run to run.
    return repr(sorted(map(repr, value)) if isinstance(value, (set, frozenset)) else value)
