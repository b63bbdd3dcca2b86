"""Packs as they are recorded: what was made, of which editions, and how to recognise it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

#: Every form of a pack, in the order readers are shown them.
FORMATS = ("html", "epub", "pdf", "cards", "sms", "zip", "zim", "kiosk")
#: The folder of the site that holds them, and the name of their record.
FOLDER, RECORD = "packs", "packs.json"


@dataclass(frozen=True, slots=True)
class Pack:
    """A file to carry. ``locales`` are the codes of its editions, ``made`` the day it was made.

    ``size`` is in bytes, ``sha256`` in hexadecimal digits; ``made_of`` recognises all it was made from.
    """

    name: str
    form: str
    locales: tuple[str, ...]
    size: int
    sha256: str
    made: datetime.date
    made_of: str


def packs_by_form(packs: Iterable[Pack], code: str) -> dict[str, tuple[Pack, ...]]:
    """Return what readers of an edition may carry, by form; packs of it alone before those of all."""
    fitting = sorted(
        (p for p in packs if code in p.locales), key=lambda p: (len(p.locales), p.name)
    )
    forms = {form: tuple(p for p in fitting if p.form == form) for form in FORMATS}
    return {form: found for form, found in forms.items() if found}
