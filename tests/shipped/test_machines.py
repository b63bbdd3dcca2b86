"""What search engines and feed readers get: sitemap, robots.txt, feeds, and absolute addresses.

Each is looked at in the site as built, where addresses are relative, and as published.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from selectolax.lexbor import LexborHTMLParser

from conftest import PUBLISHED_AT
from shipped.pages import Page, ShippedSite, is_external, target_of

pytestmark = pytest.mark.slow

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
ATOM = "{http://www.w3.org/2005/Atom}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture(params=["built", "published"])
def either(request: pytest.FixtureRequest) -> ShippedSite:
    """Return the site as built, then as published."""
    found = request.getfixturevalue("site" if request.param == "built" else "published")
    assert isinstance(found, ShippedSite)
    return found


class TestTheSitemap:
    def test_it_lists_every_page_that_was_written_for_its_edition(
        self, either: ShippedSite
    ) -> None:
        wanted = {
            page.path
            for page in either.edition_pages
            if page.page_id in either.written
            and not either.is_borrowed(page)
            and not page.is_kept_back
        }
        listed = [path for path, _ in entries_of(either)]
        assert sorted(listed) == sorted(wanted)

    def test_its_alternates_are_those_of_the_pages(self, either: ShippedSite) -> None:
        faults = {
            path: alternates
            for path, alternates in entries_of(either)
            if alternates != alternates_of(either.pages[path])
        }
        assert not faults

    def test_its_pages_name_themselves_and_a_default(self, either: ShippedSite) -> None:
        faults = [
            path
            for path, alternates in entries_of(either)
            if alternates.get(either.pages[path].lang) != path or "x-default" not in alternates
        ]
        assert not faults

    def test_its_pages_name_each_other(self, either: ShippedSite) -> None:
        entries = dict(entries_of(either))
        faults = [
            (path, target)
            for path, alternates in entries.items()
            for tag, target in alternates.items()
            if tag != "x-default" and entries.get(target) != alternates
        ]
        assert not faults

    def test_its_dates_are_dates(self, either: ShippedSite) -> None:
        root = parsed(either.folder / "sitemap.xml")
        for element in root.iter(f"{SITEMAP}lastmod"):
            datetime.date.fromisoformat(element.text or "")

    def test_published_its_addresses_are_absolute(self, published: ShippedSite) -> None:
        root = parsed(published.folder / "sitemap.xml")
        addresses = [element.text or "" for element in root.iter(f"{SITEMAP}loc")]
        addresses += [link.attrib["href"] for link in root.iter(f"{XHTML}link")]
        assert addresses
        assert not [address for address in addresses if not address.startswith(f"{PUBLISHED_AT}/")]


class TestRobots:
    def test_everything_may_be_found(self, either: ShippedSite) -> None:
        lines = (either.folder / "robots.txt").read_text("utf-8").splitlines()
        assert "User-agent: *" in lines
        assert not [line for line in lines if line.lower().startswith(("disallow: /", "noindex"))]

    def test_published_it_names_the_sitemap(self, published: ShippedSite) -> None:
        lines = (published.folder / "robots.txt").read_text("utf-8").splitlines()
        assert f"Sitemap: {PUBLISHED_AT}/sitemap.xml" in lines

    def test_only_pages_nobody_shall_find_say_so(self, either: ShippedSite) -> None:
        hidden = {path for path, page in either.pages.items() if page.is_kept_back}
        assert {path for path in either.pages if path.endswith("404.html")} <= hidden
        assert not hidden & {path for path, _ in entries_of(either)}


class TestFeeds:
    def test_every_edition_has_the_feed_its_pages_name(self, either: ShippedSite) -> None:
        for edition in either.editions:
            assert len(feeds_of(edition, either)) == 1, edition
        assert not {path for path in either.files if path.endswith(".xml")} - {
            "sitemap.xml",
            *(path for edition in either.editions for path in feeds_of(edition, either)),
        }

    def test_a_feed_has_what_atom_asks_for(self, either: ShippedSite) -> None:
        """RFC 4287, 4.1.1 and 4.1.2: id, title and updated, and an author with a name."""
        for path, feed in all_feeds(either).items():
            for element in (feed, *feed.iter(f"{ATOM}entry")):
                for name in ("id", "title", "updated"):
                    assert (element.findtext(f"{ATOM}{name}") or "").strip(), f"{path}: {name}"
                moment = datetime.datetime.fromisoformat(element.findtext(f"{ATOM}updated") or "")
                assert moment.tzinfo, f"{path}: a moment without a time zone"
            authors = feed.findall(f"{ATOM}author") or [
                author
                for entry in feed.iter(f"{ATOM}entry")
                for author in entry.findall(f"{ATOM}author") or [ElementTree.Element("none")]
            ]
            assert authors, path
            assert all(author.findtext(f"{ATOM}name") for author in authors), f"{path}: author"

    def test_no_two_feeds_and_no_two_entries_have_one_id(self, either: ShippedSite) -> None:
        ids = [
            element.findtext(f"{ATOM}id") or ""
            for feed in all_feeds(either).values()
            for element in (feed, *feed.iter(f"{ATOM}entry"))
        ]
        assert len(set(ids)) == len(ids), sorted(ids)

    def test_every_id_is_an_absolute_address(self, either: ShippedSite) -> None:
        """RFC 4287, 4.2.6; an id that depends on nothing but the page stays for ever."""
        ids = [
            element.text or ""
            for feed in all_feeds(either).values()
            for element in feed.iter(f"{ATOM}id")
        ]
        assert not [name for name in ids if not urlsplit(name).scheme or "None" in name]

    def test_every_entry_leads_to_its_article(self, either: ShippedSite) -> None:
        for path, feed in all_feeds(either).items():
            for element in (feed, *feed.iter(f"{ATOM}entry")):
                for link in element.findall(f"{ATOM}link"):
                    place = placed(path, link.attrib["href"])
                    assert place in either.files, f"{path}: {link.attrib['href']}"
                    assert place.partition("/")[0] == path.partition("/")[0], f"{path}: {place}"

    def test_every_link_in_the_text_of_an_entry_leads_somewhere(self, either: ShippedSite) -> None:
        dead = [
            f"{path}: {address}"
            for path, feed in all_feeds(either).items()
            for entry in feed.iter(f"{ATOM}entry")
            for kind in ("content", "summary")
            for element in LexborHTMLParser(entry.findtext(f"{ATOM}{kind}") or "").css("[href]")
            for address in [element.attributes["href"] or ""]
            if not is_external(address) or address.startswith(f"{PUBLISHED_AT}/")
            if placed(path, address) not in either.files
        ]
        assert not dead, "\n".join(dead)

    def test_a_feed_says_which_language_each_text_is_in(self, either: ShippedSite) -> None:
        faults = []
        for path, feed in all_feeds(either).items():
            own = feed.attrib.get(XML_LANG)
            if (own or "").lower() != path.partition("/")[0]:
                faults.append(f"{path}: xml:lang is {own}")
            for entry in feed.iter(f"{ATOM}entry"):
                (link,) = (
                    link.attrib["href"]
                    for link in entry.findall(f"{ATOM}link")
                    if link.attrib.get("rel", "alternate") == "alternate"
                )
                page = either.pages.get(placed(path, link))
                said = entry.attrib.get(XML_LANG, own)
                if page is None or said != page.text_lang:
                    faults.append(f"{path}: {link} is said to be {said}")
        assert not faults, "\n".join(faults)

    def test_published_its_addresses_are_absolute(self, published: ShippedSite) -> None:
        for path, feed in all_feeds(published).items():
            hrefs = [link.attrib["href"] for link in feed.iter(f"{ATOM}link")]
            assert all(
                href.startswith(f"{PUBLISHED_AT}/{path.partition('/')[0]}/") for href in hrefs
            )


class TestThePublishedSite:
    def test_it_has_the_same_files(self, site: ShippedSite, published: ShippedSite) -> None:
        others = set(site.editions) - set(published.editions)
        assert len(published.editions) > 2
        assert published.files == {f for f in site.files if f.partition("/")[0] not in others}

    def test_what_machines_read_of_a_page_is_absolute(self, published: ShippedSite) -> None:
        selector = 'link[rel="canonical"], link[rel="alternate"][hreflang]'
        faults = [
            f"{page.path}: {href}"
            for page in published.pages.values()
            for href in [
                *page.hrefs(selector),
                *(e.attributes["content"] or "" for e in page.tree.css('meta[property="og:url"]')),
            ]
            if placed("", href) not in published.files or not is_external(href)
        ]
        assert not faults, "\n".join(faults)

    def test_every_page_says_its_address(self, published: ShippedSite) -> None:
        faults = [
            page.path
            for page in published.edition_pages
            if not published.is_borrowed(page)
            and page.hrefs('link[rel="canonical"]') != [f"{PUBLISHED_AT}/{page.path}"]
        ]
        assert not faults

    def test_the_links_of_its_pages_are_still_relative(self, published: ShippedSite) -> None:
        """So that the published files work from a memory stick as well."""
        faults = [
            f"{page.path}: {address}"
            for page in published.pages.values()
            if not page.is_404
            for element, address in page.addresses
            if element.tag != "link" or "stylesheet" in (element.attributes["rel"] or "")
            if address.startswith(("/", PUBLISHED_AT))
            or (
                not is_external(address) and target_of(page.path, address)[0] not in published.files
            )
        ]
        assert not faults, "\n".join(faults)

    def test_its_404_pages_hold_at_any_depth(self, published: ShippedSite) -> None:
        # A browser without a network is led to the other one at its own address.
        pages = [page for page in published.pages.values() if page.path.endswith("404.html")]
        assert len(pages) == len(published.editions) + 1
        path = urlsplit(PUBLISHED_AT).path
        faults = [
            f"{page.path}: {address!r}"
            for page in pages
            for _, address in page.addresses
            if not address.startswith(("#", f"{path}/"))
            or (address[0] == "/" and placed("", address) not in published.files)
        ]
        assert not faults, "\n".join(faults)


def entries_of(site: ShippedSite) -> list[tuple[str, dict[str, str]]]:
    """Return the pages of the sitemap with their alternates, as paths from the top of the site."""
    root = parsed(site.folder / "sitemap.xml")
    assert root.tag == f"{SITEMAP}urlset"
    return [
        (
            placed("", url.findtext(f"{SITEMAP}loc") or ""),
            {
                link.attrib["hreflang"]: placed("", link.attrib["href"])
                for link in url.findall(f"{XHTML}link")
            },
        )
        for url in root.findall(f"{SITEMAP}url")
    ]


def alternates_of(page: Page) -> dict[str, str]:
    """Return the alternates a page names in its head, as paths from the top of the site."""
    return {
        link.attributes["hreflang"] or "": placed(page.path, link.attributes["href"] or "")
        for link in page.tree.css('link[rel="alternate"][hreflang]')
    }


def feeds_of(edition: str, site: ShippedSite) -> set[str]:
    """Return the paths of the feeds that the pages of an edition name."""
    return {
        placed(page.path, href)
        for page in site.edition_pages
        if page.edition == edition
        for href in page.hrefs('link[type="application/atom+xml"], a[type="application/atom+xml"]')
    }


def all_feeds(site: ShippedSite) -> Mapping[str, ElementTree.Element]:
    """Return every feed by its path."""
    feeds = {
        path: parsed(site.folder / path)
        for path in sorted(site.files)
        if path.endswith(".xml") and "/" in path
    }
    assert feeds
    assert {feed.tag for feed in feeds.values()} == {f"{ATOM}feed"}
    return feeds


def placed(start: str, address: str) -> str:
    """Return the path from the top of the site that an address leads to; itself if to elsewhere."""
    for top in (f"{PUBLISHED_AT}/", f"{urlsplit(PUBLISHED_AT).path}/"):
        if address.startswith(top):
            return address.removeprefix(top).partition("#")[0]
    if is_external(address) or address.startswith("/"):
        return address
    return target_of(start, address)[0]


def parsed(path: Path) -> ElementTree.Element:
    """Return the root of an XML file."""
    return ElementTree.parse(path).getroot()  # noqa: S314 - the files are our own
