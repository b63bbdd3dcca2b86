"""The survey with which every command begins: pages that have not changed come from the store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from editions.files.code import code_version
from editions.files.content import read_content
from editions.files.garbage import no_collecting
from editions.files.page_store import PageStore, open_store
from editions.hooks.settings import Site
from editions.model.inventory import Inventory
from editions.model.stored_pages import Packed
from editions.model.survey import ContentTree, FoundPage, survey


def survey_site(
    site: Site,
    limited: Callable[[ContentTree], ContentTree] = lambda tree: tree,
    advance: Callable[[int], object] = lambda _: None,
) -> tuple[ContentTree, Inventory]:
    """Return a site's content, or a part of it, and its inventory; raises SiteError.

    What had to be parsed is kept for the next command, and in the content that is returned. ``advance``
    is told of every page that is.
    """
    store = open_store(site.cache / "pages", code_version())
    tree = limited(read_content(site.content, store))
    inventory = survey_of(site, tree, store, advance)
    store.save()
    return replace(tree, pages=tuple(_as_parsed(page, store) for page in tree.pages)), inventory


def survey_of(
    site: Site,
    tree: ContentTree,
    store: PageStore | None = None,
    advance: Callable[[int], object] = lambda _: None,
) -> Inventory:
    """Return the inventory of a site's content as it was found; raises SiteError.

    Pages that had to be parsed are put into the store they were not in.
    """

    def keep(found: FoundPage, page: Packed) -> None:
        advance(1)
        if store is not None:
            store.keep(found.place, page)

    with no_collecting():
        return survey(
            tree,
            source_locale=site.source_locale,
            added_locales=site.added_locales,
            articles=site.articles,
            keep=keep,
        )


def _as_parsed(found: FoundPage, store: PageStore) -> FoundPage:
    """Return a page with what it was parsed to, if it was and without a flaw."""
    stored = store.seen.get(found.place)
    return found._replace(kept=stored.page) if stored and found.kept is None else found
