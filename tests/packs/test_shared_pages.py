"""In a zip file one page stands for the countries that have no entry, and says what theirs said."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from editions.model.countries import COUNTRIES
from editions.packs.kiosk import make_kiosk
from editions.packs.volume import Volume
from editions.packs.zips import make_zip
from packing import COUNTRY_PAGES, HEADER, tiny_volumes
from sites import TinySite

pytestmark = pytest.mark.slow

PAGES = {
    **COUNTRY_PAGES,
    "en/index.md": "Hello. See [Chad](help/td.md) and [Kenya](help/ke.md).",
    "fr/index.md": "Bonjour.",
    "fr/help/country.md": HEADER.format("Aide : {country}", "Status: draft\n") + "Pas ta faute.",
    "data/services.yaml": """
ke_child_helpline_1:
  country: KE
  kind: child_helpline
  name: Line of Kenya
  name_lang: en
  phone: '116'
  short: true
  read_on: 2026-11-22
  read_at: https://example.org/read
""",
}
SHARED = "en/help/country.html"


@pytest.fixture(scope="module")
def volumes(shared_site: Callable[..., TinySite]) -> dict[str, Volume]:
    """Return the editions of a tiny site, built once: it has a page for every country."""
    return tiny_volumes(shared_site(PAGES))


@pytest.fixture(scope="module")
def files(volumes: dict[str, Volume], tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return what is in the zip file of both editions."""
    target = tmp_path_factory.mktemp("zip") / "guide.zip"
    make_zip(tuple(volumes.values()), target)
    with zipfile.ZipFile(target) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def hrefs(page: str) -> dict[str, str]:
    links = LexborHTMLParser(page).css("main a[href]")
    return {link.text().strip(): link.attributes["href"] or "" for link in links}


def test_a_country_with_an_entry_keeps_its_page_and_no_other_does(files: dict[str, str]) -> None:
    codes = {code.lower() for code in COUNTRIES}
    pages = {name for name in files if name[8:-5] in codes and name.endswith(".html")}
    assert pages == {"en/help/ke.html", "fr/help/ke.html"}
    assert hrefs(files["en/index.html"])["Kenya"] == "help/ke.html"


def test_the_shared_page_says_of_each_country_what_its_own_page_says(
    volumes: dict[str, Volume], files: dict[str, str]
) -> None:
    shared = LexborHTMLParser(files[SHARED])
    for code in COUNTRIES:
        if code == "KE":
            continue
        own = LexborHTMLParser(volumes["en"].text_of(f"en/help/{code.lower()}.html"))
        notice = own.css_first(".help-page > .notice")
        said = shared.css_first(f"#country-{code.lower()}")
        assert notice is not None
        assert said is not None
        assert said.text().strip() == notice.text().strip()
        for node in own.css(".page-header, .help-page > .notice"):
            node.decompose()
        for line in own.css("article p, article li, article h2"):
            assert line.text() in shared.body.text(), code  # type: ignore[union-attr]


def test_its_title_names_no_country(files: dict[str, str]) -> None:
    shared = LexborHTMLParser(files[SHARED])
    for selector in ("h1", "title"):
        node = shared.css_first(selector)
        assert node is not None
        assert node.text().strip().startswith("Countries"), selector
    assert shared.css_first('meta[name="description"]') is None


def test_every_way_to_a_country_leads_to_its_place(files: dict[str, str]) -> None:
    assert hrefs(files["en/index.html"])["Chad"] == "help/country.html#country-td"
    listed = hrefs(files["en/help/countries.html"])
    assert listed["Albania no entry yet"] == "country.html#country-al"
    index = json.loads(files["en/search-index.js"].removeprefix("searchIndex=").rstrip(";\n"))
    assert "help/country.html#country-td" in index["hrefs"]
    assert "help/ke.html" in index["hrefs"]
    assert "help/td.html" not in index["hrefs"]


def test_another_language_of_the_shared_page_is_its_shared_page(files: dict[str, str]) -> None:
    languages = LexborHTMLParser(files[SHARED]).css("nav.languages a[hreflang]")
    assert "../../fr/help/country.html" in {link.attributes["href"] for link in languages}


def test_no_link_of_the_file_leads_nowhere(files: dict[str, str]) -> None:
    for name, page in files.items():
        if not name.endswith(".html"):
            continue
        folder = Path("/") / Path(name).parent
        for link in LexborHTMLParser(page).css("a[href]"):
            target, _, anchor = (link.attributes["href"] or "").partition("#")
            if ":" in target:
                continue
            path = str((folder / target).resolve())[1:] if target else name
            assert path in files, f"{name}: {target}"
            assert not anchor or f'id="{anchor}"' in files[path], f"{name}: {target}#{anchor}"


def test_a_kiosk_where_nothing_is_sent_has_the_page_of_every_country(
    volumes: dict[str, Volume], tmp_path: Path
) -> None:
    make_kiosk(tuple(volumes.values()), tmp_path / "kiosk.zip")
    with zipfile.ZipFile(tmp_path / "kiosk.zip") as archive:
        names = archive.namelist()
    assert "guide/en/help/td.html" in names
    assert f"guide/{SHARED}" not in names
