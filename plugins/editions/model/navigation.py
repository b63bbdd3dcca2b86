"""The ways from page to page within an edition, and to the same page in others.

Made from the inventory alone, so that every page can be rendered without any other having been read.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cached_property

from editions.model.addresses import absolute_address, relative_href
from editions.model.inventory import Entry, Inventory
from editions.model.locales import Locale
from editions.model.pages import PageText
from editions.model.typography import set_text, typography_of

_UNORDERED = 10**6


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a page. ``locale`` is that of the words shown; ``elsewhere``: in another edition."""

    href: str
    title: str
    locale: Locale
    page_id: str
    current: bool = False
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Card(Link):
    """A link with what a list says of the page; ``tag`` is the one whose home the page is."""

    summary: str = ""
    date: datetime.date | None = None
    tags: tuple[Link, ...] = ()
    tag: str = ""


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """A link to an edition: to the same page, or to its front page where it lacks the page."""

    href: str
    locale: Locale
    current: bool
    translated: bool
    exists: bool
    unkept: bool = False


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same page really translated in another edition; ``tag`` may be ``x-default``."""

    tag: str
    href: str


@dataclass(frozen=True)
class Navigator:
    """Finds the ways of one edition. ``site_url`` is absolute, or ``""`` where none is known."""

    inventory: Inventory
    edition: Locale
    site_url: str = ""

    @cached_property
    def shown(self) -> dict[str, PageText]:
        """The published pages of this edition that lists may name, by page id."""
        return {
            page_id: text
            for page_id, text in self.inventory.shown_in(self.edition.code).items()
            if self.inventory.entries[page_id].publication == "published"
        }

    def path_of(self, entry: Entry, locale: Locale | None = None) -> str:
        """Return a page's path from the top of the site."""
        return f"{(locale or self.edition).slug}/{entry.address}"

    def link_to(self, page_id: str, start: str, *, current: bool = False) -> Link | None:
        """Return the link to a page from the page at a path, or None where there is no such page."""
        entry = self.inventory.entries.get(page_id)
        if entry is None:
            return None
        text = self.inventory.text_for(entry, self.edition.code)
        shown = text or entry.source
        locale = self.inventory.by_code[shown.locale]
        target = self.path_of(entry, None if text else locale)
        return Link(
            href=relative_href(target, start),
            title=_typeset(shown.menu_title or shown.title, locale),
            locale=locale,
            page_id=page_id,
            current=current,
            elsewhere=text is None,
        )

    def card_of(self, page_id: str, start: str) -> Card:
        """Return the card of a shown page."""
        entry, text = self.inventory.entries[page_id], self.shown[page_id]
        locale = self.inventory.by_code[text.locale]
        return Card(
            href=relative_href(self.path_of(entry), start),
            title=_typeset(text.title, locale),
            locale=locale,
            page_id=page_id,
            summary=_typeset(text.summary, locale),
            date=entry.source.date,
            tags=self.tag_links(entry, start),
            tag=entry.source.tag,
        )

    def link_to_template(self, template: str, start: str) -> Link | None:
        """Return the link to the page that names a template, the glossary for instance."""
        page_id = self._by_template.get(template)
        return self.link_to(page_id, start) if page_id else None

    @cached_property
    def _by_template(self) -> dict[str, str]:
        named = {self._source(i).template: i for i in self.shown if not self._source(i).country}
        return {template: page_id for template, page_id in named.items() if template}

    @cached_property
    def country_ids(self) -> dict[str, str]:
        """Page ids of the pages made one for each country, by the country's code."""
        made = ((self._source(i).country, i) for i in self.shown)
        return {country: page_id for country, page_id in made if country}

    @cached_property
    def pages_citing(self) -> dict[str, tuple[str, ...]]:
        """Page ids that refer to a fact, by its token as ``figure:id``."""
        citing: dict[str, list[str]] = {}
        for page_id, text in self.shown.items():
            for token in text.tokens:
                citing.setdefault(token, []).append(page_id)
        return {token: tuple(sorted(pages)) for token, pages in citing.items()}

    @cached_property
    def menu_ids(self) -> tuple[str, ...]:
        """Page ids of the main menu: those that ask for it, else the first page of each section."""
        asked = [i for i in self.shown if self._source(i).menu is not None]
        if asked:
            return tuple(sorted(asked, key=lambda i: (self._source(i).menu or 0, i)))
        return tuple(sorted(i for i in self.shown if i.count("/") == 1 and i.endswith("/index")))

    def menu(self, page_id: str, start: str) -> tuple[Link, ...]:
        """Return the main menu; the section a page lies in is marked as current."""
        links = (
            self.link_to(i, start, current=i == page_id or _within(page_id, i))
            for i in self.menu_ids
        )
        return tuple(link for link in links if link)

    def link_to_role(self, role: str, page_id: str, start: str) -> Link | None:
        """Return the link to the page with a role, as ``help``, from a page with an id."""
        found = self._by_role.get(role)
        return self.link_to(found, start, current=found == page_id) if found else None

    @cached_property
    def _by_role(self) -> dict[str, str]:
        # The first page that names a role has it.
        return {self._source(i).role: i for i in reversed(self.shown)}

    def breadcrumbs(self, page_id: str, start: str) -> tuple[Link, ...]:
        """Return the links from the front page to the parent of a page."""
        if page_id == "index":
            return ()
        trail = ["index"]
        folders = page_id.split("/")[:-1]
        for depth in range(1, len(folders) + 1):
            trail.append("/".join((*folders[:depth], "index")))
        links = (self.link_to(i, start) for i in trail if i != page_id and i in self.shown)
        return tuple(link for link in links if link)

    def children(self, page_id: str, start: str) -> tuple[Card, ...]:
        """Return cards of the pages right below a section page, in order, articles left out."""
        return tuple(self.card_of(i, start) for i in self._siblings(page_id) if i != page_id)

    def neighbours(self, page_id: str, start: str) -> tuple[Link | None, Link | None]:
        """Return the links to the pages before and after a page in its section."""
        if page_id.endswith("index") or self.inventory.is_article(page_id):
            return None, None
        before, after = self._beside.get(page_id, (None, None))
        return (
            self.link_to(before, start) if before else None,
            self.link_to(after, start) if after else None,
        )

    @cached_property
    def _beside(self) -> dict[str, tuple[str | None, str | None]]:
        """The pages before and after each page of a section; those at the top have no order."""
        beside: dict[str, tuple[str | None, str | None]] = {}
        for folder, listed in self._by_section.items():
            order = (
                [page_id for page_id in listed if page_id != f"{folder}/index"] if folder else []
            )
            for before, page_id, after in zip(
                [None, *order], order, [*order[1:], None], strict=False
            ):
                if page_id.rpartition("/")[0] == folder:
                    beside[page_id] = before, after
        return beside

    @cached_property
    def article_ids(self) -> tuple[str, ...]:
        """Page ids of the articles, newest first."""
        dated = [(self._source(i).date, i) for i in self.shown if self.inventory.is_article(i)]
        known = [(date, i) for date, i in dated if date is not None]
        return tuple(
            i for date, i in sorted(known, key=lambda pair: (-pair[0].toordinal(), pair[1]))
        )

    def articles(self, start: str, limit: int | None = None) -> tuple[Card, ...]:
        """Return cards of the newest articles."""
        return tuple(self.card_of(i, start) for i in self.article_ids[:limit])

    def areas(self, start: str) -> tuple[Card, ...]:
        """Return cards of the pages that stand for a tag, section pages left out, in order."""
        tagged = [i for i in self.shown if self._source(i).tag and not i.endswith("index")]
        return tuple(self.card_of(i, start) for i in sorted(tagged, key=self._place))

    def tag_links(self, entry: Entry, start: str) -> tuple[Link, ...]:
        """Return links to the pages of an article's tags; a tag without a page is left out."""
        pages = (self._tag_pages.get(tag) for tag in entry.source.tags)
        links = (self.link_to(page, start) for page in pages if page)
        return tuple(link for link in links if link)

    def link_to_tag(self, tag: str, start: str) -> Link | None:
        """Return the link to the page that stands for a tag."""
        page_id = self._tag_pages.get(tag)
        return self.link_to(page_id, start) if page_id else None

    @cached_property
    def _tag_pages(self) -> dict[str, str]:
        return {self._source(i).tag: i for i in self.shown if self._source(i).tag}

    def languages(self, page_id: str | None, start: str) -> tuple[LanguageLink, ...]:
        """Return a link to every edition that is listed: to this page there, or to its front page.

        An edition that is built for preview only names itself too.
        """
        entry = self.inventory.entries.get(page_id) if page_id else None
        links = []
        own = () if self.edition in self.inventory.listed else (self.edition,)
        for locale in (*self.inventory.listed, *own):
            text = self.inventory.text_for(entry, locale.code) if entry else None
            target = self.path_of(entry, locale) if entry and text else f"{locale.slug}/index.html"
            links.append(
                LanguageLink(
                    href=relative_href(target, start),
                    locale=locale,
                    current=locale == self.edition,
                    translated=text is not None and text.locale == locale.code,
                    exists=text is not None,
                    unkept=locale.code in self.inventory.unkept,
                )
            )
        return tuple(links)

    def alternates(self, entry: Entry, start: str) -> tuple[Alternate, ...]:
        """Return the editions that really have the page, itself included; none for a borrowed one."""
        if self.edition.code not in entry.texts or entry.publication != "published":
            return ()
        if self.edition not in self.inventory.listed:
            return ()
        pairs = [
            Alternate(locale.tag, self.href_for_machines(self.path_of(entry, locale), start))
            for locale in sorted(self.inventory.listed, key=lambda locale: locale.tag)
            if locale.code in entry.texts
        ]
        if entry.page_id == "index":
            default = "index.html"
        else:
            default = self.path_of(entry, self.inventory.by_code[entry.source.locale])
        return (*pairs, Alternate("x-default", self.href_for_machines(default, start)))

    def canonical(self, entry: Entry, text: PageText, start: str) -> str:
        """Return the address of the page in the edition its text was written for."""
        path = self.path_of(entry, self.inventory.by_code[text.locale])
        return self.href_for_machines(path, start)

    def href_for_machines(self, path: str, start: str) -> str:
        """Return an absolute address where the site's is known, else a relative one."""
        if self.site_url:
            return absolute_address(self.site_url, path)
        return relative_href(path, start)

    def _siblings(self, section: str) -> list[str]:
        """Return the pages right below a section and the sections right below it, in order."""
        return self._by_section.get(section.rpartition("/")[0], [])

    @cached_property
    def _by_section(self) -> dict[str, list[str]]:
        sections: dict[str, list[str]] = {}
        for page_id in sorted(self.shown, key=self._place):
            # Pages made one for each country have a list of their own.
            if self.inventory.is_article(page_id) or self._source(page_id).country:
                continue
            folder, _, name = page_id.rpartition("/")
            sections.setdefault(folder, []).append(page_id)
            if name == "index" and folder:
                sections.setdefault(folder.rpartition("/")[0], []).append(page_id)
        return sections

    def _place(self, page_id: str) -> tuple[int, str]:
        order = self._source(page_id).order
        menu = self._source(page_id).menu
        return (order if order is not None else menu if menu is not None else _UNORDERED, page_id)

    def _source(self, page_id: str) -> PageText:
        return self.inventory.entries[page_id].source


def _typeset(text: str, locale: Locale) -> str:
    return set_text(text, typography_of(locale))


def _within(page_id: str, section: str) -> bool:
    folder, _, name = section.rpartition("/")
    return name == "index" and bool(folder) and page_id.startswith(f"{folder}/")
