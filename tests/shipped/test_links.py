"""Every address in the site leads somewhere that exists, from any folder it is put in."""

from __future__ import annotations

import re
from collections import deque

import pytest
from selectolax.lexbor import LexborNode

from shipped.pages import Page, ShippedSite, is_external, target_of

pytestmark = pytest.mark.slow

#: Schemes a reader's own device answers, without any host.
OWN_DEVICE = ("tel:", "sms:", "mailto:")


def test_every_address_leads_to_a_file_that_exists(site: ShippedSite) -> None:
    dead = [
        f"{page.path}: {address}"
        for page in site.pages.values()
        for _, address in page.addresses
        if not is_external(address) and target_of(page.path, address)[0] not in site.files
    ]
    assert not dead, told(dead)


def test_every_fragment_leads_to_an_id_that_exists(site: ShippedSite) -> None:
    dead = []
    for page in site.pages.values():
        for _, address in page.addresses:
            path, fragment = target_of(page.path, address)
            target = site.pages.get(path)
            if fragment and not is_external(address) and target and fragment not in target.ids:
                dead.append(f"{page.path}: {address}")
    assert not dead, told(dead)


def test_every_reference_within_a_page_leads_to_an_id_that_exists(site: ShippedSite) -> None:
    attributes = ("aria-labelledby", "aria-describedby", "aria-controls", "for", "headers")
    dead = [
        f"{page.path}: {name}={element.attributes[name]!r}"
        for page in site.pages.values()
        for name in attributes
        for element in page.tree.css(f"[{name}]")
        if not set((element.attributes[name] or "").split()) <= set(page.ids)
    ]
    assert not dead, told(dead)


def test_no_address_within_the_site_is_absolute(site: ShippedSite) -> None:
    absolute = [
        f"{page.path}: {address}"
        for page in site.pages.values()
        for _, address in page.addresses
        if address.startswith("/") or address.startswith("file:")
    ]
    assert not absolute, told(absolute)


def test_every_address_within_the_site_ends_in_a_file_name(site: ShippedSite) -> None:
    folders = [
        f"{page.path}: {address!r}"
        for page in site.pages.values()
        for _, address in page.addresses
        if not is_external(address)
        and not address.startswith("#")
        and "." not in address.partition("#")[0].rpartition("/")[2].strip(".")
    ]
    assert not folders, told(folders)


def test_other_hosts_are_met_only_in_links_a_reader_sees_and_follows(site: ShippedSite) -> None:
    faults = []
    for page in site.pages.values():
        for element, address in page.addresses:
            if not is_external(address) or address.startswith(OWN_DEVICE):
                continue
            rel = (element.attributes.get("rel") or "").split()
            if element.tag != "a" or "external" not in rel or not element.text().strip():
                faults.append(f"{page.path}: {element.html}")
            elif not address.startswith(("https://", "http://")):
                faults.append(f"{page.path}: neither http nor https: {address}")
            elif "target" in element.attributes:
                faults.append(f"{page.path}: opens another window: {address}")
    assert not faults, told(faults)


def test_an_address_that_is_shown_is_one_a_reader_can_type_in(site: ShippedSite) -> None:
    """It is there for paper; without a known address of the site there is none to show."""
    faults = [
        f"{page.path}: {word}"
        for page in site.pages.values()
        for word in page.one("body").text(separator=" ").split()
        if word.endswith(".html") and not re.match(r"(https?://)?[\w-]+(\.[\w-]+)+/", word)
    ]
    assert not faults, told(faults)


def test_no_style_sheet_and_no_icon_names_another_file(site: ShippedSite) -> None:
    faults = []
    for path in site.files:
        if path.endswith((".css", ".svg", ".js")):
            text = (site.folder / path).read_text("utf-8").replace("http://www.w3.org/", "")
            if any(sign in text for sign in ("url(", "@import", "http:", "https:", "import(")):
                faults.append(path)
    assert not faults, told(faults)


def test_links_stay_in_the_edition_unless_they_name_another_language(site: ShippedSite) -> None:
    strays = []
    for page in site.pages.values():
        for element in page.tree.css("a[href]") if page.edition else ():
            address = element.attributes["href"] or ""
            if is_external(address) or "hreflang" in element.attributes:
                continue
            folder = target_of(page.path, address)[0].partition("/")[0]
            if folder not in (page.edition, "media"):
                strays.append(f"{page.path}: {address}")
    assert not strays, told(strays)


def test_a_link_that_names_a_language_leads_to_a_page_in_it(site: ShippedSite) -> None:
    faults = [
        f"{page.path}: {element.html}"
        for page in site.pages.values()
        for element in page.tree.css("a[hreflang]")
        if not is_external(element.attributes["href"] or "")
        and site.pages[target_of(page.path, element.attributes["href"] or "")[0]].lang
        != element.attributes["hreflang"]
    ]
    assert not faults, told(faults)


def test_the_language_menu_leads_to_the_same_page_of_every_edition(site: ShippedSite) -> None:
    faults = []
    for page in site.pages.values():
        if not page.edition:
            continue
        targets = [target_of(page.path, href)[0] for href in page.hrefs("header a[hreflang]")]
        wanted = [place_in(edition, page, site) for edition in site.editions]
        if len(site.editions) > 1 and sorted(targets) != sorted(wanted):
            faults.append(f"{page.path}: {set(wanted) ^ set(targets)}")
    assert not faults, told(faults)


def test_every_page_has_its_own_edition_marked_in_the_language_menu(site: ShippedSite) -> None:
    faults = [
        page.path
        for page in site.pages.values()
        if page.edition
        and [
            element.attributes["hreflang"]
            for element in page.tree.css("header a[hreflang][aria-current]")
        ]
        != [page.lang]
    ]
    assert len(site.editions) == 1 or not faults, told(faults)


def test_the_language_menu_says_where_the_page_is_not_translated(site: ShippedSite) -> None:
    faults = []
    for page in site.edition_pages:
        for link in page.tree.css("header a[hreflang]"):
            target = site.pages[target_of(page.path, link.attributes["href"] or "")[0]]
            whole = target.page_id == page.page_id and not site.is_borrowed(target)
            words = [text for text in link.text(separator="\n").split("\n") if text.strip()]
            if len(words) != (1 if whole else 2):
                faults.append(f"{page.path}: {words}")
    assert not faults, told(faults)


def test_every_page_is_reached_from_the_top_page_by_links(site: ShippedSite) -> None:
    reached = {"index.html"}
    ahead = deque(reached)
    while ahead:
        page = site.pages[ahead.popleft()]
        for href in page.hrefs("a[href]"):
            path = target_of(page.path, href)[0]
            if not is_external(href) and path in site.pages and path not in reached:
                reached.add(path)
                ahead.append(path)
    lost = [
        page.path
        for page in site.pages.values()
        if page.path not in reached and not page.is_404 and not page.is_kept_back
    ]
    assert not lost, told(lost)


def place_in(edition: str, page: Page, site: ShippedSite) -> str:
    """Return where the language menu of a page should lead to in an edition."""
    same = f"{edition}/{page.page_id}.html"
    return same if same in site.files and not page.is_404 else f"{edition}/index.html"


def told(faults: list[str]) -> str:
    """Return the faults a line each."""
    return "\n".join(faults)


@pytest.mark.accessibility("links")
def test_links_of_one_name_lead_to_one_place(site: ShippedSite) -> None:
    """So that a list of all links of a page can be read by itself (WCAG 2.2, 2.4.9).

    Not looked at: links to sources elsewhere, which are called by their host or their publisher.
    """
    faults = [f"{page.path}: {fault}" for page in site.pages.values() for fault in ambiguous(page)]
    assert not faults, told(faults)


def test_a_name_with_two_places_is_found() -> None:
    page = "<p><a href='a.html'>More</a> <a href='b.html' aria-label='More'>further</a>"
    assert ambiguous(Page("en/x.html", page)) == ["“more”: en/a.html#, en/b.html#"]


def ambiguous(page: Page) -> list[str]:
    """Return each name of links that lead to more than one place, with the places."""
    places: dict[str, set[str]] = {}
    for link in page.tree.css("a[href]"):
        address = link.attributes["href"] or ""
        if is_external(address) and not address.startswith(OWN_DEVICE):
            continue
        if "hreflang" in link.attributes:
            continue  # a language is called as it calls itself, which may be the name of a country
        path, fragment = target_of(page.path, address)
        if path == page.path and fragment:
            continue  # within the page: the entry of a word may be called as the page about it
        place = address if is_external(address) else f"{path}#{fragment}"
        places.setdefault(name_of_link(page, link), set()).add(place)
    return [
        f"“{name}”: {', '.join(sorted(found))}" for name, found in places.items() if len(found) > 1
    ]


def name_of_link(page: Page, link: LexborNode) -> str:
    """Return what a link is called, as screen readers find it (accname 1.2, for what we use of it)."""
    named_by = link.attributes.get("aria-labelledby")
    if named_by:
        parts = [page.one(f'[id="{name}"]').text() for name in named_by.split()]
    elif label := link.attributes.get("aria-label"):
        parts = [label]
    else:
        pictures = [image.attributes.get("alt") or "" for image in link.css("img")]
        parts = [link.text(), *pictures]
    return " ".join(" ".join(parts).split()).casefold()
