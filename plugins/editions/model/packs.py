"""Packs as they are recorded: what was made, of which editions, and how to recognise it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

#: Every form of a pack, in the order readers are shown them.
FORMATS = ("html", "epub", "pdf", "cards", "zip", "zim", "kiosk")


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


def packs_for(packs: Iterable[Pack], code: str) -> tuple[Pack, ...]:
    """Return what readers of an edition may carry: packs of it alone first, then those of all."""
    fitting = [pack for pack in packs if code in pack.locales]
    return tuple(sorted(fitting, key=lambda p: (len(p.locales) > 1, FORMATS.index(p.form), p.name)))
