"""What can be found in an edition: its pages as they were converted, and the facts that have a place.

The words of a page are taken from its HTML when it is rendered, and kept for the next build. The index
is made of the entries of all pages whenever one was rendered: it is the same as from nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from html import unescape

from editions.files.found import read_found, write_found
from editions.files.writing import write_new
from editions.hooks.edition import Edition
from editions.hooks.saving import shared_media_in
from editions.hooks.words import name_of_language
from editions.model.addresses import quoted
from editions.model.composition import ComposedPage, template_of
from editions.model.countries import country_name
from editions.model.facts import Term, own_or_english
from editions.model.inventory import interface_chain
from editions.model.locales import Locale, locale_named
from editions.model.navigation import Link
from editions.model.search_index import (
    Asked,
    SearchEntry,
    SearchLanguage,
    packed_index,
    text_terms,
)
from editions.model.search_words import asked_of, words_for
from editions.model.typography import set_text, typography_of

#: The script with the index, in the front folder of an edition; every page knows it by this name.
INDEX = "search-index.js"
#: Templates whose lists are read as part of the page: their facts have no entries of their own.
_LISTS = frozenset({"members", "programmes", "history", "figures"})
_TAG = re.compile(r"<[^>]*>")


def page_entry(
    edition: Edition, composed: ComposedPage, content: str, rendered: str
) -> SearchEntry:
    """Return the entry of a page, from its converted text and, where it lists facts, all of it."""
    entry, text, locale = composed.entry, composed.text, composed.locale
    title = composed.shown("title")[0]
    found = SearchEntry(
        href=quoted(entry.address),
        title=set_text(title, typography_of(locale)),
        locale=locale.code,
        summary=set_text(composed.shown("summary")[0], typography_of(locale)),
        section=_section_of(edition, entry.page_id),
        also=", ".join(dict.fromkeys(_names_of(edition, composed, title))),
        headings=tuple(
            (heading.anchor, set_text(heading.text, typography_of(locale)))
            for heading in composed.headings
            if not text.country
        ),
        media=shared_media_in(content, edition.navigator.path_of(entry)),
    )
    if text.country:
        words = " ".join(_names_in_country(edition, text.country))
    elif template_of(edition.inventory, entry) in _LISTS:
        words = _plain(rendered[rendered.find("<main") : rendered.find("</main>")])
    else:
        words = _plain(content)
    return replace(found, words=text_terms(words, _language(locale), found))


def write_index(edition: Edition, made: Mapping[str, SearchEntry]) -> Mapping[str, SearchEntry]:
    """Write the index of an edition into its staging folder; keep and return the entries of its pages.

    ``made`` are the entries of pages that were rendered now; those of the others are kept.
    """
    job = edition.job
    shown = edition.navigator.shown
    kept = read_found(job.folder)
    pages = {
        page_id: found
        for page_id in sorted(shown)
        if (found := made.get(page_id) or kept.get(page_id))
    }
    write_found(job.folder, pages)
    # Pages with many words first, so that the numbers of those that have them are small.
    written = [found for page_id, found in pages.items() if not shown[page_id].country]
    of_countries = [found for page_id, found in pages.items() if shown[page_id].country]
    entries = [*written, *_entries_of_facts(edition)]
    languages = tuple(_languages(edition, [*entries, *of_countries]))
    script = packed_index(entries, languages, _asked(edition, pages), of_countries)
    write_new(f"{job.staging}/{INDEX}", script.encode())
    return pages


def _asked(edition: Edition, pages: Mapping[str, SearchEntry]) -> Asked:
    words = words_for(edition.job.searches, edition.inventory.chains[edition.locale.code])
    hrefs = {page_id: entry.href for page_id, entry in pages.items()}
    return asked_of(words, _language(edition.locale), hrefs)


def _section_of(edition: Edition, page_id: str) -> tuple[str, str]:
    """Return the title of the page above and its locale; nothing where that is the front page."""
    above = edition.navigator.breadcrumbs(page_id, f"{edition.locale.slug}/x")
    return (above[-1].title, above[-1].locale.code) if len(above) > 1 else ("", "")


def _names_of(edition: Edition, composed: ComposedPage, title: str) -> Iterator[str]:
    """Yield what a page is called beside its title: in menus, by its tags, by older words."""
    text, entry = composed.text, composed.entry
    if text.country:
        for locale in (edition.locale, composed.locale):
            yield country_name(text.country, interface_chain(edition.inventory, locale))[0]
        return
    if text.menu_title and text.menu_title not in title:
        yield text.menu_title
    start = edition.navigator.path_of(entry)
    yield from (link.title for link in edition.navigator.tag_links(entry, start))
    for term in edition.job.facts.terms.values():
        if term.area and term.area == entry.source.tag:
            yield from _older_words(edition, term)


def _older_words(edition: Edition, term: Term) -> Iterator[str]:
    """Yield the words a term takes the place of, in the edition's language and in that of the source."""
    tags = (edition.locale.tag, _language(edition.locale), edition.inventory.source_locale)
    for tag in dict.fromkeys(tags):
        yield from term.avoid.get(tag, ())


def _names_in_country(edition: Edition, country: str) -> Iterator[str]:
    facts = edition.job.facts
    for service in facts.services_by_country.get(country, ()):
        yield from dict.fromkeys((service.name, service.name_in(edition.locale.tag)[0]))
    yield from (member.name for member in facts.members.values() if member.country == country)


def _entries_of_facts(edition: Edition) -> Iterator[SearchEntry]:
    """Yield terms, publications and treaties, each at its place on the page that lists them."""
    for template, entries_on in _PLACES.items():
        page = edition.navigator.link_to_template(template, f"{edition.locale.slug}/index.html")
        if page:
            yield from entries_on(edition, page)


def _terms(edition: Edition, page: Link) -> Iterator[SearchEntry]:
    for term in edition.job.facts.terms.values():
        title, tag = own_or_english(term.term, edition.locale.tag)
        entry = SearchEntry(
            href=f"{page.href}#{term.id}",
            title=title,
            locale=_locale_of(edition, tag).code,
            summary=edition.words_in(edition.locale).facts.wording(term.why).text,
            section=(page.title, page.locale.code),
            also=", ".join(_older_words(edition, term)),
        )
        yield replace(entry, words=text_terms(term.term.get("en", ""), "en", entry))


def _sources(edition: Edition, page: Link) -> Iterator[SearchEntry]:
    for source in edition.job.facts.sources.values():
        yield SearchEntry(
            href=f"{page.href}#{source.id}",
            title=source.title,
            locale=_locale_of(edition, source.language).code,
            summary=f"{source.publisher}, {source.year}",
            section=(page.title, page.locale.code),
        )


def _instruments(edition: Edition, page: Link) -> Iterator[SearchEntry]:
    words = edition.words_in(edition.locale).facts
    for law in edition.job.facts.instruments.values():
        title, tag = own_or_english(law.title, edition.locale.tag)
        yield SearchEntry(
            href=f"{page.href}#{law.id}",
            title=title,
            locale=_locale_of(edition, tag).code,
            summary=words.wording(law.asks).text,
            section=(page.title, page.locale.code),
            also=words.wording(law.short).text,
        )


_PLACES = {"words": _terms, "sources": _sources, "law": _instruments}


def _languages(edition: Edition, entries: Iterable[SearchEntry]) -> Iterator[SearchLanguage]:
    """Yield the languages of entries, that of the edition first."""
    own = edition.locale.code
    codes = {own, *(entry.locale for entry in entries), *(entry.section[1] for entry in entries)}
    for code in sorted(codes - {""}, key=lambda c: (c != own, c)):
        locale = edition.inventory.by_code.get(code) or _named(edition, code)
        name = name_of_language(locale, edition.inventory, edition.locale).striptags()
        yield SearchLanguage(
            code, locale.tag, locale.direction, locale.script, "" if code == own else str(name)
        )


def _locale_of(edition: Edition, tag: str) -> Locale:
    """Return the locale of a tag in the facts; that of the edition where it is its language."""
    if tag in (edition.locale.tag, _language(edition.locale)):
        return edition.locale
    return _named(edition, tag)


def _named(edition: Edition, spelling: str) -> Locale:
    return locale_named(spelling, edition.job.site.added_locales) or edition.locale


def _language(locale: Locale) -> str:
    return locale.tag.partition("-")[0]


def _plain(html: str) -> str:
    return unescape(_TAG.sub(" ", html))
