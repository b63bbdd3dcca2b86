"""The files to carry, as pages show them: what they are, how large, of which day."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from babel.units import format_unit

from editions.hooks.edition import Edition
from editions.hooks.fact_views import Context
from editions.hooks.words import cldr_of
from editions.model.addresses import relative_href
from editions.model.locales import Locale
from editions.model.packs import FOLDER, Pack, packs_by_form

_KILO, _MEGA = 1_000, 1_000_000


@dataclass(frozen=True, slots=True)
class PackView:
    """A file to carry. ``together``: it holds all editions; ``size`` is in the reader's words."""

    name: str
    href: str
    size: str
    made: datetime.date
    sha256: str
    together: bool


@dataclass(frozen=True, slots=True)
class FormView:
    """The files of one form, that of the edition first."""

    name: str
    packs: tuple[PackView, ...]


def packs_context(edition: Edition, _: str, start: str) -> Context:
    """Return the files readers of an edition may carry, by form."""
    forms = packs_by_form(edition.job.packs, edition.locale.code)
    cldr = cldr_of(edition.job.inventory, edition.locale)
    return {"forms": tuple(_form(name, packs, cldr, start) for name, packs in forms.items())}


def _form(name: str, packs: Iterable[Pack], cldr: Locale, start: str) -> FormView:
    views = (
        PackView(
            name=pack.name,
            href=relative_href(f"{FOLDER}/{pack.name}", start),
            size=size_in_words(pack.size, cldr),
            made=pack.made,
            sha256=pack.sha256,
            together=len(pack.locales) > 1,
        )
        for pack in packs
    )
    return FormView(name, tuple(views))


def size_in_words(size: int, cldr: Locale) -> str:
    """Return a number of bytes as a language writes it: kilobytes, from a million on megabytes."""
    locale = cldr.cldr or "en"
    if size < _MEGA:
        kilobytes = max(1, round(size / _KILO))
        return format_unit(kilobytes, "digital-kilobyte", length="short", locale=locale)
    return format_unit(round(size / _MEGA, 1), "digital-megabyte", length="short", locale=locale)
