"""Pages where a visit itself may put somebody at risk have an exit, and no other page has one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from editions.commands.workbench_machine import ROOT
from shipped.pages import ShippedSite

pytestmark = pytest.mark.slow

_FOCUSABLE = "a[href], button, input, summary, [tabindex]:not([tabindex='-1'])"
#: What the script of the exit says; without these words it would be silent.
_WORDS = ("data-loading", "data-two-more", "data-one-more", "data-expired")


def test_a_page_has_an_exit_exactly_when_it_is_marked(site: ShippedSite) -> None:
    marked = {page.path for page in site.pages_at_risk}
    with_exit = {page.path for page in site.pages.values() if page.tree.css(".exit-link")}
    assert {"en/help/index.html", "ar/help/device.html", "th/help/ke.html"} <= marked
    assert with_exit == marked


def test_all_of_the_help_pages_are_marked(site: ShippedSite) -> None:
    marked = {page.path for page in site.pages_at_risk}
    assert not [
        p.path for p in site.edition_pages if p.page_id.startswith("help/") and p.path not in marked
    ]


def test_the_exit_is_one_link_among_the_first_three_stops(site: ShippedSite) -> None:
    for page in site.pages_at_risk:
        stops = page.tree.css(_FOCUSABLE)[:3]
        assert [stop.attributes.get("class") for stop in stops] == [
            "visually-hidden skip-links-link",
            "visually-hidden skip-links-link exit-skip",
            "exit-link",
        ], page.path
        assert stops[1].attributes["href"] == stops[2].attributes["href"]
        assert all("noreferrer" in str(stop.attributes["rel"]) for stop in stops[1:])
        assert len(page.tree.css(".exit-link")) == 1


def test_its_words_are_in_the_language_of_each_edition(site: ShippedSite) -> None:
    said: dict[str, set[str]] = {}
    for page in site.pages_at_risk:
        words = page.one(".exit").attributes
        said.setdefault(page.edition, set()).add("|".join(str(words[name]) for name in _WORDS))
    assert len(said) == len({next(iter(words)) for words in said.values()})
    assert all(len(words) == 1 and "||" not in next(iter(words)) for words in said.values())


def test_every_page_leads_to_the_one_about_shared_devices(site: ShippedSite) -> None:
    for page in site.edition_pages:
        if not page.is_404:
            assert page.tree.css(
                '.site-footer a[href$="help/device.html"], .site-footer a[href="device.html"]'
            ), page.path


def test_pages_at_risk_offer_no_form_and_no_letter(site: ShippedSite) -> None:
    for page in site.pages_at_risk:
        assert not page.tree.css('main form, main a[href^="mailto:"]'), page.path


def test_they_say_that_the_history_is_not_erased(site: ShippedSite) -> None:
    notes: dict[str, str] = {}
    for page in site.pages_at_risk:
        notes[page.edition] = page.one(".exit-note p").text()
    assert len(set(notes.values())) == len(notes)
    assert "does not erase the history" in notes["en"]


def test_the_pages_about_it_lead_to_each_other(site: ShippedSite) -> None:
    for page in site.edition_pages:
        links = {str(a.attributes["href"]) for a in page.tree.css("main .prose a[href]")}
        if page.page_id == "help/device":
            assert {"practice.html", "../site/privacy.html"} <= links
        if page.page_id == "help/practice":
            assert "device.html" in links


def test_the_page_about_shared_devices_says_what_it_cannot_do() -> None:
    """The English page; translations are compared with it block by block."""
    text = (ROOT / "content/en/help/device.md").read_text("utf-8")
    for needed in (
        "a device that this person cannot reach",
        "does not erase the history",
        "does not stop an app that watches",
        "private window",
        "Erase only this site",
        "three ways",
        "Come back",
    ):
        assert needed in text


def test_a_title_is_neutral_and_an_address_too(site: ShippedSite) -> None:
    """What a tab, a history and a file say; the words are those of the areas of the work."""
    english = [p for p in site.pages_at_risk if p.edition == "en"]
    told = re.compile(r"sexual|abuse|exploit|traffick|prostitut|child|rape|victim", re.IGNORECASE)
    for page in english:
        title = LexborHTMLParser(page.html).css_first("title")
        assert title is not None
        assert not told.search(title.text()), page.path
        assert not told.search(page.path)


def test_every_edition_has_an_address_of_its_own_or_a_borrowed_one(site: ShippedSite) -> None:
    addresses = {p.edition: p.one(".exit-link").attributes["href"] for p in site.pages_at_risk}
    editions = {path.parent.name for path in Path(site.folder).glob("*/index.html")}
    assert set(addresses) == editions
    assert len(set(addresses.values())) == len(addresses)
    assert all(str(address).startswith("https://") for address in addresses.values())
