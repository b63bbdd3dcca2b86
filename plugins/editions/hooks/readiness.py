"""The gate: which editions are listed, which are built for preview only, which are left out."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import replace

from editions.files.catalogs import catalog_paths, message_keys, template_path
from editions.hooks.settings import Site
from editions.model.interface import Catalog
from editions.model.inventory import Inventory
from editions.model.locales import canonical_code
from editions.model.readiness import Readiness, readiness_of
from editions.model.survey import ContentTree


def readiness_of_all(
    site: Site, inventory: Inventory, catalogs: Mapping[str, Catalog]
) -> tuple[Readiness, ...]:
    """Return how far every edition is, in the order of menus; ``catalogs`` are those one can read."""
    template = template_path(site.translations)
    messages = message_keys(template) if template.is_file() else frozenset()
    found = {code: catalogs.get(code) for code in catalog_paths(site.translations)}
    return tuple(readiness_of(inventory, locale, messages, found) for locale in inventory.locales)


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
        interface={one.locale.code: one.words or 0 for one in listed},
    )


def without_unready(tree: ContentTree, found: Iterable[Readiness]) -> ContentTree:
    """Return the content without the folders of editions that are not ready."""
    unready = {one.locale.code for one in found if not one.ready}
    return tree.limited_to([f for f in tree.folders if canonical_code(f) not in unready])
