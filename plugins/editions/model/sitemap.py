"""The sitemap: every published page of every edition with its alternates.

Borrowed pages are left out: search engines shall find a text where it was written (sitemaps.org, and
Google's “localized versions” for the alternates).
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape as escape_html

from editions.model.addresses import absolute_address, quoted
from editions.model.inventory import Entry, Inventory
from editions.model.locales import Locale
from editions.model.navigation import Navigator

#: The most addresses one file may have (sitemaps.org, protocol); above that an index lists several.
LIMIT = 50_000

_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
_URLSET = (
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)
_INDEX = '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'


def sitemap_files(inventory: Inventory, site_url: str, limit: int = LIMIT) -> dict[str, str]:
    """Return the files of the sitemap by name: one, or an index and its parts."""
    urls = list(_urls(inventory, site_url))
    if len(urls) <= limit:
        return {"sitemap.xml": _urlset(urls)}
    parts = [urls[start : start + limit] for start in range(0, len(urls), limit)]
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    entries = "".join(
        f"<sitemap><loc>{escape_xml(_address(site_url, name))}</loc></sitemap>\n" for name in names
    )
    index = f"{_HEAD}{_INDEX}{entries}</sitemapindex>\n"
    return {"sitemap.xml": index, **dict(zip(names, map(_urlset, parts), strict=True))}


def robots_text(site_url: str) -> str:
    """Return robots.txt: everything may be found; the sitemap needs a full address to be named."""
    lines = ["User-agent: *", "Allow: /"]
    if site_url:
        lines.append(f"Sitemap: {absolute_address(site_url, 'sitemap.xml')}")
    return "\n".join(lines) + "\n"


def _urlset(urls: list[str]) -> str:
    return f"{_HEAD}{_URLSET}{''.join(urls)}</urlset>\n"


def _urls(inventory: Inventory, site_url: str) -> Iterator[str]:
    published = [
        inventory.entries[page_id]
        for page_id in sorted(inventory.entries)
        if inventory.entries[page_id].publication == "published"
    ]
    # The alternates of a page are the same from each of them.
    links: dict[str, str] = {}
    for locale in sorted(inventory.listed, key=lambda locale: locale.slug):
        navigator = Navigator(inventory, locale, site_url)
        for entry in published:
            if locale.code in entry.texts:
                if entry.page_id not in links:
                    links[entry.page_id] = _links(navigator, entry)
                yield _url(navigator, entry, locale, site_url, links[entry.page_id])


def _links(navigator: Navigator, entry: Entry) -> str:
    return "".join(
        f'<xhtml:link rel="alternate" hreflang="{alternate.tag}" href="{escape_xml(alternate.href)}"/>'
        for alternate in navigator.alternates(entry, "sitemap.xml")
    )


def _url(navigator: Navigator, entry: Entry, locale: Locale, site_url: str, links: str) -> str:
    changed = entry.texts[locale.code].modified or entry.source.modified or entry.source.date
    lastmod = f"<lastmod>{changed.isoformat()}</lastmod>" if changed else ""
    address = escape_xml(_address(site_url, navigator.path_of(entry)))
    return f"<url><loc>{address}</loc>{lastmod}{links}</url>\n"


def escape_xml(text: str) -> str:
    """Return a text as it may stand in XML, also between double quotes."""
    return escape_html(text)


def _address(site_url: str, path: str) -> str:
    return absolute_address(site_url, path) if site_url else quoted(path)
