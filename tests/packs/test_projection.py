"""Pages that travel: links lead to what is there, or say where it is on the web."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from editions.packs.projection import Projection, listing_removed, target_of

KEPT = frozenset({"ar/index.html", "ar/help/index.html", "ar/theme/site.css"})
NOTE = '<aside class="notice" data-made="2026-11-27"><p>Made today.</p></aside>'


def page(body: str, head: str = "") -> str:
    return f"<!doctype html><html><head>{head}</head><body><main>{body}</main></body></html>"


def projected(body: str, head: str = "", url: str = "") -> LexborHTMLParser:
    projection = Projection(KEPT, url, NOTE, "ar/theme/pack.js", "ar/theme/first.js")
    return LexborHTMLParser(projection.page(page(body, head), "ar/help/index.html"))


@pytest.mark.parametrize(
    ("href", "target"),
    [
        ("../index.html", ("ar/index.html", "")),
        ("../index.html#the_text", ("ar/index.html", "#the_text")),
        ("../../fr/a%20b.html", ("fr/a b.html", "")),
        ("#here", (None, "")),
        ("https://example.org/x", (None, "")),
        ("tel:116", (None, "")),
    ],
)
def test_a_link_is_followed_from_where_its_page_lies(
    href: str, target: tuple[str | None, str]
) -> None:
    assert target_of(href, "ar/help/index.html") == target


class TestLinks:
    def test_one_to_what_travels_along_stays_as_it_is(self) -> None:
        link = projected('<a href="../index.html#x">Home</a>').css_first("a")
        assert link is not None
        assert link.attributes == {"href": "../index.html#x"}

    def test_one_to_another_edition_leads_to_the_web_where_its_address_is_known(self) -> None:
        link = projected('<a href="../../fr/index.html#x">F</a>', url="https://e.org/s").css_first(
            "a"
        )
        assert link is not None
        assert link.attributes == {"href": "https://e.org/s/fr/index.html#x", "rel": "external"}

    def test_one_to_another_edition_is_only_words_where_no_address_is_known(self) -> None:
        tree = projected('<p>See <a href="../../fr/index.html">that</a>.</p>')
        assert tree.css_first("a") is None
        assert "See that." in tree.css_first("p:not(aside p)").text()  # type: ignore[union-attr]

    def test_an_item_of_a_list_that_leads_nowhere_is_left_out(self) -> None:
        items = '<li><a href="../index.html">A</a></li><li><a href="../../fr/x.html">B</a></li>'
        tree = projected(f"<ul>{items}</ul>")
        assert [item.text() for item in tree.css("li")] == ["A"]

    def test_a_menu_of_languages_with_one_language_left_is_left_out(self) -> None:
        items = '<li><a href="index.html">A</a></li><li><a href="../../fr/x.html">B</a></li>'
        tree = projected(f'<nav class="languages"><ul>{items}</ul></nav>')
        assert tree.css_first("nav") is None


def test_what_needs_a_host_and_what_machines_look_for_are_left_out() -> None:
    head = '<link rel="canonical" href="index.html"><meta property="og:type" content="website">'
    tree = projected('<div data-only="web">Save</div><div data-packs>List</div>', head)
    assert tree.css("[data-only], [data-packs], link, meta") == []


def test_the_age_of_the_copy_is_said_first() -> None:
    tree = projected("<h1>Help</h1>")
    first = tree.css_first("main > *")
    assert first is not None
    assert first.text() == "Made today."
    assert 'src="../theme/pack.js"' in (tree.css_first("head").html or "")  # type: ignore[union-attr]


def test_the_script_inside_of_a_page_becomes_a_file_that_runs_as_early() -> None:
    tree = projected("", "<script>first()</script><script defer src='../theme/site.js'></script>")
    sources = [script.attributes.get("src") for script in tree.css("script")]
    assert sources == ["../theme/first.js", "../theme/site.js", "../theme/pack.js"]
    assert "first()" not in (tree.html or "")


def test_a_page_without_its_list_of_packs_is_the_same_whatever_was_listed() -> None:
    one, other = (page(f"<p>Text</p><div data-packs>{listed}</div>") for listed in ("a", "b"))
    assert listing_removed(one) == listing_removed(other)
