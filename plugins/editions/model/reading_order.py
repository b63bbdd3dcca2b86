"""The order in which readers need pages: what helps first, then the front page, then the menu."""

from __future__ import annotations

from editions.model.inventory import Entry, Inventory

_LAST = 10**6


def in_order_of_need(inventory: Inventory) -> tuple[Entry, ...]:
    """Return the published pages as a translator should take them; a pattern stands for its pages."""
    menus = {
        entry.page_id.rpartition("/")[0]: entry.source.menu
        for entry in inventory.entries.values()
        if entry.source.menu is not None
    }

    def place(entry: Entry) -> tuple[int, bool, int, bool, int, str]:
        page_id = entry.written_id
        folder = page_id.partition("/")[0] if "/" in page_id else ""
        return (
            0 if entry.source.critical else 1 if page_id == "index" else 2,
            inventory.is_article(page_id),
            menus.get(folder) or _LAST,
            not page_id.endswith("/index"),
            _LAST if entry.source.order is None else entry.source.order,
            page_id,
        )

    seen: set[str] = set()
    entries = []
    for entry in sorted(inventory.entries.values(), key=place):
        page_id = entry.written_id
        if entry.publication == "published" and page_id not in seen:
            seen.add(page_id)
            entries.append(entry)
    return tuple(entries)
