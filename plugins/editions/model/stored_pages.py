"""Parsed pages as plain values, so that ten thousand of them are kept and read again in a moment.

Restoring objects one by one is what takes long when they are read back; tuples of words and numbers
take a tenth of it. Where a page lies and in which locale is not kept: the reader knows.
"""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from editions.model.freshness import Prints, Stamp
from editions.model.headings import Heading
from editions.model.pages import PageText, Review

#: A page in plain values: those of the fields below, in their order.
Packed = tuple[Any, ...]

_TOLD_BY_PLACE = ("page_id", "locale", "path")
_KEPT = tuple(f.name for f in fields(PageText) if f.name not in _TOLD_BY_PLACE)


def packed(page: PageText) -> Packed:
    """Return a page in plain values and dates."""
    values = {name: getattr(page, name) for name in _KEPT}
    values |= {
        "reviewed": page.reviewed and (page.reviewed.date, page.reviewed.name),
        "headings": tuple(map(tuple, page.headings)),
        "prints": (page.prints.metadata, page.prints.digests, page.prints.shapes),
        "stamp": page.stamp and tuple(page.stamp),
        "lines": dict(page.lines),
    }
    return tuple(values[name] for name in _KEPT)


def unpacked(values: Packed, page_id: str, locale: str, path: str) -> PageText:
    """Return the page of plain values; raises ValueError or TypeError where they are none."""
    named = dict(zip(_KEPT, values, strict=True))
    named["headings"] = tuple(map(Heading._make, named["headings"]))
    named["prints"] = Prints(*named["prints"])
    named["reviewed"] = named["reviewed"] and Review(*named["reviewed"])
    named["stamp"] = named["stamp"] and Stamp(*named["stamp"])
    return PageText(page_id=page_id, locale=locale, path=path, **named)
