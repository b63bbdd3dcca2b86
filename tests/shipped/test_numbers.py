"""Every number a reader sees stands in the data, once, with where it was read."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from selectolax.lexbor import LexborNode

from editions.files.facts import read_facts
from editions.files.phones import international_form
from editions.model.facts import Facts
from editions.model.tokens import unsourced_numbers
from shipped.pages import Page, ShippedSite, is_external

pytestmark = pytest.mark.slow

_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"[\d\s().,/+\u202f\u00a0-]+")


@pytest.fixture(scope="session")
def facts(site: ShippedSite) -> Facts:
    """Return the facts the site was built from."""
    found, problems = read_facts(site.content / "data")
    assert not problems
    return found


def digits(text: str) -> str:
    """Return the digits of a text; a fraction's point is no digit."""
    return "".join(_DIGITS.findall(text))


def numbers_of(facts: Facts) -> frozenset[str]:
    """Return the digits of every number and every name that holds one, of all entries."""
    found = {digits(f"{figure.value:.10g}") for figure in facts.figures.values()}
    for service in facts.services.values():
        found |= {digits(service.phone), digits(service.name), digits(service.website)}
    for source in facts.sources.values():
        found |= {digits(part) for part in source.title.split()}
    found |= {str(check.pages) for check in facts.checked.values()}
    return frozenset(found)


def running_text(node: LexborNode) -> Iterator[str]:
    """Yield the texts of a page as a reader sees them, without times, titles and addresses.

    What is isolated, a number for instance, is one text whatever spaces it is written with.
    """
    for child in node.iter(include_text=True):
        if child.tag == "-text":
            yield child.text_content or ""
        elif child.tag == "bdi" and _NUMBER.fullmatch(child.text()):
            yield digits(child.text())
        elif child.tag not in ("time", "cite", "code", "script") and not leads_out(child):
            yield from running_text(child)


def leads_out(node: LexborNode) -> bool:
    """Tell whether a node is a link out of the site, the text of which is an address."""
    return node.tag == "a" and is_external(node.attributes.get("href") or "")


def main_of(page: Page) -> LexborNode:
    return page.one("main")


def test_every_number_on_every_page_traces_to_an_entry(site: ShippedSite, facts: Facts) -> None:
    known = numbers_of(facts)
    unknown = [
        f"{page.path}: {number}"
        for page in site.edition_pages
        for text in running_text(main_of(page))
        for number in unsourced_numbers(text)
        if digits(number) not in known
    ]
    assert not unknown, "\n".join(unknown[:20])


def test_every_figure_shown_has_the_value_of_an_entry(site: ShippedSite, facts: Facts) -> None:
    values = {f"{figure.value:.10g}" for figure in facts.figures.values()}
    shown = {
        node.attributes["value"] for page in site.edition_pages for node in page.tree.css("data")
    }
    assert shown
    assert shown <= values


def test_every_number_to_call_is_one_of_an_entry_of_that_country(
    site: ShippedSite, facts: Facts
) -> None:
    everywhere = {
        _called(s.phone, s.country, short=s.short) for s in facts.international if s.phone
    }
    called = 0
    for page in site.edition_pages:
        links = [href for href in page.hrefs('a[href^="tel:"]') if href]
        called += len(links)
        country = page.page_id.removeprefix("help/").upper()
        own = {
            _called(service.phone, service.country, short=service.short)
            for service in facts.services_by_country.get(country, ())
            if service.phone
        }
        assert set(links) <= own | everywhere, page.path
    assert called > 100


def _called(phone: str, country: str, *, short: bool) -> str:
    return f"tel:{international_form(phone, country, short=short)}"
