"""What counts as the same when people search, in Python and in the reader's browser alike."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editions.model.search_folding import stemmed, terms_of, words_of
from editions.model.search_index import Asked, SearchLanguage, packed_index
from searching import ask

_UNKNOWN: tuple[Literal["Cn", "Cs"], ...] = ("Cn", "Cs")
#: Scripts and characters the rules know something of, beside some they do not.
ALPHABET = st.one_of(
    st.characters(max_codepoint=0x24F),
    st.characters(min_codepoint=0x370, max_codepoint=0x6FF, exclude_categories=_UNKNOWN),
    st.characters(min_codepoint=0x900, max_codepoint=0x97F),
    st.characters(min_codepoint=0xE00, max_codepoint=0xEFF, exclude_categories=_UNKNOWN),
    st.characters(min_codepoint=0x1000, max_codepoint=0x17FF, exclude_categories=_UNKNOWN),
    st.characters(min_codepoint=0x1E00, max_codepoint=0x30FF, exclude_categories=_UNKNOWN),
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF),
    st.characters(min_codepoint=0xA000, exclude_categories=_UNKNOWN),
    st.sampled_from("ßæœøłıİςйЙéñاأإآىيیةهکكلوب\u0651\u0640न्म्ंँ\u093cเแ\u200b\u00ad ’'"),
)
TEXTS = st.lists(st.text(ALPHABET, max_size=40), min_size=60, max_size=120)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("fr", "L’Œuvre des ÉLÈVES", "l oeuvre des eleve"),
        ("en", "Policies, children's abuses", "policy children abuse"),
        ("es", "niñas y adolescentes, las voces", "nina y adolescente las voz"),
        ("pt", "Explorações sexuais em imagens", "exploração sexual em imagem"),
        ("ar", "لِلأطفالِ والاستغلالُ مدرسة ١٢", "اطفال الاستغلال مدرسه 12"),
        ("ar", "مســاعدة هيئة شيء", "المساعده هييه شي"),
        ("fa", "کودک ی", "كودك ي"),
        ("hi", "हिन्दी क़ानून माँ", "हिंदी कानून मां"),
        ("ru", "Ребёнок ЁЛКА", "ребенок елка"),
        ("tr", "İstanbul Kapı", "istanbul kapi"),
        ("th", "เเม่ ๕", "แม่ 5"),
    ],
)
def test_what_people_write_in_two_ways_is_found_by_one(language: str, one: str, other: str) -> None:
    assert terms_of(one, language) == terms_of(other, language) != set()


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("ru", "мой", "мои"),
        ("en", "status", "statu"),
        ("ja", "かき", "がき"),
        ("de", "Haus", "Hau"),
    ],
)
def test_words_that_differ_stay_apart(language: str, one: str, other: str) -> None:
    assert terms_of(one, language) != terms_of(other, language)


def test_words_in_other_letters_stand_apart_from_a_run() -> None:
    assert words_of("การค้าAIเด็ก2025") == ["การค้า", "ai", "เด็ก", "2025"]


def test_thai_is_found_by_pairs_and_chinese_by_characters_too() -> None:
    assert terms_of("เด็ก", "th") == {"เด", "ด็", "็ก"}
    assert terms_of("儿童。儿童", "zh") == {"儿", "童", "儿童"}


def test_a_pair_of_chinese_characters_that_stands_there_once_is_left_out() -> None:
    assert "童的" not in terms_of("儿童的儿童", "zh")


@pytest.fixture(scope="module")
def indexes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return an empty index for each of some languages."""
    folder = tmp_path_factory.mktemp("indexes")
    paths = {}
    for code in ("en", "fr", "es", "pt", "ar", "hi", "zh", "th", "ru", "sw"):
        script = packed_index([], [SearchLanguage(code, code, "ltr", "Latn")], Asked())
        paths[code] = folder / f"{code}.js"
        paths[code].write_text(script, "utf-8")
    return paths


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts=TEXTS, language=st.sampled_from(("en", "fr", "es", "pt", "ar", "hi", "th")))
def test_the_browser_folds_any_text_as_the_build_does(
    texts: list[str], language: str, indexes: dict[str, Path]
) -> None:
    assert ask(indexes[language], texts).stems == [stemmed(text, language) for text in texts]


@pytest.mark.slow
@pytest.mark.parametrize(
    "folder", ["en", "fr", "es", "pt", "ar", "hi", "zh_Hans", "th", "ru", "sw"]
)
def test_the_browser_folds_the_shipped_pages_as_the_build_does(
    repo: Path, folder: str, indexes: dict[str, Path]
) -> None:
    language = folder.partition("_")[0]
    texts = [path.read_text("utf-8") for path in sorted((repo / "content" / folder).rglob("*.md"))]
    assert texts
    assert ask(indexes[language], texts).stems == [stemmed(text, language) for text in texts]
