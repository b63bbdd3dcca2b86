"""From what was found in the content folder to the inventory, and everything wrong on the way.

Decides which folder is a locale, which file a page, and how far each problem reaches. Has never
touched the disk: it receives what ``files`` found.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from editions.errors import Problem, SiteError
from editions.model.countries import COUNTRIES, country_name
from editions.model.frontmatter import read_header
from editions.model.inventory import Flaw, Inventory
from editions.model.locales import Locale, canonical_code, locale_named
from editions.model.pages import PageText, read_page
from editions.model.stocktaking import take_inventory
from editions.model.stored_pages import Packed, packed, unpacked

#: Folders of the content tree that are no locales.
SHARED_FOLDERS = ("data", "media")


class FoundPage(NamedTuple):
    """A Markdown file: the locale's folder, its path below that, and its text or what is wrong.

    ``digest`` is that of its bytes. ``kept`` is the page in plain values where the file is as it was
    when it was last read; its text is then not read again, and empty.
    """

    folder: str
    name: str
    path: str
    text: str = ""
    problem: Problem | None = None
    digest: str = ""
    kept: Packed | None = None

    @property
    def place(self) -> str:
        """The path of the file below the content folder."""
        return f"{self.folder}/{self.name}"


@dataclass(frozen=True)
class ContentTree:
    """The content folder as found: ``path`` as people name it, folders as they are spelt."""

    path: str
    folders: tuple[str, ...] = ()
    pages: tuple[FoundPage, ...] = ()
    media: Mapping[str, frozenset[str]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def limited_to(self, folders: Collection[str]) -> ContentTree:
        """Return the tree with these folders of locales alone; what all of them share stays."""
        left_out = set(self.folders) - set(folders) - set(SHARED_FOLDERS)
        return replace(
            self,
            folders=tuple(folder for folder in self.folders if folder not in left_out),
            pages=tuple(page for page in self.pages if page.folder not in left_out),
            media={key: names for key, names in self.media.items() if key not in left_out},
        )


def survey(
    tree: ContentTree,
    *,
    source_locale: str,
    added_locales: Mapping[str, Mapping[str, Any]],
    articles: tuple[str, ...],
    keep: Callable[[FoundPage, Packed], object] | None = None,
) -> Inventory:
    """Return the inventory of a content tree; ``keep`` is given each page that was read without a flaw.

    Raises SiteError when there is nothing to survey: no folder is named after a locale.
    """
    spelt, flaws = _locale_folders(tree, added_locales)
    if not spelt:
        raise SiteError([*(flaw.problem for flaw in flaws), _no_locales(tree)])
    flaws.extend(Flaw(problem) for problem in tree.problems)
    texts: list[PageText] = []
    for found in tree.pages:
        locale = spelt.get(found.folder)
        if locale is not None:
            text, found_flaws = _read(found, locale.code)
            if keep and not found_flaws and found.kept is None:
                keep(found, packed(text))
            flaws.extend(found_flaws)
            texts.append(text)
    source = locale_named(source_locale, added_locales)
    locales = {locale.code: locale for locale in spelt.values()}
    unreadable = {(flaw.locale, flaw.page_id) for flaw in flaws if flaw.unreadable}
    read = [text for text in texts if (text.locale, text.page_id) not in unreadable]
    texts, mistaken = _as_their_sources(texts, read, source)
    flaws.extend(mistaken)
    written = {(text.locale, text.page_id): text for text in texts if not text.each}
    made = [page for text in texts for page in _pages_of(text, locales, source)]
    flaws.extend(
        _written_and_made(written[page.locale, page.page_id], page)
        for page in made
        if page.pattern and (page.locale, page.page_id) in written
    )
    texts = made
    return take_inventory(
        spelt.values(),
        canonical_code(source_locale) or source_locale,
        texts,
        media={_media_key(folder, spelt): names for folder, names in tree.media.items()},
        articles=articles,
        flaws=flaws,
    )


def parsed(found: FoundPage) -> Packed | None:
    """Return a page in plain values as it is kept; None for one with a flaw, which ``survey`` names."""
    text, flaws = _read(found, found.folder)
    return None if flaws else packed(text)


def page_id_of(name: str) -> str:
    """Return the page id of a file below its locale's folder: its path without the suffix."""
    return name.rpartition(".")[0]


def _locale_folders(
    tree: ContentTree, added: Mapping[str, Mapping[str, Any]]
) -> tuple[dict[str, Locale], list[Flaw]]:
    spelt: dict[str, Locale] = {}
    first: dict[str, str] = {}
    flaws: list[Flaw] = []
    for folder in tree.folders:
        if folder in SHARED_FOLDERS:
            continue
        locale = locale_named(folder, added)
        if locale is None:
            flaws.append(Flaw(_unknown_locale(f"{tree.path}/{folder}", folder)))
        elif locale.code in first:
            flaws.append(
                Flaw(_spelt_twice(tree.path, first[locale.code], folder), locale=locale.code)
            )
        else:
            first[locale.code] = folder
            spelt[folder] = locale
    return spelt, flaws


def _read(found: FoundPage, code: str) -> tuple[PageText, list[Flaw]]:
    """Return a page; one that cannot be read keeps its place, so that links to it are not blamed."""
    page_id = page_id_of(found.name)
    if found.kept is not None:
        return unpacked(found.kept, page_id, code, found.path), []
    unknown = PageText(page_id, code, found.path, title=page_id)
    if found.problem:
        return unknown, [Flaw(found.problem, code, page_id, unreadable=True)]
    header, malformed = read_header(found.text, found.path)
    if malformed and not header.fields:
        return unknown, [Flaw(p, code, page_id, unreadable=True) for p in malformed]
    text, mistakes = read_page(page_id, code, found.path, header)
    return text, [Flaw(p, code, page_id) for p in (*malformed, *mistakes)]


def _as_their_sources(
    texts: list[PageText], read: list[PageText], source: Locale | None
) -> tuple[list[PageText], list[Flaw]]:
    """Return the texts with translations of a pattern made patterns too, and those that claim to be.

    Which pages a text makes is structure, and structure is said once, in the source page. Only source
    pages that could be read say anything; ``read`` are all such texts.
    """
    each = {text.page_id: text.each for text in read if source and text.locale == source.code}
    flaws = [
        Flaw(_each_of_its_own(text), text.locale, text.page_id)
        for text in texts
        if text.each and not each.get(text.page_id, text.each)
    ]
    corrected = [
        text
        if text.each == each.get(text.page_id, text.each)
        else text._replace(each=each[text.page_id])
        for text in texts
    ]
    return corrected, flaws


def _pages_of(
    text: PageText, locales: Mapping[str, Locale], source: Locale | None
) -> list[PageText]:
    """Return the pages a text makes: itself, or from a pattern one for every country."""
    if text.each != "country":
        return [text]
    folder = text.page_id.rpartition("/")[0]
    chain = tuple(locale for locale in (locales[text.locale], source) if locale)
    pages = []
    for code in sorted(COUNTRIES):
        name, _ = country_name(code, chain)
        pages.append(
            text._replace(
                page_id=f"{folder}/{code.lower()}" if folder else code.lower(),
                title=text.title.replace("{country}", name),
                summary=text.summary.replace("{country}", name),
                menu_title=name,
                country=code,
                pattern=text.page_id,
            )
        )
    return pages


def _media_key(folder: str, spelt: Mapping[str, Locale]) -> str:
    return spelt[folder].code if folder in spelt else folder


def _unknown_locale(where: str, folder: str) -> Problem:
    return Problem(
        where,
        f"no locale is called {folder!r}.",
        "Name the folder after a language (fr, pt_BR), or describe it in LOCALES in the settings;"
        f" folders shared by all languages are {' and '.join(SHARED_FOLDERS)}.",
    )


def _each_of_its_own(text: PageText) -> Problem:
    return Problem(
        text.at("each"),
        "this translation makes a page for each country, its source page does not.",
        "Remove the line, or write it into the source page.",
    )


def _written_and_made(text: PageText, made: PageText) -> Flaw:
    problem = Problem(
        text.path,
        f"this page is also made from {made.path}, one for each country.",
        "Rename the file; what is right for one country belongs into content/data/services.yaml.",
    )
    return Flaw(problem, text.locale, text.page_id)


def _spelt_twice(path: str, first: str, second: str) -> Problem:
    return Problem(
        f"{path}/{second}",
        f"{first} and {second} are two spellings of one locale.",
        f"Move the pages of {second} into {first}.",
    )


def _no_locales(tree: ContentTree) -> Problem:
    return Problem(
        tree.path,
        "there is no folder named after a locale.",
        f"Put pages into {tree.path}/en (or another language), for instance {tree.path}/en/index.md.",
    )
