"""Links within the site are relative, whatever lies between two pages."""

from __future__ import annotations

from urllib.parse import unquote, urljoin

from hypothesis import given
from hypothesis import strategies as st

from editions.model.addresses import absolute_address, relative_base, relative_href

NAMES = st.text(st.characters(exclude_characters="/\x00", exclude_categories=["Cs"]), min_size=1)
PATHS = st.lists(NAMES.filter(lambda n: n not in (".", "..")), min_size=1, max_size=4).map("/".join)


@given(PATHS, PATHS)
def test_a_relative_link_leads_where_it_should(target: str, start: str) -> None:
    top = "https://example.org/site/"
    page = top + absolute_address("", start).lstrip("/")
    led = urljoin(page, relative_href(target, start))
    assert unquote(led) == top + target


def test_a_colon_in_a_name_is_no_scheme() -> None:
    assert relative_href("a:b.html", "c.html") == "a%3Ab.html"


def test_the_base_climbs_as_many_folders_as_there_are() -> None:
    assert [relative_base(p) for p in ("a.html", "a/b.html", "a/b/c.html")] == ["", "../", "../../"]
