"""Pages of countries that differ in nothing but a name: one page stands for all of them.

More than half of the countries have no entry, and their pages repeat what is said for all countries. In
a file that is sent by phone they would weigh as much as everything else. The page in their place says
for each country what its own page says; the style sheet shows what is said of the one that was chosen.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from editions.model.addresses import relative_href
from editions.model.navigation import Navigator
from editions.model.search_index import index_with_places
from editions.packs.volume import Volume

#: What a page says of the country that has no entry: the one thing it says of its own.
_NOTICE = ".help-page > .notice"
#: Where a page names its country, or its counterpart in another language.
_NAMING = f".page-header, .sheet-end, {_NOTICE}"
#: Lines around the text, some of which name the counterpart of one country.
_AROUND = ".sheet-end p, main > .notice p"
#: Of the page that lists all countries it takes the title, which is true of each.
_LISTING = ".page-summary"


@dataclass(frozen=True)
class SharedPage:
    """A page in the place of others.

    ``path`` is from the top of the site, ``text`` the page as if it had been built for the edition in
    ``volume``; ``places`` has for the path of each page it stands for the place on this one, as a path
    with a fragment.
    """

    volume: Volume
    path: str
    text: str
    places: Mapping[str, str]

    def index_led(self, script: str) -> str:
        """Return the search index of the edition, led to the places."""
        front = f"{self.volume.locale.slug}/index.html"
        return index_with_places(
            script,
            {
                relative_href(path, front): f"{relative_href(self.path, front)}#{_id_of(path)}"
                for path in self.places
            },
        )


def shared_page_of(volume: Volume) -> SharedPage | None:
    """Return the page that stands for countries without an entry, or None where no two are alike."""
    inventory = volume.press.made_of.inventory
    listing = Navigator(inventory, volume.locale).link_to_template("countries", "")
    notices = _alike(volume)
    if len(notices) < 2 or listing is None or listing.href not in volume.files:
        return None
    path = _free_name(posixpath.dirname(next(iter(notices))), volume.files)
    places = {replaced: f"{path}#{_id_of(replaced)}" for replaced in notices}
    return SharedPage(volume, path, _joined(volume, notices, listing.href), places)


def _alike(volume: Volume) -> dict[str, str]:
    """Return what is said of the countries whose pages say the same otherwise, by the paths of these."""
    alike: dict[str, dict[str, str]] = {}
    for chapter in volume.chapters:
        tree = LexborHTMLParser(volume.text_of(chapter.path)) if chapter.country else None
        notice = tree.css_first(_NOTICE) if tree else None
        article = tree.css_first("article") if tree else None
        if notice is None or article is None:
            continue
        said = notice.html or ""
        for node in article.css(_NAMING):
            node.decompose()
        alike.setdefault(article.html or "", {})[chapter.path] = said
    return max(alike.values(), key=len, default={})


def _joined(volume: Volume, notices: Mapping[str, str], listing: str) -> str:
    """Return the page of the first country with what is said of all, under the title of the list."""
    first, second = (LexborHTMLParser(volume.text_of(path)) for path in list(notices)[:2])
    titled = LexborHTMLParser(volume.text_of(listing))
    for node in titled.css(_LISTING):
        node.decompose()
    for selector in ("title", ".page-header"):
        _replace(first.css_first(selector), titled.css(selector))
    for node in first.css('meta[name="description"]'):
        node.decompose()
    same = {node.text() for node in second.css(_AROUND)}
    for node in first.css(_AROUND):
        if node.text() not in same:
            node.decompose()
    _replace(first.css_first(_NOTICE), [_named(path, said) for path, said in notices.items()])
    return first.html or ""


def _named(path: str, said: str) -> LexborNode:
    """Return what is said of a country as an element a link can choose."""
    node = LexborHTMLParser(f"<body>{said}").css_first(".notice")
    assert node is not None, "what was found by its class has it"
    node.attrs["class"] = "notice notice-chosen"
    node.attrs["id"] = _id_of(path)
    return node


def _replace(node: LexborNode | None, others: Iterable[LexborNode]) -> None:
    if node is not None:
        for other in others:
            node.insert_before(other)
        node.decompose()


def _id_of(path: str) -> str:
    return f"country-{posixpath.basename(path).removesuffix('.html')}"


def _free_name(folder: str, taken: Iterable[str]) -> str:
    """Return a path in a folder that no page has."""
    name = "country"
    while f"{folder}/{name}.html" in taken:
        name = f"{name}-0"
    return f"{folder}/{name}.html"
