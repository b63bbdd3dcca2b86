"""Building, from a folder of Markdown to a folder of pages, as an author sees it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sites import TinySite

MakeSite = Callable[..., TinySite]

TWO = {
    "en/index.md": "Welcome",
    "en/a.md": "See [b](b.md).",
    "en/b.md": "## First\n\nB",
    "fr/index.md": "Bienvenue",
    "fr/a.md": "Voir [b](b.md#first).",
}


@pytest.mark.slow
def test_every_locale_becomes_an_edition_of_its_own(tiny_site: MakeSite) -> None:
    site = tiny_site(TWO)
    assert site.build() == 0
    pages = sorted(p.relative_to(site.output).as_posix() for p in site.output.rglob("*.html"))
    names = ("404", "a", "b", "index", "not-saved")
    assert pages == [
        "404.html",
        *(f"{slug}/{name}.html" for slug in ("en", "fr") for name in names),
        "index.html",
    ]


def test_a_second_build_changes_no_file(tiny_site: MakeSite) -> None:
    site = tiny_site(TWO)
    site.build()
    before = {p: p.stat().st_mtime_ns for p in site.output.rglob("*") if p.is_file()}
    site.build()
    assert {p: p.stat().st_mtime_ns for p in site.output.rglob("*") if p.is_file()} == before


def test_only_the_wanted_editions_are_built(tiny_site: MakeSite) -> None:
    site = tiny_site(TWO)
    assert site.build("fr") == 0
    assert (site.output / "fr" / "a.html").is_file()
    assert not (site.output / "en").exists()


def test_an_unknown_locale_is_a_wrong_call(
    tiny_site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    assert tiny_site(TWO).build("de") == 2
    assert "It has en, fr" in capsys.readouterr().err


@pytest.mark.parametrize("folder", ["pt_BR", "pt-BR", "pt-br"])
def test_a_locale_folder_may_be_spelt_in_three_ways(tiny_site: MakeSite, folder: str) -> None:
    site = tiny_site({f"{folder}/index.md": "Olá", "pt/a.md": "A", "en/index.md": "Hello"})
    assert site.build() == 0
    html = site.page("pt-br/index.html").css_first("html")
    assert html is not None
    assert html.attributes["lang"] == "pt-BR"
    assert "pt-br/a.html" in {
        p.relative_to(site.output).as_posix() for p in site.output.rglob("*.html")
    }


def test_a_broken_edition_fails_alone_and_keeps_its_output(
    tiny_site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    site = tiny_site(TWO)
    site.build()
    yesterday = site.html("fr/a.html")
    site.write({"fr/a.md": "[nowhere](c.md)", "en/b.md": "Renewed"})
    assert site.build() == 1
    assert site.html("fr/a.html") == yesterday
    assert "Renewed" in site.html("en/b.html")
    assert "fr/a.md:5: the link leads nowhere: c.md" in capsys.readouterr().err


def test_all_that_is_wrong_is_named_in_one_run(
    tiny_site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    site = tiny_site(
        {
            "en/index.md": "Hello",
            "en/untitled.md": "---\nSummary: x\n---\n",
            "en/malformed.md": "---\nTitle: x\nno field\n---\n",
            "en/link.md": "\n\n[x](unitled.md)\n\n[y](index.md#gone)",
            "en/Same.md": "one",
            "en/same.md": "two",
            "en/news/undated.md": "old",
            "en/notice.md": "!!! warning\n    Beware.",
            "en/script.md": "<script>alert(1)</script>",
            "en/attribute.md": "*text*{: onclick=x }",
            "en/scheme.md": "[x](javascript:alert)",
            "en/picture.md": "![x](../media/none.png)",
            "xx_yy/index.md": "?",
            "ar/bad.md": "Title: x\n\nok",
        }
    )
    (site.content / "en" / "latin1.md").write_bytes(b"Title: x\n\ncaf\xe9\n")
    outside = site.folder / "outside.md"
    outside.write_text("Title: secret\n")
    (site.content / "en" / "linked.md").symlink_to(outside)
    assert site.build() == 1
    told = capsys.readouterr().err
    for line in (
        "en/untitled.md:1: the page has no title.",
        "en/malformed.md:3: this line of metadata",
        "en/link.md:7: the link leads nowhere: unitled.md",
        "Did you mean untitled.md?",
        "en/link.md:9: the page has no heading or place called #gone",
        "en/same.md:1: this page and",
        "en/news/undated.md:1: news/undated is an article and has no date.",
        "en/notice.md:5: the notice has no title.",
        "en/script.md:5: this HTML is not allowed on a page: <script.",
        "en/attribute.md:5: the attribute 'onclick' is not allowed on a page.",
        "en/scheme.md:5: addresses that begin with javascript: are not allowed",
        "en/picture.md:5: there is no such file: ../media/none.png",
        "content/xx_yy: no locale is called 'xx_yy'.",
        "en/latin1.md:3: the file is not UTF-8: byte 0xe9",
        "en/linked.md: a symbolic link leads out of the content folder.",
    ):
        assert told.count(line) == 1, line
    assert "Traceback" not in told
    assert not (site.output / "en").exists()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["en/help.md", "fr/help.md", "en/news/a.md", "en/country.md"])
def test_one_page_that_cannot_be_read_is_the_one_problem(
    tiny_site: MakeSite, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    pages = {"index.md": "[ask](help.md#ask)", "help.md": "## Ask\n\n[news](news/a.md#new)"}
    pages |= {"news/a.md": "---\nTitle: A\nDate: 2026-01-01\n---\n\n## New\n"}
    pages |= {"country.md": "---\nTitle: “{country}”\nEach: country\n---\n\nHere.\n"}
    site = tiny_site(
        {f"{code}/{page}": text for code in ("en", "fr") for page, text in pages.items()}
    )
    assert site.build() == 0
    broken = site.content / name
    broken.write_bytes(broken.read_bytes() + b"caf\xe9\n")
    capsys.readouterr()
    assert site.build() == 1
    told = capsys.readouterr().err
    assert f"{name}:" in told
    assert "the file is not UTF-8" in told
    assert "\n1 problem to mend." in told, told


def test_a_locale_spelt_twice_is_told(
    tiny_site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    site = tiny_site({"en/index.md": "a", "pt_BR/index.md": "b", "pt-br/index.md": "c"})
    assert site.build() == 1
    assert "pt-br and pt_BR are two spellings of one locale" in capsys.readouterr().err


def test_a_broken_catalog_breaks_the_editions_that_use_it(
    tiny_site: MakeSite, repo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = tiny_site(TWO, TRANSLATIONS_PATH="unset")
    translations = site.folder / "translations"
    settings = Path(site.settings)
    settings.write_text(
        settings.read_text("utf-8") + f"\nTRANSLATIONS_PATH = {str(translations)!r}\n", "utf-8"
    )
    shutil.copytree(repo / "translations" / "fr", translations / "fr")
    catalog = translations / "fr" / "LC_MESSAGES" / "messages.po"
    catalog.write_text(catalog.read_text("utf-8") + "\nmsgid oops\n", "utf-8")
    assert site.build() == 1
    assert "this is not a line of a gettext catalog" in capsys.readouterr().err
    assert (site.output / "en" / "index.html").is_file()
    assert not (site.output / "fr").exists()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("template", "fault", "told"),
    [
        ("page.html", "{% if %}", "the template cannot be read"),
        ("page.html", "{{ nobody }}", "the template asks for what it cannot have"),
        ("chooser.html", "{{ nobody }}", "the template asks for what it cannot have"),
    ],
)
def test_a_template_error_is_told_with_its_line(
    tiny_site: MakeSite,
    repo: Path,
    capsys: pytest.CaptureFixture[str],
    template: str,
    fault: str,
    told: str,
) -> None:
    site = tiny_site(TWO)
    theme = site.folder / "theme"
    shutil.copytree(repo / "theme", theme)
    path = theme / "templates" / template
    marker = "{% block main %}"
    path.write_text(path.read_text("utf-8").replace(marker, f"{marker}\n{fault}"), "utf-8")
    line = path.read_text("utf-8").split(fault)[0].count("\n") + 1
    settings = Path(site.settings)
    settings.write_text(settings.read_text("utf-8") + f"\nTHEME = {str(theme)!r}\n", "utf-8")
    assert site.build() == 1
    err = capsys.readouterr().err
    assert f"templates/{template}:{line}: {told}" in err
    assert "Traceback" not in err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")
def test_an_unwritable_output_folder_is_told_before_anything_is_built(
    tiny_site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    site = tiny_site(TWO)
    # A file in the way stands for every folder that cannot be made, for root too.
    site.output.write_text("in the way")
    assert site.build() == 1
    assert "this cannot be written" in capsys.readouterr().err


def test_an_edition_whose_folder_is_gone_goes_from_the_output(tiny_site: MakeSite) -> None:
    site = tiny_site(TWO)
    site.build()
    shutil.rmtree(site.content / "fr")
    assert site.build() == 0
    assert not (site.output / "fr").exists()


def test_a_page_that_is_gone_goes_from_the_output(tiny_site: MakeSite) -> None:
    site = tiny_site(TWO)
    site.build()
    site.write({"en/a.md": "no link", "fr/a.md": "rien"})
    (site.content / "en" / "b.md").unlink()
    assert site.build() == 0
    assert not (site.output / "en" / "b.html").exists()
    assert not (site.output / "fr" / "b.html").exists()


def test_nothing_is_written_beside_output_and_cache(tiny_site: MakeSite) -> None:
    site = tiny_site(TWO)
    site.build()
    assert sorted(p.name for p in site.folder.iterdir() if p.name != "__pycache__") == [
        "cache",
        "content",
        "output",
        "pelicanconf.py",
    ]


@pytest.mark.slow
def test_pelican_itself_builds_every_edition(tiny_site: MakeSite) -> None:
    site = tiny_site(TWO, OUTPUT_PATH="output", CACHE_PATH="cache")
    done = subprocess.run(
        [sys.executable, "-m", "pelican", "-s", site.settings],
        cwd=site.folder,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "NO_COLOR": "1"},
    )
    assert done.returncode == 0, done.stderr
    by_pelican = {p: p.read_bytes() for p in site.output.rglob("*") if p.is_file()}
    assert site.output / "fr" / "a.html" in by_pelican
    site.build()
    assert {p: p.read_bytes() for p in site.output.rglob("*") if p.is_file()} == by_pelican


@pytest.mark.slow
def test_pelican_exits_with_1_and_no_traceback_when_the_site_has_problems(
    tiny_site: MakeSite,
) -> None:
    site = tiny_site({"en/index.md": "[x](y.md)"}, OUTPUT_PATH="output", CACHE_PATH="cache")
    done = subprocess.run(
        [sys.executable, "-m", "pelican", "-s", site.settings],
        cwd=site.folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "the link leads nowhere: y.md" in done.stderr
    assert "Traceback" not in done.stdout + done.stderr
