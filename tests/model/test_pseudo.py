"""Pseudo-languages are made by a rule that leaves alone what no translation may change."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editions.model.blocks import blocks_of, split
from editions.model.frontmatter import read_header
from editions.model.locales import locale_named
from editions.model.pseudo import PSEUDO_LOCALES, pseudo_body, pseudo_message, pseudo_text
from editions.model.tripwire import findings_of

PAGES = sorted((Path(__file__).parents[2] / "content/en").rglob("*.md"))
CODES = list(PSEUDO_LOCALES)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_keeps_its_blocks_and_its_facts(path: Path, code: str) -> None:
    body = read_header(path.read_text("utf-8"), "")[0].body
    ours, theirs = blocks_of(body), blocks_of(pseudo_body(body, code))
    assert [(b.kind, b.level) for b in ours] == [(b.kind, b.level) for b in theirs]
    locale = locale_named(code, PSEUDO_LOCALES)
    assert locale
    found = [f.what for a, b in zip(ours, theirs, strict=True) for f in findings_of(a, b, locale)]
    assert [what for what in found if "script" not in what] == []


@given(st.text("ab |-#>*_\n:1.[]()!^`{}=\\"), st.sampled_from(CODES))
def test_brackets_of_any_text_open_and_close(body: str, code: str) -> None:
    made = pseudo_body(body, code)
    assert [c for c in made if c in "⟦⟧"] == ["⟦", "⟧"] * made.count("⟦")
    silent = [piece.text for piece in split(body) if piece.kind in ("code", "comment", "rule")]
    assert all(text in made for text in silent)


@pytest.mark.parametrize("code", CODES)
def test_placeholders_links_and_code_stay(code: str) -> None:
    text = (
        "See %(num)s {figure:x} `code` [here](https://example.org/a) a@example.org &amp; <b>it</b>"
    )
    made = pseudo_text(text, code)
    for kept in ("%(num)s", "{figure:x}", "`code`", "](https://example.org/a)", "a@example.org"):
        assert kept in made
    assert "&amp; <b>" in made
    assert made.startswith("⟦")
    assert made.endswith("⟧")


def test_a_text_grows_and_its_letters_change() -> None:
    made = pseudo_text("Every word of this sentence has another form.", "en_XA")
    assert len(made) >= 1.4 * len("Every word of this sentence has another form.")
    assert not set("Everywodfthisncafm") & set(made)
    assert not any(c.isascii() and c.isalpha() for c in pseudo_text("All of it", "ar_XB"))


def test_what_has_no_words_stays_and_each_form_of_a_message_is_made() -> None:
    assert pseudo_text("116 111", "en_XA") == "116 111"
    assert pseudo_text(" %(number)s ", "en_XA") == " %(number)s "
    assert [form[0] for form in pseudo_message(("one", "many"), "ar_XB")] == ["⟦", "⟦"]


def test_cells_of_a_table_and_headings_with_an_anchor_keep_their_form() -> None:
    made = pseudo_body("## Head {#id}\n\n| a | |\n|---|---|\n| b | 1 |\n", "ar_XB")
    assert "⟧ {#id}\n" in made
    assert "|---|---|" in made
    assert made.count("⟦") == 3
