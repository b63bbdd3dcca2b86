"""The site as its settings described it last time: Pelican is not imported to read them again."""

from __future__ import annotations

import datetime
from pathlib import Path

from editions.files.code import code_version
from editions.files.sealed import read_sealed, write_sealed
from editions.hooks.settings import Site

_PLAIN = (str, int, float, bool, type(None), Path, datetime.date)


def kept_site(place: Path, values: str) -> Site | None:
    """Return the site that was kept under a digest of its settings' values, if it can still be built."""
    of, site = read_sealed(place, code_version()) or ("", None)
    if of != values or not isinstance(site, Site):
        return None
    return site if site.content.is_dir() and site.theme.is_dir() else None


def keep_site(place: Path, values: str, site: Site) -> None:
    """Keep a site that could be built; not one with a function or the like in its settings."""
    if _is_plain(dict(vars(site))):
        write_sealed(place, code_version(), (values, site))


def _is_plain(value: object) -> bool:
    if isinstance(value, dict):
        return all(_is_plain(key) and _is_plain(inner) for key, inner in value.items())
    if type(value) in (list, tuple, set, frozenset):
        return all(map(_is_plain, value))  # type: ignore[call-overload]
    return isinstance(value, _PLAIN)
