"""Every page is light enough for a slow connection: brotli, everything it loads counted."""

from __future__ import annotations

import posixpath
import re
from functools import cache
from pathlib import Path

import brotli
import pytest

from shipped.pages import Page, ShippedSite, is_external, target_of

pytestmark = pytest.mark.slow

KB = 1000
#: Pages about help have an exit, its note and the search. Without the search nearly all of them stay
#: within 10 KB; in Thai, Hindi and Russian they need more.
PAGE, HELP = 25 * KB, 10.8 * KB
#: The page of help lists those below it, which are eight.
HELP_INDEX = 11.2 * KB
#: The list of countries names some 250 of them, and has a row of letters that lead into it.
COUNTRY_LIST = 12 * KB
#: Of the styles without those of the search, which every page has in its header.
SEARCH = 0.2 * KB
CSS, JS = 4 * KB + SEARCH, 2.5 * KB
#: On the page that saves the others, which is opened for that alone.
SAVING_JS = 4 * KB
#: The sheet with what few pages need, drawings for instance; none of them is about help.
WHOLE_CSS = 5 * KB + SEARCH
#: Uncompressed, for proxies and kiosks.
PLAIN_HTML = 60 * KB
REQUESTS = 4
OWN_SCRIPT = ("/privacy.html", "/offline.html")
#: How hard brotli tries: as hosts do that compress a file once for all, and in less time.
BEST, QUICKER = 11, (5, 7, 10)


def test_no_page_is_heavier_than_its_kind_allows(site: ShippedSite) -> None:
    heavy = {
        page.path: total
        for page in site.pages.values()
        # A quicker way never compresses better, and is enough for nearly all.
        if all(weight_of(page, site, quality) > allowance_of(page, site) for quality in QUICKER)
        and (total := weight_of(page, site)) > allowance_of(page, site)
    }
    assert not heavy


def test_no_page_asks_for_more_than_four_files(site: ShippedSite) -> None:
    many = {
        page.path: sorted(files)
        for page in site.pages.values()
        # These pages have a script of their own, which no other page has to carry.
        if len(files := files_loaded_by(page)) > REQUESTS + page.path.endswith(OWN_SCRIPT)
    }
    assert not many


def test_no_page_is_long_before_it_is_compressed(site: ShippedSite) -> None:
    # The page of all figures is a reference of some eighty entries, opened for one of them by its
    # anchor; compressed it stays within the allowance of every page.
    lengths = {page.path: len(page.html.encode()) for page in site.pages.values()}
    allowed = {
        path: 2 * PLAIN_HTML for path in lengths if path.endswith("/understand/figures.html")
    }
    assert not {p: n for p, n in lengths.items() if n > allowed.get(p, PLAIN_HTML)}


@pytest.mark.parametrize(("suffix", "allowance"), [(".css", CSS), (".js", JS)])
def test_styles_and_scripts_stay_within_their_allowance(
    site: ShippedSite, suffix: str, allowance: float
) -> None:
    for page in site.pages.values():
        loaded = [path for path in files_loaded_by(page) if path.endswith(suffix)]
        whole = any(Path(path).name.startswith("whole.") for path in loaded)
        weight = sum(compressed(site.folder / path, BEST) for path in loaded)
        saving = suffix == ".js" and page.path.endswith("/offline.html")
        allowed = SAVING_JS if saving else WHOLE_CSS if whole else allowance
        assert weight <= allowed, page.path
        assert not (whole and is_about_help(page, site)), page.path


def test_every_page_has_the_style_sheet_its_classes_need(site: ShippedSite) -> None:
    """A class that only the whole sheet knows is on no page that loads the other."""
    known = {
        path: set(re.findall(r"\.([a-z][\w-]*)", (site.folder / path).read_text("utf-8")))
        for path in site.files
        if path.endswith(".css")
    }
    everything = set().union(*known.values())
    faults = {}
    for page in site.pages.values():
        sheets = [path for path in files_loaded_by(page) if path.endswith(".css")]
        if not sheets:
            assert page.tree.css("style"), page.path
            sheets = [path for path in known if path.startswith(f"{page.edition}/theme/site.")]
        (sheet,) = sheets
        used = {
            name
            for element in page.tree.css("[class]")
            for name in (element.attributes["class"] or "").split()
        }
        if unstyled := used & everything - known[sheet]:
            faults[page.path] = sorted(unstyled)
    assert not faults


def test_a_picture_or_font_is_in_no_page_that_offers_help(site: ShippedSite) -> None:
    pages = [page for page in site.edition_pages if is_about_help(page, site)]
    assert len(pages) > 200
    assert not [page.path for page in pages if page.tree.css("img, picture, video, audio")]


def test_every_file_a_page_loads_carries_a_digest_in_its_name(site: ShippedSite) -> None:
    """So that a host may keep it forever, and no page meets yesterday's styles."""
    names = {path for path in site.files if "/theme/" in f"/{path}"}
    assert names
    assert not {path for path in names if len(Path(path).suffixes) < 2}


def allowance_of(page: Page, site: ShippedSite) -> float:
    """Return how many bytes a page may weigh with everything it loads."""
    if page.page_id.endswith("/countries"):
        return COUNTRY_LIST
    if page.page_id == site.help_id:
        return HELP_INDEX
    return HELP if is_about_help(page, site) else PAGE


def test_the_page_of_help_waits_for_no_style_sheet(site: ShippedSite) -> None:
    pages = [page for page in site.edition_pages if page.page_id == site.help_id]
    assert len(pages) == len(site.editions)
    assert not [page.path for page in pages if page.tree.css("link[rel~=stylesheet]")]


def is_about_help(page: Page, site: ShippedSite) -> bool:
    """Tell whether a page lies where help is found: in the folder of the page of help."""
    return page.page_id.startswith(f"{posixpath.dirname(site.help_id)}/")


def weight_of(page: Page, site: ShippedSite, quality: int = BEST) -> int:
    """Return the bytes of a page and everything it loads, compressed."""
    return sum(compressed(site.folder / path, quality) for path in files_loaded_by(page))


def files_loaded_by(page: Page) -> set[str]:
    """Return the files a browser asks for to show a page, the page itself among them."""
    loading = "link[rel~=stylesheet], link[rel~=icon], link[rel~=preload], link[rel~=manifest]"
    addresses = [
        element.attributes.get("href") or element.attributes.get("src") or ""
        for element in page.tree.css(f"{loading}, [src]")
    ]
    return {page.path} | {
        target_of(page.path, address)[0] for address in addresses if not is_external(address)
    }


@cache
def compressed(path: Path, quality: int) -> int:
    """Return how many bytes a file has when a host sends it by brotli."""
    return len(brotli.compress(path.read_bytes(), quality=quality))
