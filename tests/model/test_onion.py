"""An onion address is known whole, and told of only where Tor Browser heeds it."""

from __future__ import annotations

import pytest

from editions.model.onion import onion_address, onion_problems

#: An address of the Tor Project, and of DuckDuckGo.
TOR = "http://2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid.onion"
DUCK = "https://duckduckgogg42xjoc72x3sjasowoarfbgcmvfimaftt6twagswzczad.onion"


@pytest.mark.parametrize("address", [TOR, DUCK, "", None])
def test_addresses_of_onion_services_are_known(address: str | None) -> None:
    assert list(onion_problems(address)) == []


@pytest.mark.parametrize(
    ("address", "what"),
    [
        (TOR.replace("2gzy", "2gzz"), "slip"),
        (TOR.replace("wid.", "wic."), "slip"),
        (f"{TOR}/", "no address"),
        (f"{TOR}/en/", "no address"),
        (f"{TOR}:80", "no address"),
        (f"{TOR}\n", "no address"),
        (TOR.upper(), "no address"),
        (TOR.removeprefix("http://"), "no address"),
        ("http://vwc43ag5jyewlfgf.onion", "no address"),
        ("https://example.org", "no address"),
        (["http://x.onion"], "no address"),
    ],
)
def test_anything_else_is_named_with_what_to_write(address: object, what: str) -> None:
    (problem,) = onion_problems(address)
    assert problem.where == "ONION_ADDRESS in the settings"
    assert what in problem.what


def test_a_page_lies_at_the_same_path() -> None:
    assert onion_address(TOR, "https://example.org/site", "en/é.html") == (
        f"{TOR}/site/en/%C3%A9.html"
    )


@pytest.mark.parametrize("site_url", ["", "http://example.org", TOR])
def test_nothing_is_told_of_where_readers_do_not_come_by_https(site_url: str) -> None:
    assert onion_address(TOR, site_url, "en/index.html") == ""
    assert onion_address("", site_url or "https://example.org", "en/index.html") == ""
