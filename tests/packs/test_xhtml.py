"""HTML written as XML: whatever the parser read, an XML parser reads the same again."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from editions.packs.xhtml import as_xhtml

XHTML, SVG = "{http://www.w3.org/1999/xhtml}", "{http://www.w3.org/2000/svg}"


def body_of(html: str) -> ElementTree.Element:
    root = ElementTree.fromstring(as_xhtml(f"<body>{html}"))  # noqa: S314 - our own text
    body = root.find(f"{XHTML}body")
    assert body is not None
    return body


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("a&nbsp;b &amp; c", "a\u00a0b & c"),
        ("1 &lt; 2", "1 < 2"),
        ("one<br>two", "onetwo"),
        ("<!-- a -- b -->seen", "seen"),
        ("a\x0bb", "ab"),
    ],
)
def test_text_stays_what_it_is(html: str, text: str) -> None:
    assert "".join(body_of(html).itertext()) == text


def test_attributes_without_a_value_get_one() -> None:
    details = body_of("<details open><summary>x</summary></details>")[0]
    assert details.get("open") == "open"


def test_svg_keeps_its_namespace_and_the_case_of_its_names() -> None:
    drawing = body_of('<svg viewBox="0 0 1 1"><linearGradient/><rect width=1 /></svg>')[0]
    assert drawing.tag == f"{SVG}svg"
    assert drawing.get("viewBox") == "0 0 1 1"
    assert [child.tag for child in drawing] == [f"{SVG}linearGradient", f"{SVG}rect"]


def test_a_language_is_said_in_both_ways() -> None:
    span = body_of('<span lang="ar" dir="rtl">x</span>')[0]
    assert span.get("{http://www.w3.org/XML/1998/namespace}lang") == span.get("lang") == "ar"


def test_an_attribute_of_the_reading_system_keeps_its_prefix() -> None:
    assert body_of('<nav epub:type="toc">x</nav>')[0].get("{http://www.idpf.org/2007/ops}type")


@given(st.text(st.characters(codec="utf-8")), st.text(st.characters(codec="utf-8")))
def test_any_text_and_value_is_well_formed(text: str, value: str) -> None:
    page = LexborHTMLParser("<body><p>")
    paragraph = page.css_first("p")
    assert paragraph
    paragraph.attrs["title"] = value
    paragraph.insert_child(text)
    ElementTree.fromstring(as_xhtml(page.html or ""))  # noqa: S314 - our own text
