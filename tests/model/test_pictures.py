"""Pictures hold nothing but the picture, and what shows it stays to the byte."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editions.model.picture_checks import LARGEST, picture_problems, stripped
from editions.model.picture_formats import NotAPicture, metadata_of, without_metadata
from model.pictures_made import chunk, gif, jpeg, png, riff, segment, turned, webp
from sites import SVG

COMMENT = b"\x21\xfe\x05hello\0"
LOOP = b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0"
WITH_MORE = [
    ("a.png", png(chunk(b"tEXt", b"Author\0A Name")), png(), "tEXt"),
    ("a.png", png(chunk(b"zTXt"), chunk(b"iTXt"), chunk(b"tIME")), png(), "zTXt, iTXt, tIME"),
    ("a.png", png(chunk(b"eXIf", b"GPS"), chunk(b"gAMA")), png(chunk(b"gAMA")), "eXIf"),
    ("a.png", png() + b"more", png(), "bytes behind its end"),
    ("a.jpg", jpeg(turned(1), segment(0xFE, b"by A Name")), jpeg(), "EXIF, comment"),
    ("a.jpeg", jpeg(segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x/>")), jpeg(), "XMP"),
    ("a.jpg", jpeg(segment(0xED, b"Photoshop 3.0\0")), jpeg(), "IPTC"),
    ("a.jpg", jpeg(segment(0xE2, b"MPF\0more")) + jpeg(), jpeg(), "MPF, bytes behind its end"),
    ("a.webp", webp(0b1100, riff(b"EXIF", b"GPS"), riff(b"XMP ", b"x")), webp(0), "EXIF, XMP"),
    ("a.gif", gif(COMMENT, LOOP), gif(), "comment, application"),
]


@pytest.mark.parametrize(("name", "content", "without", "named"), WITH_MORE)
def test_what_is_no_picture_is_named_and_taken_out(
    name: str, content: bytes, without: bytes, named: str
) -> None:
    (found,) = picture_problems(name, content)
    assert found.what == f"the picture holds more than the picture: {named}."
    assert stripped(content) == without
    assert list(picture_problems(name, without)) == []


@pytest.mark.parametrize(
    "content",
    [
        png(chunk(b"iCCP", b"p\0\0x"), chunk(b"pHYs", bytes(9))),
        jpeg(segment(0xE2, b"ICC_PROFILE\0\x01\x01x"), segment(0xEE, b"Adobe\0\x64\0\0\0\0\x01")),
        webp(0b100000, riff(b"ICCP", b"xyz")),
        gif(b"\x21\xf9\x04\0\0\0\0\0"),
    ],
)
def test_what_says_how_colours_are_shown_stays(content: bytes) -> None:
    assert metadata_of(content) == ()
    assert without_metadata(content) == content


def test_the_small_picture_within_jfif_goes() -> None:
    small = segment(0xE0, b"JFIF\0\x01\x02\0\0\x01\0\x01\x01\x01rgb")
    assert metadata_of(jpeg(small)) == ("APP0",)


def test_a_picture_that_metadata_turn_is_left_to_its_author() -> None:
    with pytest.raises(NotAPicture, match="upright"):
        stripped(jpeg(turned(6)))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.png", png(chunk(b"acTL", bytes(8)))),
        ("a.webp", webp(0b10, riff(b"ANIM", bytes(6)))),
        ("a.gif", gif(pictures=2)),
    ],
)
def test_what_moves_by_itself_is_refused(name: str, content: bytes) -> None:
    assert [p.what for p in picture_problems(name, content)] == ["the picture moves by itself."]


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("a.png", jpeg(), "is called png and is jpeg"),
        ("a.jpg", b"hello", "is called jpg and is something else"),
        ("a.avif", b"", "nobody can look into pictures of the kind avif"),
        ("a.png", png()[:-20], "is damaged: it ends before it is whole"),
        ("a.png", png().replace(b"\x89PNG\r\n\x1a\n\0\0", b"\x89PNG\r\n\x1a\n\0\1"), "is damaged"),
        ("a.jpg", jpeg()[:-6], "is damaged"),
        ("a.gif", gif()[:-1], "is damaged"),
        ("a.webp", webp(0)[:-2], "is damaged"),
        ("a.png", png(chunk(b"IDAT", bytes(LARGEST))), "more than 40,000"),
    ],
)
def test_what_nobody_could_show_or_wait_for_is_refused(
    name: str, content: bytes, what: str
) -> None:
    (found,) = picture_problems(name, content)
    assert what in found.what


@given(st.sampled_from([png(), jpeg(turned(1)), webp(0), gif(COMMENT)]), st.data())
def test_no_damage_stops_it(content: bytes, data: st.DataObject) -> None:
    place = data.draw(st.integers(3, len(content) - 1))
    damaged = content[:place] + data.draw(st.binary(max_size=8)) + content[place + 1 :]
    for name in ("a.png", "a.jpg", "a.webp", "a.gif", "a.svg"):
        list(picture_problems(name, damaged))


def drawing(inside: str = "", head: str = "") -> bytes:
    opening = SVG.replace("/>", f" {head}>")
    return f"{opening}{inside}</svg>".encode()


def test_a_plain_drawing_has_nothing_wrong() -> None:
    body = (
        '<title>A map</title><style>path{fill:red}</style><defs><path id="a" d="M0 0"/></defs>'
        '<use href="#a" fill="url(#b)"/><text xml:lang="fr">x</text>'
    )
    assert list(picture_problems("a.svg", drawing(body))) == []


@pytest.mark.parametrize(
    ("inside", "head", "what"),
    [
        ("<script>x()</script>", "", "runs, fetches or moves, script"),
        ("<foreignObject/>", "", "runs, fetches or moves, foreignObject"),
        ("<animate/>", "", "runs, fetches or moves, animate"),
        ('<image href="data:image/png;base64,"/>', "", "image"),
        ("", 'onload="x()"', "has a handler, onload"),
        ('<use href="other.svg#a"/>', "", "leads out of itself: other.svg#a"),
        ("<style>@import 'x.css'</style>", "", "has a style that fetches something"),
        ('<path fill="url(https://x.example/#a)"/>', "", "fetches something in fill"),
        ('<g xmlns:i="http://www.inkscape.org/"><i:grid/></g>', "", "of a drawing program"),
        ('<g xmlns:i="http://www.inkscape.org/" i:label="x"/>', "", "of a drawing program, label"),
        ("<g>", "", "is no XML"),
    ],
)
def test_a_drawing_only_draws(inside: str, head: str, what: str) -> None:
    found = [problem.what for problem in picture_problems("a.svg", drawing(inside, head))]
    assert any(what in one for one in found), found


def test_a_drawing_declares_nothing() -> None:
    bomb = b'<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + drawing("<text>&a;</text>")
    (found,) = picture_problems("a.svg", bomb)
    assert "declares a document type" in found.what


def test_comments_and_metadata_go_out_of_a_drawing() -> None:
    content = drawing("<!-- A Name --><metadata><x/></metadata><path d='M0 0'/><?editor x?>")
    (found,) = picture_problems("a.svg", content)
    assert found.what == "the drawing holds more than the drawing: comment, metadata, instruction."
    assert stripped(content) == drawing("<path d='M0 0'/>")
