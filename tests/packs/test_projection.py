"""Pages that travel: links lead to what is there, or say where it is on the web."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from editions.model.content_policy import digest_of
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

    def test_a_language_that_does_not_travel_is_in_no_menu_also_where_the_web_has_it(self) -> None:
        items = "".join(
            f'<li><a href="{href}">{name}</a></li>'
            for href, name in (
                ("index.html", "A"),
                ("../index.html", "B"),
                ("../../fr/x.html", "C"),
            )
        )
        tree = projected(f'<nav class="languages"><ul>{items}</ul></nav>', url="https://e.org")
        assert [link.text() for link in tree.css("nav a")] == ["A", "B"]

    def test_one_to_a_page_that_another_stands_for_leads_to_its_place(self) -> None:
        places = {"ar/help/td.html": "ar/help/country.html#country-td"}
        projection = Projection(KEPT, "https://e.org", shared=places)
        for path, way, href in (
            ("ar/index.html", "help/td.html#danger", "help/country.html#country-td"),
            ("ar/help/country.html", "td.html", "country.html"),
        ):
            text = projection.page(page(f'<a href="{way}">Chad</a>'), path)
            link = LexborHTMLParser(text).css_first("a")
            assert link is not None
            assert link.attributes["href"] == href


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


@pytest.mark.parametrize(
    ("article", "before"),
    [
        ('<header class="page-header">H</header><p>Call.</p>', "H"),
        (
            '<header class="page-header">H</header><div class="help-page"><section class="help">'
            "In danger?</section><p>116</p></div>",
            "In danger?",
        ),
    ],
)
def test_where_somebody_needs_help_the_age_comes_after_what_cannot_wait(
    article: str, before: str
) -> None:
    tree = projected(f'<div class="exit-note">Exit</div><article>{article}</article>')
    note = tree.css_first("[data-made]")
    assert note is not None
    assert note.prev is not None
    assert note.prev.text() == before


def test_the_script_inside_of_a_page_becomes_a_file_that_runs_as_early() -> None:
    tree = projected("", "<script>first()</script><script defer src='../theme/site.js'></script>")
    sources = [script.attributes.get("src") for script in tree.css("script")]
    assert sources == ["../theme/first.js", "../theme/site.js", "../theme/pack.js"]
    assert "first()" not in (tree.html or "")


class TestWhatLeadsOut:
    """Where no link leads out, as in an archive, the exit leads within and addresses are written."""

    EXIT = '<a class="exit-link" href="https://w.org" rel="external nofollow">Leave</a>'

    def closed(self, body: str) -> LexborHTMLParser:
        projection = Projection(KEPT, exit="ar/blank.html", addresses=True)
        return LexborHTMLParser(projection.page(page(body), "ar/help/index.html"))

    def test_the_exit_leads_to_a_page_of_the_copy_and_its_script_can_tell(self) -> None:
        link = self.closed(self.EXIT).css_first("a")
        assert link is not None
        assert link.attributes == {"class": "exit-link", "href": "../blank.html"}

    def test_the_bar_of_an_app_may_use_scripts_of_its_own_and_nothing_from_elsewhere(self) -> None:
        policy = "script-src 'self'; require-trusted-types-for 'script'; trusted-types editions"
        meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        projection = Projection(KEPT, exit="ar/blank.html")
        tree = LexborHTMLParser(projection.page(page("", meta), "ar/help/index.html"))
        assert tree.css_first("meta").attributes["content"] == "script-src 'self'"  # type: ignore[union-attr]

    def test_elsewhere_it_leads_to_another_site(self) -> None:
        link = projected(self.EXIT).css_first("a")
        assert link is not None
        assert link.attributes["href"] == "https://w.org"
        assert link.attributes["rel"] == "external nofollow"

    def test_the_address_of_another_link_is_written_beside_it(self) -> None:
        tree = self.closed('<p>Read <a href="https://e.org/a/?b&amp;c=<">this</a>.</p>')
        assert tree.css_first("p").text() == "Read this (e.org/a/?b&c=<)."  # type: ignore[union-attr]
        assert tree.css_first("p bdi[dir=ltr]") is not None

    @pytest.mark.parametrize(
        "body",
        [
            '<p><a href="https://www.e.org/a">e.org</a></p>',
            '<p><a href="https://e.org/a">Them</a>, read at e.org.</p>',
            '<li class="member"><p><a href="https://e.org">M</a></p><p>Read at e.org.</p></li>',
            '<p><a href="../index.html">Home</a> and <a href="tel:116">116</a></p>',
        ],
    )
    def test_an_address_that_is_written_there_is_not_written_again(self, body: str) -> None:
        before = LexborHTMLParser(body).css_first("body").text()  # type: ignore[union-attr]
        assert self.closed(body).css_first("main").text() == before  # type: ignore[union-attr]

    def test_elsewhere_no_address_is_added(self) -> None:
        tree = projected('<p>Read <a href="https://e.org/a">this</a>.</p>')
        assert tree.css_first("p:not(aside p)").text() == "Read this."  # type: ignore[union-attr]


def test_what_is_said_of_the_exit_is_true_of_a_copy() -> None:
    projection = Projection(KEPT, exit_note="\nShows <bdi>another</bdi> page.\n")
    body = '<div class="exit-note"><p>Opens a website. <a href="index.html">More</a></p></div>'
    tree = LexborHTMLParser(projection.page(page(body), "ar/help/index.html"))
    assert tree.css_first(".exit-note p").text() == "Shows another page. More"  # type: ignore[union-attr]


def test_the_policy_allows_no_script_inside_of_a_page_that_has_none() -> None:
    policy = f"script-src 'self' '{digest_of('first()')}'; style-src '{digest_of('a{}')}'"
    head = f'<meta http-equiv="Content-Security-Policy" content="{policy}"><script>first()</script>'
    meta = projected("", head).css_first("meta")
    assert meta is not None
    assert meta.attributes["content"] == f"script-src 'self'; style-src '{digest_of('a{}')}'"


def test_a_file_that_another_edition_has_too_is_loaded_from_there() -> None:
    moved = {f"ar/{name}": f"en/{name}" for name in ("theme/site.css", "theme/pack.js", "s.js")}
    projection = Projection(KEPT, "", NOTE, "ar/theme/pack.js", moved=moved)
    body = '<details data-scripts="../s.js ../own.js"></details>'
    head = '<link rel="stylesheet" href="../theme/site.css">'
    tree = LexborHTMLParser(projection.page(page(body, head), "ar/help/index.html"))
    assert tree.css_first("link").attributes["href"] == "../../en/theme/site.css"  # type: ignore[union-attr]
    assert tree.css_first("script").attributes["src"] == "../../en/theme/pack.js"  # type: ignore[union-attr]
    fold = tree.css_first("details")
    assert fold is not None
    assert fold.attributes["data-scripts"] == "../../en/s.js ../own.js"


def test_a_page_without_its_list_of_packs_is_the_same_whatever_was_listed() -> None:
    one, other = (page(f"<p>Text</p><div data-packs>{listed}</div>") for listed in ("a", "b"))
    assert listing_removed(one) == listing_removed(other)
