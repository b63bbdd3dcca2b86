"""Packs of a site that has been built already, made without building it again."""

from __future__ import annotations

from editions.commands.build import prepare
from editions.hooks.settings import read_site
from editions.packs.press import Press
from editions.packs.volume import Volume, parts_of


def volumes_of(settings: str, **folders: str) -> list[Volume]:
    """Return the editions of a built site, ready to be packed; ``folders`` as in the settings."""
    made_of = prepare(read_site(settings, **folders), ()).made_of
    return [
        Volume(Press(made_of, locale, made_of.today), parts_of(made_of, locale))
        for locale in made_of.inventory.listed
    ]
