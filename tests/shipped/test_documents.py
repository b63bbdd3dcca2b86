"""Every page is a sound document: valid, with a title, one first heading and a clear outline."""

from __future__ import annotations

import json

import pytest
from selectolax.lexbor import LexborNode

from conftest import NuCheck
from editions.model.content_policy import digest_of
from recording import RecordProperty
from sample import Sample
from shipped.pages import Page, ShippedSite

pytestmark = pytest.mark.slow


@pytest.mark.accessibility("markup")
def test_the_nu_checker_finds_no_error(
    site: ShippedSite, sample: Sample, nu_check: NuCheck, record_property: RecordProperty
) -> None:
    """On every page with a text of its own, and with each part there is in each script."""
    paths = {*sample.covering("script"), *(page.path for page in site.texts)}
    record_property("pages", len(paths))
    errors = nu_check([site.folder / path for path in sorted(paths)])
    assert not errors, "\n".join(errors)


def test_every_id_is_there_once(site: ShippedSite) -> None:
    faults = {
        page.path: sorted({name for name in page.ids if page.ids.count(name) > 1})
        for page in site.pages.values()
        if len(set(page.ids)) != len(page.ids)
    }
    assert not faults


def test_every_page_has_exactly_one_first_heading(site: ShippedSite) -> None:
    faults = {
        page.path: len(page.tree.css("h1"))
        for page in site.pages.values()
        if len(page.tree.css("h1")) != 1 or not page.one("h1").text().strip()
    }
    assert not faults


def test_heading_levels_never_skip_one(site: ShippedSite) -> None:
    faults = {}
    for page in site.pages.values():
        levels = [int(tag[1]) for tag, _ in headings_of(page)]
        if any(after > before + 1 for before, after in zip([0, *levels], levels, strict=False)):
            faults[page.path] = levels
    assert not faults


def test_every_page_has_one_main_part_and_named_navigations(site: ShippedSite) -> None:
    faults = [
        page.path
        for page in site.pages.values()
        if len(page.tree.css("main")) != 1
        or len(page.tree.css("nav")) != len(page.tree.css("nav[aria-labelledby], nav[aria-label]"))
    ]
    assert not faults


def test_every_page_says_what_it_is_called(site: ShippedSite) -> None:
    titles = {page.path: page.one("title").text().strip() for page in site.pages.values()}
    assert not [path for path, title in titles.items() if not title]


@pytest.mark.accessibility("links")
def test_no_two_pages_of_an_edition_have_one_title(site: ShippedSite) -> None:
    seen: dict[tuple[str, str], str] = {}
    faults = []
    for page in site.edition_pages:
        key = (page.edition, page.one("title").text())
        if key in seen:
            faults.append(f"{seen[key]} and {page.path}: {key[1]}")
        seen[key] = page.path
    assert not faults


def test_every_page_of_an_edition_says_what_it_is_about(site: ShippedSite) -> None:
    faults = [
        page.path
        for page in site.edition_pages
        if len(page.tree.css('meta[name="description"][content]')) != 1
        or not page.one('meta[name="description"]').attributes["content"]
    ]
    assert not faults


def test_no_markup_is_seen_as_text(site: ShippedSite) -> None:
    signs = ("&lt;span", "&amp;nbsp;", "&amp;amp;", "&lt;/", "{{", "{%", "{filename}", ".md)")
    faults = [
        f"{page.path}: {sign}"
        for page in site.pages.values()
        for sign in signs
        if sign in page.html
    ]
    assert not faults


def test_nothing_is_styled_or_scripted_inside_of_a_page(site: ShippedSite) -> None:
    """But for the one script that runs before a page is shown, which its policy names by digest."""
    faults = [
        f"{page.path}: {element.tag} {sorted(element.attributes)}"
        for page in site.pages.values()
        for element in page.tree.css("*")
        if (element.tag == "style" and not named(element, page))
        or (
            element.tag == "script"
            and is_inline_script(element.attributes)
            and not named(element, page)
        )
        or any(name == "style" or name.startswith("on") for name in element.attributes)
        or (element.attributes.get("href") or "").startswith("javascript:")
    ]
    assert not faults


def named(element: LexborNode, page: Page) -> bool:
    """Tell whether the policy of a page names the digest of a script or a style sheet in it."""
    policy = page.one('meta[http-equiv="Content-Security-Policy"]').attributes["content"] or ""
    return f"'{digest_of(element.text())}'" in policy


def test_the_policy_is_the_first_thing_after_the_character_set(site: ShippedSite) -> None:
    for page in site.pages.values():
        head = [node.tag for node in page.one("head").iter()][:3]
        assert head[:2] == ["meta", "meta"], page.path
        assert page.tree.css("head > meta")[1].attributes["http-equiv"] == "Content-Security-Policy"


def test_no_page_moves_its_reader_or_asks_for_anything(site: ShippedSite) -> None:
    unwanted = (
        "meta[http-equiv]:not([http-equiv=Content-Security-Policy]), iframe, object, embed, form,"
        " input:not([type=checkbox], .search-input), [name]:not(meta, details), base, link[rel~=preload]"
    )
    faults = [page.path for page in site.pages.values() if page.tree.css(unwanted)]
    assert not faults


def test_structured_data_is_json_in_the_language_of_the_page(site: ShippedSite) -> None:
    faults = []
    for page in site.pages.values():
        for element in page.tree.css('script[type="application/ld+json"]'):
            facts = json.loads(element.text())
            if facts["@context"] != "https://schema.org" or facts["inLanguage"] != page.text_lang:
                faults.append(f"{page.path}: {facts}")
    assert not faults


def test_every_front_page_and_article_has_structured_data(site: ShippedSite) -> None:
    without = [
        page.path
        for page in site.edition_pages
        if (page.page_id == "index" or page.tree.css_first("main time"))
        and page.page_id.count("/") != 1
        and not site.is_borrowed(page)
        and not page.tree.css('script[type="application/ld+json"]')
    ]
    assert not without


def headings_of(page: Page) -> list[tuple[str, str]]:
    """Return tag and id of the headings of a page, in order."""
    found = page.tree.css("h1, h2, h3, h4, h5, h6")
    return [(element.tag or "", element.attributes.get("id") or "") for element in found]


def is_inline_script(attributes: dict[str, str | None]) -> bool:
    """Tell whether a script element holds code; JSON-LD is none."""
    return "src" not in attributes and attributes.get("type") != "application/ld+json"
