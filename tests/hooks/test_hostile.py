"""Translations are untrusted: nothing hostile in one reaches a page, and nothing breaks the build."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from commands.translators import with_folders
from editions.commands.translate_export import export_pages
from editions.commands.translate_import import import_pages
from editions.commands.translate_stamp import check_translations, stamp_translations
from hostile import CORPUS
from sites import TinySite

MakeSite = Callable[..., TinySite]
Capture = pytest.CaptureFixture[str]
SOURCE = "---\nTitle: A\n---\n\nPlain words.\n"
FRENCH = "---\nTitle: B\n---\n\n{}\n"


def nothing_hostile_is_shown(site: TinySite, never: str) -> bool:
    """Tell whether a page was made, and see that it has nothing of what must never stand there."""
    made = site.output / "fr" / "a.html"
    if made.exists():
        text = made.read_text("utf-8").partition("<main")[2].partition("</main")[0]
        assert never not in text
    return made.exists()


@pytest.mark.parametrize("case", CORPUS)
def test_hostile_words_in_a_page_are_refused_with_their_place_or_neutralised(
    tiny_site: MakeSite, capsys: Capture, case: str
) -> None:
    written, never = CORPUS[case]
    site = with_folders(tiny_site({"en/a.md": SOURCE, "fr/a.md": FRENCH.format(written)}))
    assert check_translations("fr", settings=site.settings) == 1
    assert "fr/a.md" in capsys.readouterr().err
    status = site.build()
    told = capsys.readouterr().err
    assert nothing_hostile_is_shown(site, never) == (status == 0)
    assert status == 0 or "fr/a.md" in told


@pytest.mark.parametrize("case", CORPUS)
def test_hostile_words_sent_in_are_refused_with_their_place_and_change_nothing(
    tiny_site: MakeSite, capsys: Capture, case: str
) -> None:
    plain = "Des mots simples."
    site = with_folders(tiny_site({"en/a.md": SOURCE, "fr/a.md": FRENCH.format(plain)}))
    assert stamp_translations("fr", ["a"], settings=site.settings) == 0
    before = (site.content / "fr/a.md").read_bytes()
    for name in ("pages-fr.po", "pages-fr.html"):
        sent = site.folder / name
        pack = name.endswith("html")
        assert export_pages("fr", html=pack, output=str(sent), settings=site.settings) == 0
        put_in(sent, plain, CORPUS[case][0])
        capsys.readouterr()
        assert import_pages(str(sent), settings=site.settings) == 1
        assert name in capsys.readouterr().err
        assert (site.content / "fr/a.md").read_bytes() == before


def put_in(sent: Path, words: str, hostile: str) -> None:
    """Write hostile words in the place of others, as somebody with a text editor would."""
    quoted = json.dumps(hostile, ensure_ascii=False)[1:-1]
    text = sent.read_text("utf-8")
    if sent.suffix == ".html":
        quoted = quoted.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
        text = text.replace('"done":false', '"done":true')
    assert words in text
    sent.write_text(text.replace(words, quoted), "utf-8")


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
