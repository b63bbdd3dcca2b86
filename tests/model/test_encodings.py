"""A text that was saved through a wrong encoding is told from one in an unusual language."""

from __future__ import annotations

from pathlib import Path

import pytest

from editions.model.encodings import LOST, TWICE, damage_of

WORDS = [
    "für viele Länder",
    "Où est-ce ?",
    "não é",
    "Привет",
    "العربية",
    "中文",
    "हिन्दी",
    "“so”",
    "10 €",
]


def misread(text: str) -> str:
    """Return a text as a program shows it that takes UTF-8 for the encoding of Windows."""
    return "".join(
        bytes([byte]).decode("cp1252", errors="ignore") or chr(byte) for byte in text.encode()
    )


@pytest.mark.parametrize("words", WORDS)
def test_words_read_in_a_wrong_encoding_are_found_with_their_line(words: str) -> None:
    assert damage_of(words) is None
    assert damage_of(f"A line.\n\nfür {words}\n{misread(words)}\nmore\n") == (TWICE, 3)


def test_the_sign_for_an_unknown_letter_is_found() -> None:
    assert damage_of("Ein\nm\ufffdder Satz") == (LOST, 1)


@pytest.mark.parametrize(
    "line",
    [
        "das macht Spaß“, sagt sie",
        "das macht Spaß”",
        "AU CAFÉ» et",
        "jusque-là\u00a0».",
        "EST ARRÊTÉ\u00a0!",
        "une bonne santé”…",
        "sem AMANHÔ.",
        "ESPAÑA — ¿y qué?",
        "100\u00a0% — «ça»",
    ],
)
def test_a_mark_behind_an_accented_letter_is_no_damage(line: str) -> None:
    assert damage_of(line) is None


def test_no_shipped_page_or_catalog_is_damaged(repo: Path) -> None:
    files = [*(repo / "content").rglob("*.md"), *(repo / "translations").rglob("*.po")]
    assert [str(file) for file in files if damage_of(file.read_text("utf-8"))] == []
