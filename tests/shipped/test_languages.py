"""Every part of every page says which language it is in, and machines find each real translation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from shipped.language_audit import (
    direction_of,
    faults_of_direction,
    faults_of_language,
    foreign_script,
    language_at,
    script_of,
)
from shipped.pages import Page, ShippedSite, header_of, target_of

pytestmark = pytest.mark.slow


def test_every_edition_is_in_the_language_of_its_address(site: ShippedSite) -> None:
    faults = [
        f"{page.path}: {page.lang!r}"
        for page in site.pages.values()
        if page.edition and page.lang.lower() != page.edition
    ]
    assert not faults, told(faults)


@pytest.mark.accessibility("language")
def test_every_page_says_its_language_direction_and_script(site: ShippedSite) -> None:
    faults = [
        f"{page.path}: {given}"
        for page in site.pages.values()
        for given in [{name: page.root.attributes.get(name) for name in ("dir", "data-script")}]
        if (given["dir"] or "ltr", given["data-script"])
        != (direction_of(page.lang), script_of(page.lang))
        or (page.edition and not given["dir"])
    ]
    assert not faults, told(faults)


@pytest.mark.accessibility("language")
def test_the_script_of_every_text_fits_its_language(site: ShippedSite) -> None:
    faults = [
        f"{page.path}: {fault}"
        for page in site.pages.values()
        for fault in faults_of_language(page.html)
    ]
    assert not faults, told(faults)


@pytest.mark.accessibility("language")
def test_every_language_runs_in_its_own_direction(site: ShippedSite) -> None:
    faults = [
        f"{page.path}: {fault}"
        for page in site.pages.values()
        for fault in faults_of_direction(page.html)
    ]
    assert not faults, told(faults)


def test_what_machines_read_of_a_translated_page_is_in_its_language(site: ShippedSite) -> None:
    selector = 'meta[name="description"], meta[property="og:title"], meta[property$="description"]'
    faults = [
        f"{page.path}: {element.html}"
        for page in site.edition_pages
        for element in page.tree.css(selector)
        if foreign_script(element.attributes["content"] or "", page.text_lang)
    ]
    assert not faults, told(faults)


def test_every_message_of_the_theme_is_translated_in_every_edition(
    site: ShippedSite, repo: Path
) -> None:
    with (repo / "translations" / "messages.pot").open("rb") as template:
        patterns = [pattern_of(m.id) for m in read_po(template) if m.id and has_words(m.id)]
    # A page that is not translated yet is named as its author named it, which may be such a message.
    titles = {title for path in (repo / "content/en").glob("**/*.md") for title in titles_of(path)}
    faults = [
        f"{page.path}: {element.text()}"
        for page in site.pages.values()
        for element in page.tree.css("span[lang]:not([hreflang] *):not(.toc *)")
        if page.edition and element.attributes["lang"] != page.lang
        if any(pattern.fullmatch(element.text().strip()) for pattern in patterns)
        if element.text().strip() not in titles
    ]
    assert not faults, told(faults)


def titles_of(path: Path) -> list[str]:
    """Return the title and the menu title of a page as it was written."""
    return re.findall(r"^(?:Menu-)?Title: (.+)$", header_of(path), re.MULTILINE)


def has_words(message: str | Sequence[str]) -> bool:
    """Tell whether a message is more than placeholders and the signs between them."""
    singular = message if isinstance(message, str) else message[0]
    return re.search("[A-Za-z]", re.sub(r"%\(\w+\)\w", "", singular)) is not None


def test_a_page_has_the_same_anchors_in_all_languages(site: ShippedSite) -> None:
    anchors: dict[str, dict[str, list[str]]] = {}
    for page in site.edition_pages:
        written = [
            element.attributes.get("id") or "(none)"
            for element in page.tree.css("main h2, main h3, main h4, main h5, main h6")
            if not (element.attributes.get("id") or "the_").startswith("the_")
        ]
        anchors.setdefault(page.page_id, {})[page.edition] = written
    faults = [
        f"{page_id}: {editions}"
        for page_id, editions in anchors.items()
        if len({tuple(ids) for ids in editions.values()}) != 1
    ]
    assert not faults, told(faults)


def test_every_heading_of_a_text_can_be_linked_to(site: ShippedSite) -> None:
    faults = [
        f"{page.path}: {element.html}"
        for page in site.edition_pages
        for element in page.tree.css(".prose :is(h2, h3, h4, h5, h6)")
        if not re.fullmatch(r"[a-z0-9][a-z0-9_-]*", element.attributes.get("id") or "")
    ]
    assert not faults, told(faults)


def test_a_translated_page_names_each_translation_itself_and_a_default(site: ShippedSite) -> None:
    faults = []
    for page in site.edition_pages:
        if page.page_id not in site.written or site.is_borrowed(page) or page.is_kept_back:
            continue
        wanted = {
            site.pages[f"{edition}/{page.page_id}.html"].lang: f"{edition}/{page.page_id}.html"
            for edition in site.written[page.page_id]
        }
        given = alternates_of(page)
        default = given.pop("x-default", "")
        allowed = {"index.html"} if page.page_id == "index" else set(wanted.values())
        if given != wanted or default not in allowed:
            faults.append(f"{page.path}: {given}, x-default {default!r}, not {wanted}")
    assert not faults, told(faults)


def test_pages_that_name_each_other_agree(site: ShippedSite) -> None:
    faults = [
        f"{page.path}: {tag} {target}"
        for page in site.edition_pages
        for tag, target in alternates_of(page).items()
        if target != "index.html" and alternates_of(site.pages[target]) != alternates_of(page)
    ]
    assert not faults, told(faults)


def test_a_borrowed_page_names_no_translation(site: ShippedSite) -> None:
    faults = [
        page.path
        for page in site.pages.values()
        if (not page.edition or page.is_404 or site.is_borrowed(page)) and alternates_of(page)
    ]
    assert not faults, told(faults)


def test_every_page_is_canonical_where_its_text_was_written(site: ShippedSite) -> None:
    faults = []
    for page in site.edition_pages:
        hrefs = page.hrefs('link[rel="canonical"]')
        targets = [target_of(page.path, href)[0] for href in hrefs]
        if targets != [f"{page.text_lang.lower()}/{page.page_id}.html"]:
            faults.append(f"{page.path}: {targets}")
    assert not faults, told(faults)


def test_a_text_is_borrowed_only_from_an_edition_that_wrote_it(site: ShippedSite) -> None:
    faults = [
        f"{page.path}: {page.text_lang}"
        for page in site.edition_pages
        if page.page_id in site.written
        and (
            page.text_lang.lower() not in site.written[page.page_id]
            or (page.text_lang != page.lang) != site.is_borrowed(page)
        )
    ]
    assert not faults, told(faults)


def test_the_whole_text_of_a_borrowed_page_is_in_its_own_language(site: ShippedSite) -> None:
    faults = [
        f"{page.path}: {element.html}"
        for page in borrowed_pages(site)
        for element in page.tree.css("main :is(h1, .prose:not(section), .page-summary)")
        if language_at(element) != page.text_lang
        or element.attributes.get("dir") != direction_of(page.text_lang)
        or element.attributes.get("data-script") != script_of(page.text_lang)
    ]
    assert not faults, told(faults)


def test_a_borrowed_page_says_so_first_and_in_the_language_of_its_reader(
    site: ShippedSite,
) -> None:
    faults = []
    for page in borrowed_pages(site):
        notices = page.tree.css('main [role="note"]')
        before_the_text = page.html.find('role="note"') < page.html.find("<h1")
        if len(notices) != 1 or not before_the_text:
            faults.append(f"{page.path}: {len(notices)} notices")
        elif language_at(notices[0]) != page.lang or notices[0].css("[lang]"):
            faults.append(f"{page.path}: {notices[0].html}")
        elif not any(
            target_of(page.path, link.attributes["href"] or "")[0]
            == f"{page.text_lang.lower()}/{page.page_id}.html"
            for link in notices[0].css("a[href]")
        ):
            faults.append(f"{page.path}: no link to the original")
    assert not faults, told(faults)


def test_only_borrowed_pages_carry_that_notice(site: ShippedSite) -> None:
    faults = [
        page.path
        for page in site.edition_pages
        if not site.is_borrowed(page) and not page.is_kept_back
        if page.tree.css('main > [role="note"]')
    ]
    assert not faults, told(faults)


def test_there_is_a_borrowed_page_to_be_seen(site: ShippedSite) -> None:
    assert borrowed_pages(site)


def borrowed_pages(site: ShippedSite) -> list[Page]:
    """Return the pages whose text is in another language than their edition."""
    return [page for page in site.edition_pages if site.is_borrowed(page)]


def alternates_of(page: Page) -> dict[str, str]:
    """Return the paths of the same page in other languages, by language tag."""
    return {
        link.attributes["hreflang"] or "": target_of(page.path, link.attributes["href"] or "")[0]
        for link in page.tree.css('link[rel="alternate"][hreflang]')
    }


def pattern_of(message: str | Sequence[str]) -> re.Pattern[str]:
    """Return what finds a message with anything in place of its placeholders."""
    text = message if isinstance(message, str) else message[0]
    return re.compile(".+".join(map(re.escape, re.split(r"%\(\w+\)[sd]", text))))


def told(faults: list[str]) -> str:
    """Return the faults a line each."""
    return "\n".join(faults)
