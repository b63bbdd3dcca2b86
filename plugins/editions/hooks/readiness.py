"""The gate: which editions are listed, which are built for preview only, which are left out."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import replace

from editions.files.catalogs import CATALOG, message_keys
from editions.hooks.settings import Site
from editions.model.interface import Catalog
from editions.model.inventory import Inventory
from editions.model.readiness import Readiness, readiness_of
from editions.model.survey import ContentTree


def readiness_of_all(
    site: Site, inventory: Inventory, catalogs: Mapping[str, Catalog]
) -> tuple[Readiness, ...]:
    """Return how far every edition is, in the order of menus."""
    template = site.translations / CATALOG.with_suffix(".pot").name
    messages = message_keys(template) if template.is_file() else frozenset()
    return tuple(
        readiness_of(inventory, locale, messages, catalogs) for locale in inventory.locales
    )


def gated(
    inventory: Inventory, found: Iterable[Readiness], policy: str, day: datetime.date
) -> Inventory:
    """Return the inventory with what is not to be listed, and what nobody has kept for a year."""
    listed = list(found)
    unready = {one.locale.code for one in listed if not one.ready}
    return replace(
        inventory,
        unlisted=frozenset() if policy == "list" else frozenset(unready),
        unkept=frozenset(one.locale.code for one in listed if not one.is_kept(day)),
    )


def without(tree: ContentTree, inventory: Inventory, found: Iterable[Readiness]) -> ContentTree:
    """Return the content without the folders of editions that are not ready."""
    unready = {one.locale.code for one in found if not one.ready}
    codes = {text.path: code for e in inventory.entries.values() for code, text in e.texts.items()}
    folders = {page.folder for page in tree.pages if codes.get(page.path) in unready} | {
        folder for folder in tree.folders if folder in unready
    }
    return replace(
        tree,
        folders=tuple(folder for folder in tree.folders if folder not in folders),
        pages=tuple(page for page in tree.pages if page.folder not in folders),
        media={k: v for k, v in tree.media.items() if k not in folders},
    )
