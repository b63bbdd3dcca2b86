"""Pseudo-languages: on their pages nothing is left untranslated, and nothing is clipped."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import babel
import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from browser.conftest import NewPage
from editions.files.facts import read_facts
from editions.model.facts import Facts

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LETTER = re.compile(r"[^\W\d_]")
EDITIONS = (("en-xa", "en-XA", "en_001"), ("ar-xb", "ar-XB", "ar"))
PAGES = ("index", "issues/travel", "help/index", "help/ke", "help/countries", "news/index",
         "understand/words", "understand/figures", "site/languages", "404")  # fmt: skip
#: What is no words of ours: addresses and numbers of others, and days, which Babel writes.
NO_WORDS = {"bdi", "time", "code", "script", "style"}

CLIPPED = """() => [...document.querySelectorAll('body *')].filter(e => {
  const style = getComputedStyle(e);
  const hides = ['hidden', 'clip'].includes(style.overflowX) && e.clientWidth > 1;
  if (e.closest('.visually-hidden, .skip-links')) return false;
  return hides && e.scrollWidth > e.clientWidth + 1 && e.checkVisibility();
}).map(e => e.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def pseudo_site(repo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    cache = tmp_path_factory.mktemp("pseudo")
    command: list[str | Path] = [
        sys.executable,
        repo / "inv",
        "build",
        "--pseudo",
        f"--cache={cache}",
    ]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    assert "en_XA" in built.stdout
    return cache / "pseudo" / "output"


def test_every_visible_word_comes_from_a_translation(repo: Path, pseudo_site: Path) -> None:
    facts, _ = read_facts(repo / "content/data")
    found = []
    for slug, tag, cldr in EDITIONS:
        named = names(facts, cldr)
        pages = sorted((pseudo_site / slug).rglob("*.html"))
        # All countries have one form; these are with and without numbers.
        chosen = [p for p in pages if p.parent.name != "help" or p.stem in ("ke", "aq", "index")]
        assert len(chosen) > 15
        for path in chosen:
            html = path.read_text("utf-8")
            assert html.count("⟦") > 10
            found += [
                f"{path}: {text}"
                for text in unbracketed(html, tag)
                if not {text, text.strip("()")} & named and not is_initial(text)
            ]
    assert found == []


def test_a_word_that_is_no_translation_is_found() -> None:
    html = "<html lang=en-XA><p>⟦Ťéẍť <b>ŵíťĥíń</b>⟧ <bdi>x.org</bdi> left <i lang=en>out</i> 7</p>"
    assert list(unbracketed(html, "en-XA")) == ["left"]


@pytest.mark.parametrize("width", [320, 1280])
def test_longer_words_and_the_other_direction_clip_nothing(
    new_page: NewPage, pseudo_site: Path, width: int
) -> None:
    page = new_page(viewport={"width": width, "height": 900})
    for slug, _, _ in EDITIONS:
        for name in PAGES:
            page.goto((pseudo_site / slug / f"{name}.html").as_uri())
            assert page.evaluate("document.documentElement.scrollWidth") <= width, name
            assert page.evaluate(CLIPPED) == [], name


def names(facts: Facts, cldr: str) -> set[str]:
    """Return names that come from Unicode's tables, or stand in the facts in that language itself."""
    locale = babel.Locale.parse(cldr)
    own = locale.language
    known = {str(name) for name in (*locale.territories.values(), *locale.languages.values())}
    for term in facts.terms.values():
        known |= {term.term.get(own, ""), *term.avoid.get(own, ())}
    known |= {law.title.get(own, "") for law in facts.instruments.values()}
    return known


def is_initial(text: str) -> bool:
    """Tell whether a text is the letter over a part of an alphabetical list."""
    return len(text) == 1


def unbracketed(html: str, tag: str) -> Iterator[str]:
    """Yield texts with letters in the language of an edition that stand in no brackets."""
    depth = 0
    root = LexborHTMLParser(html).root
    assert root is not None
    for node in root.traverse(include_text=True):
        parent = node.parent
        if node.tag != "-text" or parent is None or parent.tag == "title":
            continue
        bare = ""
        for character in node.text_content or "":
            depth += {"⟦": 1, "⟧": -1}.get(character, 0)
            if depth == 0 and character != "⟧":
                bare += character
        if LETTER.search(bare) and language_of(parent) == tag and parent.tag not in NO_WORDS:
            yield bare.strip()


def language_of(node: LexborNode) -> str:
    """Return the language the nearest element around says."""
    around: LexborNode | None = node
    while around is not None:
        if (around.attributes or {}).get("lang"):
            return str(around.attributes["lang"])
        around = around.parent
    return ""
