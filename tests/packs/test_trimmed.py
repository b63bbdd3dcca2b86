"""One file has short marks, none that nothing uses, and the policy of its own styles."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from editions.model.content_policy import digest_of
from editions.packs.trimmed import trimmed

SHEET = '.fact{color:red}.fact-title::after{content:".fact"}.unseen{margin:.5rem}.a{top:0}'


def page(body: str) -> LexborHTMLParser:
    html = (
        f'<!doctype html><html lang="en"><head><meta content="{digest_of(SHEET)}">'
        f"<style>{SHEET}</style></head><body>{body}</body></html>"
    )
    return LexborHTMLParser(trimmed(html, SHEET))


def written(body: str) -> str:
    tree = page(body)
    return "".join(node.html or "" for node in tree.css("body > *"))


def test_a_class_no_style_knows_is_left_out() -> None:
    assert written('<p class="x fact">A</p><p class="x">B</p>') == '<p class="b">A</p><p>B</p>'


def test_a_list_that_is_none_of_the_text_can_still_be_told_from_one_that_is() -> None:
    assert written('<ul class="x"></ul><ul></ul>') == '<ul class=""></ul><ul></ul>'


def test_styles_follow_the_short_names_and_no_string_of_theirs_changes() -> None:
    tree = page('<p class="fact"></p><p class="fact fact-title"></p><p class="a"></p>')
    style = tree.css_first("style")
    assert style is not None
    # The name that a class of the sheet has already is given to no other.
    rules = '.b{color:red}.d::after{content:".fact"}.unseen{margin:.5rem}.c{top:0}'
    assert style.text() == rules
    assert [node.attributes["class"] for node in tree.css("p")] == ["b", "b d", "c"]


def test_the_policy_allows_the_styles_as_they_are_now() -> None:
    tree = page('<p class="fact"></p>')
    style, meta = tree.css_first("style"), tree.css_first("meta")
    assert style is not None
    assert meta is not None
    assert meta.attributes["content"] == digest_of(style.text())


def test_an_id_stays_where_a_link_or_a_label_names_it() -> None:
    body = (
        '<i id="a">A</i><i id="b">B</i><i id="c">C</i><a href="#a">A</a><p aria-labelledby="b"></p>'
    )
    assert 'id="a"' in written(body)
    assert 'id="b"' in written(body)
    assert 'id="c"' not in written(body)


def test_a_date_in_the_language_around_it_is_left_as_words() -> None:
    date = '<time datetime="2026-11-23" lang="en" dir="ltr">23 November</time>'
    assert written(f"<p>On {date}.</p>") == "<p>On 23 November.</p>"
    assert date in written(f'<p lang="ar">{date}</p>')


def test_lines_that_count_stay() -> None:
    assert "a\n\nb" in written("<pre>a\n\nb</pre>")
