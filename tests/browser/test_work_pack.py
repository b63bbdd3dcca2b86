"""A work pack as a translator uses it: opened from a folder, worked in, saved, sent back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from browser.conftest import NewPage
from commands.translators import with_folders
from editions.commands.translate_export import export_pages
from editions.commands.translate_import import import_pages
from editions.model.blocks import blocks_of
from editions.model.locales import locale_named
from editions.model.tripwire import findings_of
from sites import TinySite

pytestmark = pytest.mark.browser

MakeSite = Callable[..., TinySite]
SOURCE = "---\nTitle: The page\n---\n\nCall 116, it is free.\n\n- One thing\n"
#: Pairs of source and translation that the page and the tools have to judge alike.
PAIRS = (
    ("Call 116 000.", "Appelez le 116\u202f000."),
    ("Call 116 000.", "اتصلوا بالرقم ١١٦٠٠٠."),
    ("Call 116 000.", "โทร ๑๑๖๐๐๑"),
    ("In the 1990s, 1,5 and 2.5.", "Dans les années, 1.5 et 2,5."),
    ("On 3 May 2001.", "2001年5月3日。"),
    ("See [this](https://example.org/a) page.", "Voir [ceci](https://example.org/b)."),
    ("See [this](https://example.org/a) page.", "Voir ceci."),
    ("Use `ab 12` and {figure:x}.", "Prenez `ab 13` et {figure:y}."),
    ("Write to a@example.org or https://example.org.", "Écrivez à b@example.org."),
    ("![A child](a.png) **bold** _it_", "![](a.png) gras _it_"),
    ("Hello good day to you", "Hello good day to you"),
    ("Hello", "Bon\u200bjour"),
    ("Hello", "<b>Bonjour</b>"),
    ("Hello", "<script>x()</script>"),
    ("Hello", "<b onclick=x>y</b>"),
    ("2 of 3, 40 %", "3 sur 2, 40 %"),
    ("Hello", 'Bonjour\n{: onclick="x()" }'),
    ("Hello", '[Bonjour]{: lang="en" }'),
    ("Hello", "Bonjour {% x %}"),
    ("Hello", "<!-- --!> Bonjour"),
    ("Hello", "[Bonjour](javascript:alert(1))"),
    ("Hello", "[Bonjour]( <JavaScript:alert(1)>) et [cela](data:text/html,x), `[a](vbscript:x)`"),
    ("See [this](a.md).", "![Ceci](file:///etc/passwd) [ici](tel:116)"),
    ("See [this](mailto:a@example.org).", "Voir [ceci](mailto:a@example.org)."),
)


@pytest.fixture
def pack(tiny_site: MakeSite) -> tuple[TinySite, Path]:
    site = with_folders(tiny_site({"en/a.md": SOURCE, "ar/x.md": "---\nTitle: X\n---\n\nx\n"}))
    path = site.folder / "pages-ar.html"
    assert export_pages("ar", html=True, output=str(path), settings=site.settings) == 0
    return site, path


def test_work_is_saved_in_the_page_and_taken_in(
    new_page: NewPage, pack: tuple[TinySite, Path], tmp_path: Path
) -> None:
    site, path = pack
    page = new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(path.as_uri())
    for number, words in enumerate(("الصفحة", "اتصلوا بالرقم 116، مجانًا.", "شيء <واحد> & آخر")):
        area = page.locator("textarea").nth(number)
        assert area.get_attribute("dir") == "rtl"
        area.fill(words)
        page.locator(".tick input").nth(number).check()
    assert "3 of 3 texts done" in page.locator("#progress-words").inner_text()
    with page.expect_download() as download:
        page.keyboard.press("Control+s")
    copy = tmp_path / download.value.suggested_filename
    download.value.save_as(copy)
    assert copy.name.startswith("work-ar-")
    page.goto(copy.as_uri())
    page.select_option("#filter", "all")
    assert page.locator("textarea").nth(2).input_value() == "شيء <واحد> & آخر"
    with page.expect_download() as again:
        page.get_by_role("button", name="Save a copy").click()
    again.value.save_as(tmp_path / "again.html")
    assert (tmp_path / "again.html").read_bytes() == copy.read_bytes()
    assert page.evaluate("[localStorage.length, document.cookie, history.state]") == [0, "", None]
    assert said == []
    assert import_pages(str(copy), settings=site.settings) == 0
    text = (site.content / "ar/a.md").read_text("utf-8")
    assert "Title: الصفحة" in text
    assert "- شيء <واحد> & آخر" in text


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_a_small_phone_and_passes_axe(
    new_page: NewPage, pack: tuple[TinySite, Path], axe_source: str, scheme: str
) -> None:
    page = new_page(viewport={"width": 320, "height": 640}, color_scheme=scheme, bypass_csp=True)
    page.goto(pack[1].as_uri())
    page.locator("textarea").nth(1).fill("117")
    assert "missing here: 116" in page.locator(".doubts").nth(1).inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.evaluate(axe_source)
    found = page.evaluate(
        "axe.run().then(r => r.violations.map(v => v.id + ' ' + v.nodes[0].html))"
    )
    assert found == []


def test_the_page_judges_as_the_tools_do(page: Page, pack: tuple[TinySite, Path]) -> None:
    page.goto(pack[1].as_uri())
    french = locale_named("fr", {})
    assert french
    for source, text in PAIRS:
        tools = {
            (_coarse(finding.what), finding.error)
            for finding in findings_of(blocks_of(source)[0], blocks_of(text)[0], french)
            if "not in the script" not in finding.what
        }
        here = page.evaluate("([s, t]) => findingsOf(s, t, 'paragraph', [])", [source, text])
        assert {(_coarse(found["what"]), found["error"]) for found in here} == tools, (source, text)


def test_a_done_text_that_would_be_refused_is_told_before_it_is_sent(
    page: Page, pack: tuple[TinySite, Path]
) -> None:
    page.goto(pack[1].as_uri())
    warning, area = page.locator("#wrong"), page.locator("textarea").nth(1)
    for words, told in (
        ("Call 116, it is free.", ""),  # not translated: worth a look, but not refused
        ("اتصلوا بالرقم 117.", "1 done text still has something to look at before you send this."),
        ("اتصلوا بالرقم 116.", ""),
        ("- اتصلوا بالرقم 116.", "1 done text still has"),
        ("اتصلوا بالرقم 116.\n- الآن", "1 done text still has"),
        ("اتصلوا بالرقم 116.\n\nالآن", "1 done text still has"),
        ("اتصلوا بالرقم 116\nالآن", ""),
    ):
        area.fill(words)
        page.locator(".tick input").nth(1).check()
        assert warning.inner_text().startswith(told)
        assert warning.is_visible() == bool(told)
        assert page.locator(".doubts").nth(1).inner_text() or not told


def test_buttons_stand_beside_what_they_belong_to(
    new_page: NewPage, pack: tuple[TinySite, Path]
) -> None:
    page = new_page(viewport={"width": 1200, "height": 800})
    page.goto(pack[1].as_uri())
    page.evaluate(
        "document.querySelector('#pages option').textContent = 'A long title '.repeat(20)"
    )
    bottom = "name => Math.round(document.getElementById(name).getBoundingClientRect().bottom)"
    bottoms = {page.evaluate(bottom, name) for name in ("pages", "filter", "next", "save")}
    assert len(bottoms) == 1


def _coarse(what: str) -> str:
    """Return what is told, without the name of a character and the words of a tag."""
    for start in ("the text has an invisible character", "this HTML is not allowed"):
        if what.startswith(start):
            return start
    return what
