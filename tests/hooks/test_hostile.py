"""Translations are untrusted: nothing hostile in one reaches a page, and nothing breaks the build."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sites import TinySite

MakeSite = Callable[..., TinySite]

#: What somebody might write into a translation, and what must never stand in the page made from it.
CORPUS = {
    "script": ("<script>alert(1)</script>", "<script>alert"),
    "script in a block": ("<div>\n<script>x()</script>\n</div>", "<script>x"),
    "handler": ('<b onclick="x()">a</b>', "onclick"),
    "handler by attribute list": ('A word.\n{: onclick="x()" }', "onclick"),
    "style": ('<b style="position:fixed">a</b>', "position:fixed"),
    "style by attribute list": ('A word.\n{: style="position:fixed" }', "position:fixed"),
    "frame": ('<iframe src="https://evil.example"></iframe>', "<iframe"),
    "form": ('<form action="https://evil.example"><input></form>', "<form"),
    "image of another host": ("![x](https://evil.example/x.png)", "evil.example/x.png"),
    "javascript": ("[a](javascript:alert(1))", "javascript:"),
    "javascript in capitals": ("[a](JaVaScRiPt:alert(1))", "alert(1)"),
    "javascript with a tab": ("[a](java&#9;script:alert(1))", "script:alert"),
    "data address": ("[a](data:text/html;base64,PHNjcmlwdD4=)", "data:text"),
    "file address": ("[a](file:///etc/passwd)", "file:///"),
    "out of the folder": ("[a](../../../../etc/passwd)", "etc/passwd"),
    "reference": ("[a][b]\n\n[b]: javascript:alert(1)", 'href="javascript'),
    "automatic link": ("<javascript:alert(1)>", 'href="javascript'),
    "meta": ('<meta http-equiv="refresh" content="0;url=https://evil.example">', "<meta"),
    "svg": ("<svg><use href='https://evil.example/x.svg'/></svg>", "evil.example"),
    "declaration": ("<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]>", "<!ENTITY"),
    "unknown token": ("{figure:../../etc}", "none"),
}


@pytest.mark.parametrize("case", CORPUS)
def test_hostile_markup_is_refused_with_its_place(
    tiny_site: MakeSite, capsys: pytest.CaptureFixture[str], case: str
) -> None:
    written, never = CORPUS[case]
    site = tiny_site({"en/a.md": "Plain.", "fr/a.md": f"---\nTitle: x\n---\n\n{written}\n"})
    status = site.build()
    told = capsys.readouterr().err
    made = site.output / "fr" / "a.html"
    if status == 0:
        assert never not in made.read_text("utf-8").partition("<main")[2].partition("</main")[0]
    else:
        assert "fr/a.md" in told
        assert not made.exists()


@pytest.mark.parametrize(
    "written", ["{{ 7 * 7 }}", "{% include '/etc/passwd' %}", "{# x #}", "${7*7}", "<%= 7*7 %>"]
)
def test_templates_are_text_in_a_page(tiny_site: MakeSite, written: str) -> None:
    site = tiny_site({"en/a.md": "Plain.", "fr/a.md": f"`{written}` and \\{written}"})
    if site.build() == 0:
        assert "49" not in site.page("fr/a.html").css_first("main").text()  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "written",
    [
        "> " * 3000 + "deep",
        "[" * 20000,
        "*" * 20000,
        "\n".join("    " * depth + "- x" for depth in range(400)),
        "<" * 20000,
        "`" * 20001,
        "((" * 9000 + "[a](b.md",
        "a word " * 100_000,
    ],
    ids=["quotes", "brackets", "stars", "list", "angles", "ticks", "parentheses", "long"],
)
def test_deep_and_endless_markup_ends_in_a_page_or_a_problem(
    tiny_site: MakeSite, capsys: pytest.CaptureFixture[str], written: str
) -> None:
    site = tiny_site({"en/a.md": "Plain.", "fr/a.md": f"---\nTitle: x\n---\n\n{written}\n"})
    status = site.build()
    told = capsys.readouterr().err
    assert "Traceback" not in told
    assert status == 0 or "fr/a.md" in told
    assert "Pelican" not in told
    assert (site.output / "en" / "a.html").is_file()
