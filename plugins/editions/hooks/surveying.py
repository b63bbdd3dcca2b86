"""The survey with which every command begins: pages that have not changed come from the store."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from editions.files.code import code_version
from editions.files.content import read_content
from editions.files.garbage import no_collecting
from editions.files.page_store import PageStore, open_store
from editions.files.processors import processors
from editions.hooks.processes import Failed, run_all
from editions.hooks.settings import Site
from editions.model.inventory import Inventory
from editions.model.stored_pages import Packed
from editions.model.survey import ContentTree, FoundPage, parsed, survey

#: With fewer pages than this a process takes as long to begin as to parse them.
_LEAST = 50
#: So many times more parts than processors, so that none waits for long at the end.
_ROUNDS = 3


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
    tree = _parsed_beside(limited(read_content(site.content, store)), store, advance)
    inventory = survey_of(site, tree, store, advance)
    store.save()
    return replace(tree, pages=tuple(_as_parsed(page, store) for page in tree.pages)), inventory


def _parsed_beside(
    tree: ContentTree, store: PageStore, advance: Callable[[int], object]
) -> ContentTree:
    """Return the content with what several processes could parse of it, where there is much.

    What has a flaw, or was given to a process that died, is left to the survey.
    """
    unknown = [page for page in tree.pages if page.kept is None and page.problem is None]
    number = min(_ROUNDS * processors(), len(unknown) // _LEAST)
    if processors() == 1 or number < 2:
        return tree
    kept: dict[str, Packed] = {}
    for _, found in run_all([unknown[n::number] for n in range(number)], _parse_all, advance):
        kept |= {} if isinstance(found, Failed) else found
    for place, values in kept.items():
        store.keep(place, values)
    return replace(tree, pages=tuple(_as_parsed(page, store) for page in tree.pages))


def _parse_all(pages: Sequence[FoundPage], advance: Callable[[int], object]) -> dict[str, Packed]:
    found = {}
    for page in pages:
        values = parsed(page)
        if values is not None:
            found[page.place] = values
            advance(1)
    return found


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
    """Return a page with what it was parsed to in place of its text, if it was and without a flaw."""
    stored = store.seen.get(found.place)
    return found._replace(kept=stored.page, text="") if stored and found.kept is None else found
