"""What is drawn on pages is in the books, too, and says there what it says on a page."""

from __future__ import annotations

import re
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from editions.packs.epub import make_epub
from editions.packs.pdf import make_pdf
from packing import tiny_volumes
from sites import TinySite

STEPS = """\
Before.

!!! steps "The way"
    1. One.
    2. Two:
        - this way;
        - that way.
    3. Three.

!!! circle "Round"
    - Here.
    - There.
"""
READ = "  read_on: 2026-11-23\n  read_at: https://example.org/read\n"
PAGES = {
    "en/index.md": STEPS,
    "en/history.md": "---\nTitle: History\nTemplate: history\n---\n\nIt began.",
    "data/events.yaml": (
        f"begun:\n  date: '1990'\n  what: It begins.\n{READ}"
        f"grown:\n  date: 2004-05\n  what: It has grown.\n{READ}"
    ),
    "data/instruments.yaml": (
        "law:\n  title: {en: A Convention}\n  short: The Convention\n  body: Some States\n"
        "  adopted: '1989-11-20'\n  url: https://example.org/law\n  asks: Protect.\n"
        f"  treaty: true\n{READ}"
    ),
}


@pytest.fixture
def site(tiny_site: Callable[..., TinySite], monkeypatch: pytest.MonkeyPatch) -> TinySite:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795000000")
    return tiny_site(PAGES)


@pytest.mark.slow
@pytest.mark.usefixtures("paper")
def test_a_book_on_paper_has_the_words_of_a_drawing_and_what_the_scale_shows(
    site: TinySite, tmp_path: Path
) -> None:
    make_pdf((tiny_volumes(site)["en"],), tmp_path / "guide.pdf")
    read = ["pdftotext", str(tmp_path / "guide.pdf"), "-"]
    told = subprocess.run(read, capture_output=True, text=True, check=True)
    words = " ".join(told.stdout.split())
    found = [words.index(text) for text in ("The way", "One.", "this way;", "that way.", "Three.")]
    assert found == sorted(found)
    assert "Treaty (Some States)." in words
    with pikepdf.open(tmp_path / "guide.pdf") as book:
        kinds = [o for o in book.objects if isinstance(o, pikepdf.Dictionary) and "/S" in o]
        figures = [str(o.get("/Alt", "")) for o in kinds if o.S == "/Figure"]
    # A drawing that only leads from one point to the next is no figure there.
    assert [alt for alt in figures if alt] == ["The network and the treaties in time"]


def test_a_book_on_a_screen_has_the_list_and_says_that_it_holds_drawings(
    site: TinySite, tmp_path: Path
) -> None:
    make_epub((tiny_volumes(site)["en"],), tmp_path / "guide.epub")
    with zipfile.ZipFile(tmp_path / "guide.epub") as book:
        text = book.read("EPUB/index.xhtml").decode()
        history = book.read("EPUB/history.xhtml").decode()
        package = book.read("EPUB/package.opf").decode()
    assert re.search(r"<figcaption>The way</figcaption>\s*<ol", text)
    assert text.count("<svg") == 6
    assert '<title id="time_title">The network and the treaties in time</title>' in history
    assert re.search(r'href="index\.xhtml"[^>]*properties="svg"', package)
