"""Printed forms and text messages: the book, the cards, and what a machine has to have for them."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from editions.errors import SiteError
from editions.model.text_messages import fits
from editions.packs.cards import make_cards
from editions.packs.epub import make_epub
from editions.packs.fonts import Font, fonts_for, missing_fonts, stack_of
from editions.packs.pdf import make_pdf
from editions.packs.setting import Sheet, set_pages
from editions.packs.sms import make_sms
from editions.packs.volume import Volume
from packing import shipped_volumes, tiny_volumes
from sites import TinySite

HEADER = "---\nTitle: {}\nSummary: About it.\n{}---\n\n"
SERVICES = """
gb_emergency_1:
  country: GB
  kind: emergency
  name: Emergency services
  name_lang: en
  phone: "999"
  short: true
  read_on: 2026-11-23
  read_at: https://example.org/emergency
gb_child_helpline_1:
  country: GB
  kind: child_helpline
  name: Childline
  name_lang: en
  phone: 0800 1111
  always: true
  cost: free
  read_on: 2026-11-22
  read_at: https://example.org/helpline
fr_child_helpline_1:
  country: FR
  kind: child_helpline
  name: Aide
  name_lang: fr
  website: https://example.org/aide
  read_on: 2026-11-22
  read_at: https://example.org/aide
"""
PAGES = {
    "en/index.md": "Hello. See [help](help/index.md) and [elsewhere](https://example.org/far).",
    "en/help/index.md": HEADER.format("Help", "Role: help\n") + "## In danger {#danger}\n\nCall.",
    "ar/index.md": HEADER.format("مرحبا", "") + "نص بالعربية.",
    "data/services.yaml": SERVICES,
}


@pytest.fixture(autouse=True)
def _one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795000000")


@pytest.fixture
def volumes(tiny_site: Callable[..., TinySite]) -> dict[str, Volume]:
    return tiny_volumes(tiny_site(PAGES))


def words_of(path: Path) -> str:
    """Return the words of a PDF file as another program reads them, in one line."""
    told = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, text=True, check=True)
    return " ".join(told.stdout.split())


def structure(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Yield the elements of a structure tree that have a kind."""
    if "/S" in element:
        yield element
    children: object = element.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary):
            yield from structure(child)


@pytest.mark.slow
@pytest.mark.usefixtures("paper")
def test_the_book_can_be_read_aloud_and_leafed_through(
    volumes: dict[str, Volume], tmp_path: Path
) -> None:
    make_pdf((volumes["en"],), tmp_path / "guide.pdf")
    with pikepdf.open(tmp_path / "guide.pdf") as book:
        assert book.Root.Lang == "en"
        assert book.Root.MarkInfo.Marked
        assert book.Root.ViewerPreferences.DisplayDocTitle
        kinds = {str(element.S) for element in structure(book.Root.StructTreeRoot)}
        assert {"/H1", "/H2", "/H3", "/P", "/Link"} <= kinds
        with book.open_outline() as outline:
            titles = [entry.title for entry in outline.root]
    assert titles[0] == "Contents"
    assert "Help" in titles
    words = words_of(tmp_path / "guide.pdf")
    assert "https://example.org/far" in words
    assert "Page 2 · copy of 18 November 2026" in words


@pytest.mark.slow
@pytest.mark.usefixtures("paper")
def test_a_card_has_each_number_with_its_code_and_its_day(
    volumes: dict[str, Volume], tmp_path: Path
) -> None:
    make_cards((volumes["en"],), tmp_path / "cards.pdf")
    words = words_of(tmp_path / "cards.pdf")
    assert words.index("999") < words.index("0800 1111")
    assert "Read on 23 November 2026." in words
    assert "Read on 22 November 2026." in words
    assert "France" not in words
    assert volumes["en"].site.name not in words
    with pikepdf.open(tmp_path / "cards.pdf") as cards:
        assert [round(float(side) / 72 * 25.4) for side in cards.pages[0].mediabox[2:]] == [
            105,
            148,
        ]
        figures = [e for e in structure(cards.Root.StructTreeRoot) if e.S == "/Figure"]
        assert [str(f.Alt) for f in figures] == ["Code that calls 999", "Code that calls 0800 1111"]


def test_a_country_is_one_line_and_one_message(volumes: dict[str, Volume], tmp_path: Path) -> None:
    make_sms((volumes["en"],), tmp_path / "sms.txt")
    lines = (tmp_path / "sms.txt").read_text("utf-8").splitlines()
    assert lines[-1] == (
        "United Kingdom: In danger now? 999. Talk to someone 08001111. Read on 2026-11-22."
    )
    assert not [line for line in lines if line.startswith("France")]


@pytest.mark.slow
def test_every_country_of_every_edition_is_one_message(built_site: Path, tmp_path: Path) -> None:
    for volume in shipped_volumes(built_site).values():
        make_sms((volume,), tmp_path / "sms.txt")
        text = (tmp_path / "sms.txt").read_text("utf-8")
        messages = text.rpartition("\n\n")[2].splitlines()
        assert len(messages) > 90
        assert not [message for message in messages if not fits(message)]


@pytest.mark.slow
@pytest.mark.usefixtures("paper")
def test_what_was_not_given_to_a_document_is_not_fetched(
    volumes: dict[str, Volume], tmp_path: Path
) -> None:
    html = '<html lang="en"><title>x</title><img src="https://example.org/x.png" alt="x">'
    with pytest.raises(SiteError) as told:
        set_pages(volumes["en"], Sheet(html, "pdf.css", {}, b"x"), tmp_path / "x.pdf")
    assert "was not given" in told.value.problems[0].what


@pytest.mark.slow
@pytest.mark.usefixtures("paper")
def test_a_letter_without_a_font_is_told_and_no_box_is_printed(
    volumes: dict[str, Volume], tmp_path: Path
) -> None:
    html = '<html lang="en"><title>x</title><p>a \u0378 b'
    with pytest.raises(SiteError) as told:
        set_pages(volumes["en"], Sheet(html, "pdf.css", {}, b"x"), tmp_path / "x.pdf")
    assert "U+0378" in told.value.problems[0].what


def test_a_font_that_is_missing_is_told_with_its_package() -> None:
    (problem,) = missing_fonts([Font("No Such Family", "fonts-none")], "guide-en.pdf")
    assert "No Such Family" in problem.what
    assert "apt-get install fonts-none" in problem.remedy


def test_a_text_needs_the_fonts_of_its_letters() -> None:
    def families(text: str, script: str) -> list[str]:
        return [font.family for font in fonts_for(text, script)]

    assert families("abc 123", "Latn") == ["Noto Sans"]
    assert families("abc ไทย", "Thai") == ["Noto Sans", "Noto Sans Thai"]
    assert families("儿童", "Hans") == ["Noto Sans", "Noto Sans CJK SC"]
    assert families("児童", "Jpan") == ["Noto Sans", "Noto Sans CJK JP"]
    assert stack_of(fonts_for("儿童", "Hans"), "Hans") == '"Noto Sans CJK SC", "Noto Sans"'


@pytest.mark.slow
@pytest.mark.usefixtures("paper")
def test_the_same_edition_elsewhere_makes_the_same_bytes(
    volumes: dict[str, Volume], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def made(folder: Path, zone: str, mask: int) -> list[bytes]:
        folder.mkdir()
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        before = os.umask(mask)
        try:
            for number, make in enumerate((make_epub, make_pdf, make_cards, make_sms)):
                make((volumes["ar"],), folder / str(number))
        finally:
            os.umask(before)
        return [path.read_bytes() for path in sorted(folder.iterdir())]

    here = made(tmp_path / "one", "Pacific/Kiritimati", 0o077)
    assert made(tmp_path / "another place", "America/Caracas", 0o022) == here
    monkeypatch.undo()
    time.tzset()


@pytest.mark.slow
@pytest.mark.usefixtures("paper")
@pytest.mark.parametrize(
    "first",
    [
        pytest.param(-1, id="the part of countries"),
        pytest.param(0, id="the whole book", marks=pytest.mark.every_page),
    ],
)
def test_the_shipped_book_holds_every_number_in_fonts_of_its_own(
    built_site: Path, tmp_path: Path, first: int
) -> None:
    volume = shipped_volumes(built_site)["ar"]
    path = tmp_path / "guide-ar.pdf"
    make_pdf((replace(volume, parts=volume.parts[first:]),), path)
    words = words_of(path)
    services = volume.press.made_of.facts.services.values()
    assert not [s.id for s in services if s.phone and s.phone not in words]
    assert path.stat().st_size < 3_000_000
    told = subprocess.run(["pdffonts", str(path)], capture_output=True, text=True, check=True)
    fonts = [line.split() for line in told.stdout.splitlines()[2:]]
    # name … embedded, subset, with its letters: the three before the object's two numbers
    assert fonts
    assert not [font[0] for font in fonts if font[-5:-2] != ["yes", "yes", "yes"]]
