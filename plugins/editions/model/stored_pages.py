"""Parsed pages as plain values, so that ten thousand of them are kept and read again in a moment.

Restoring objects one by one is what takes long when they are read back; tuples of words and numbers
take a tenth of it. Where a page lies and in which locale is not kept: the reader knows.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from editions.model.freshness import Prints, Stamp
from editions.model.pages import PageText, Review

#: A page in plain values: the fields of a PageText behind its path, in their order.
Packed = tuple[Any, ...]

#: Of the fields so many at the beginning are not kept, and so many at the end are no plain values.
_TOLD_BY_PLACE, _MADE = 3, 3


def packed(page: PageText) -> Packed:
    """Return a page in plain values and dates."""
    prints, reviewed = page.prints, page.reviewed
    return (
        *page[_TOLD_BY_PLACE:-_MADE],
        (prints.metadata, prints.digests, prints.shapes),
        page.stamp and tuple(page.stamp),
        reviewed and (reviewed.date, reviewed.name),
    )


def unpacked(values: Packed, page_id: str, locale: str, path: str) -> PageText:
    """Return the page of plain values; raises ValueError or TypeError where they are none."""
    *plain, prints, stamp, reviewed = values
    made = Prints(*prints), stamp and Stamp._make(stamp), reviewed and Review(*reviewed)
    return PageText._make((page_id, locale, path, *plain, *made))


def sharing() -> Callable[[Packed], Packed]:
    """Return a function that gives pages their prints and stamps as one value where they are equal.

    The stamp of a translation has the digests of its source, and translations have the shapes of it:
    nine of ten such values are written, and read again, only once.
    """
    known: dict[Any, Any] = {}

    def shared(value: Any) -> Any:
        if isinstance(value, tuple):
            value = tuple(map(shared, value))
        return known.setdefault(value, value)

    def share(page: Packed) -> Packed:
        *plain, lines, prints, stamp, reviewed = page
        return (*plain, shared(lines), shared(prints), shared(stamp), reviewed)

    return share
