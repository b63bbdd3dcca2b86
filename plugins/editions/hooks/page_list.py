"""Every page of an edition in one list, by initials: the way to all of it without a script."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from editions.hooks.collation import collation_of, initial_of
from editions.hooks.edition import Edition
from editions.hooks.fact_views import Context
from editions.model.facts import own_or_english
from editions.model.locales import Locale
from editions.model.navigation import Link
from editions.model.search_folding import without_article


@dataclass(frozen=True, slots=True)
class ListedPage:
    """A line of the list: a page, or an older word with the link to the word of today."""

    words: str
    locale: Locale
    link: Link
    older: bool = False


def pages_context(edition: Edition, _: str, start: str) -> Context:
    """Return all pages in groups by initial, those in another language after those in the reader's.

    Pages made one for each country are left out: the list of countries leads to them.
    """
    in_order = collation_of(edition.locale)

    def place(item: ListedPage) -> tuple[Any, ...]:
        own = item.locale.code != edition.locale.code
        return own, item.locale.code if own else "", in_order(without_article(item.words))

    groups: dict[tuple[str, str], list[ListedPage]] = {}
    for item in sorted((*_pages(edition, start), *_older_words(edition, start)), key=place):
        key = item.locale.code, initial_of(without_article(item.words), item.locale)
        groups.setdefault(key, []).append(item)
    return {"groups": tuple(_group(key, items) for key, items in groups.items())}


def _group(key: tuple[str, str], items: list[ListedPage]) -> Mapping[str, Any]:
    return {"initial": key[1], "locale": items[0].locale, "items": tuple(items)}


def _pages(edition: Edition, start: str) -> Iterator[ListedPage]:
    navigator = edition.navigator
    for page_id, text in navigator.shown.items():
        if not text.country:
            card = navigator.card_of(page_id, start)
            yield ListedPage(card.title, card.locale, card)


def _older_words(edition: Edition, start: str) -> Iterator[ListedPage]:
    page = edition.navigator.link_to_template("words", start)
    language = edition.locale.tag.partition("-")[0]
    for term in edition.job.facts.terms.values() if page else ():
        today, tag = own_or_english(term.term, edition.locale.tag)
        if page and tag in (edition.locale.tag, language):
            link = Link(f"{page.href}#{term.id}", today, edition.locale, page.page_id)
            for older in term.avoid.get(tag, ()):
                yield ListedPage(older, edition.locale, link, older=True)
