"""The packed index says in a browser what was put into it, and no more than it may weigh."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editions.model.search_index import (
    Asked,
    SearchEntry,
    SearchLanguage,
    digest_of_words,
    packed_index,
    text_terms,
)
from editions.model.search_words import SearchWords, Way, asked_of
from searching import Told, ask

ENGLISH = SearchLanguage("en", "en", "ltr", "Latn", "anglais")
FRENCH = SearchLanguage("fr", "fr", "ltr", "Latn")
NOTHING = Asked()


def entry(href: str, title: str, text: str = "", **fields: object) -> SearchEntry:
    plain = SearchEntry(href, title, "fr", **fields)  # type: ignore[arg-type]
    words = text_terms(text, plain.locale, plain)
    return SearchEntry(
        **{name: getattr(plain, name) for name in plain.__slots__} | {"words": words}
    )


def asked(
    folder: Path, entries: list[SearchEntry], *questions: str, words: Asked = NOTHING
) -> Told:
    (folder / "index.js").write_text(packed_index(entries, [FRENCH, ENGLISH], words), "utf-8")
    return ask(folder / "index.js", questions)


@pytest.mark.slow
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    words=st.lists(
        st.lists(st.text("abcéع儿童ก็-9", min_size=2, max_size=8), max_size=30), max_size=130
    )
)
def test_every_term_comes_back_with_its_entries(words: list[list[str]], tmp_path: Path) -> None:
    entries = [
        SearchEntry(f"{number}.html", "", "fr", words=text_terms(" ".join(some), "fr", EMPTY))
        for number, some in enumerate(words)
    ]
    expected: dict[str, list[int]] = {}
    for number, one in enumerate(entries):
        for term in one.words.split():
            expected.setdefault(term, []).append(number)
    most = max(10, sum(1 for one in entries if one.words) // 3)
    kept = {term: numbers for term, numbers in expected.items() if len(numbers) <= most}
    assert asked(tmp_path, entries).found == kept


EMPTY = SearchEntry("", "", "fr")


@pytest.fixture
def pages() -> list[SearchEntry]:
    return [
        entry("a.html", "La traite", "Le transport des enfants", headings=(("law", "La loi"),)),
        entry("b.html", "Les voyages", "La traite, le tourisme", also="Congés"),
        SearchEntry("c.html", "The trade", "en", words="tourisme"),
        entry("d.html", "Autre chose", "Un enfant, des lettres"),
    ]


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("traite", "a"),  # in the title before in the text
        ("TRAITÉS", "a"),
        ("voyage", "b"),
        ("conge", "b"),
        ("tourisme", "b"),  # in the reader's language before in another
        ("touris", "b"),  # still being typed
        ("tourisne", "b"),  # mistyped
        ("voy ages", "b"),  # with a space too much
        ("autrechose", "d"),  # and with one too few
        ("loi", "a"),
        ("kids", "d"),
    ],
)
def test_a_question_is_answered_with_what_fits_best(
    pages: list[SearchEntry], tmp_path: Path, question: str, first: str
) -> None:
    words = Asked(aliases=(("kid", "enfant lettres"),))
    assert asked(tmp_path, pages, question, words=words).pages(0)[0] == first


def test_what_is_in_another_language_comes_last_and_says_so(
    pages: list[SearchEntry], tmp_path: Path
) -> None:
    results = asked(tmp_path, pages, "tourisme").answers[0]["results"]
    assert [result["href"] for result in results] == ["b.html", "c.html"]
    assert [result["language"][3] for result in results] == ["", "anglais"]


def test_a_section_that_answers_better_than_the_page_is_named(
    pages: list[SearchEntry], tmp_path: Path
) -> None:
    (result,) = asked(tmp_path, pages, "loi").answers[0]["results"]
    assert (result["heading"], result["headingHref"]) == ("La loi", "a.html#law")


@pytest.mark.parametrize("question", ["", " ", "?!", "zzzzzz", "\ud83d\ude00", "a"])
def test_a_question_without_an_answer_has_none(
    pages: list[SearchEntry], tmp_path: Path, question: str
) -> None:
    assert asked(tmp_path, pages, question).answers[0] == {"help": 0, "results": []}


WAYS = SearchWords(ways=(Way(("me touche", "j'ai peur"), ("d#x", "a")), Way(("ขู่หนู",), ("b",))))


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("il me touche", "d a"),
        ("touche il me", "d a"),
        ("J’ai très peur", "d a"),
        ("เขาขู่หนูทุกวัน", "b"),
    ],
)
def test_some_words_lead_to_help_before_all_else(
    pages: list[SearchEntry], tmp_path: Path, question: str, first: str
) -> None:
    words = asked_of(WAYS, "fr", {"d": "d.html", "a": "a.html", "b": "b.html"})
    told = asked(tmp_path, pages, question, "peur", words=words)
    assert told.pages(0)[: told.answers[0]["help"]] == first.split()
    assert told.answers[1]["help"] == 0


def test_words_that_lead_to_help_cannot_be_read_in_the_index() -> None:
    words = asked_of(WAYS, "fr", {"d": "d.html", "a": "a.html", "b": "b.html"})
    script = packed_index([entry("d.html", "D"), entry("a.html", "A"), entry("b.html", "B")],
                          [FRENCH], words)  # fmt: skip
    assert digest_of_words(["me", "touche"]) in script
    assert not [word for word in ("touche", "peur", "ขู่หนู") if word in script]


def test_a_place_an_edition_does_not_have_is_left_out() -> None:
    assert asked_of(WAYS, "fr", {"a": "a.html"}).routes[0][1] == ("a.html",)
    assert len(asked_of(WAYS, "fr", {"a": "a.html"}).routes) == 1


def test_a_term_of_every_page_is_left_out(tmp_path: Path) -> None:
    entries = [SearchEntry(f"{n}.html", "", "fr", words=f"partout seul{n}") for n in range(40)]
    found = asked(tmp_path, entries).found
    assert "partout" not in found
    assert found["seul39"] == [39]
