"""Lists of phrases and records of pictures: read whole, or every mistake named at its line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from editions.files.facts import read_facts
from editions.files.pictures import media_problems, theme_problems
from editions.model.locales import locale_named
from editions.model.phrases import phrases_for
from sites import RECORD, SVG, TinySite


def read(folder: Path, **files: str) -> list[str]:
    for name, text in files.items():
        path = folder / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    problems = read_facts(folder)[1]
    return [str(problem).removeprefix(str(folder)) for problem in problems]


def phrases(tmp_path: Path, text: str) -> list[str]:
    return [told.partition("en.yaml:")[2] for told in read(tmp_path, **{"phrases/en": text})]


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("linkz: [here]", 1, "there is no list 'linkz'.\n  Did you mean links?"),
        ("links:\n- here\n- Here", 3, "'Here' is in links already"),
        ("links:\n- here\n- here", 3, "'here' is given twice"),
        ("links:\n- no", 2, "False is taken for something else than text"),
        ("links:\n  here: x", 2, "links is a plain list, 'here' has a value"),
        ("refused: [safe now]", 1, "refused does not say what to do about 'safe now'"),
        ("refused:\n  a: b\n  safe now:", 3, "does not say what to do about 'safe now'"),
        ("ages:\n- aged", 2, "the phrase 'aged' has no place for an age"),
        ("links: here", 1, "expected"),
        ("links: [", 1, "this is not YAML"),
    ],
)
def test_a_mistake_in_a_list_is_named_at_its_line(
    tmp_path: Path, text: str, line: int, what: str
) -> None:
    (found,) = phrases(tmp_path, text)
    assert found.startswith(f"{line}: ")
    assert what in found


def test_a_file_is_named_after_a_locale(tmp_path: Path) -> None:
    (found,) = read(tmp_path, **{"phrases/english words": "links: [here]"})
    assert "no locale is called 'english words'" in found


def test_a_locale_has_the_phrases_of_its_language_too(tmp_path: Path) -> None:
    files = {"phrases/pt": "links: [aqui]\nrefused: {a: b}", "phrases/pt_BR": "refused: {a: c}"}
    assert read(tmp_path, **files) == []
    locale = locale_named("pt-br", {})
    assert locale
    found = phrases_for(read_facts(tmp_path)[0].phrases, locale)
    assert (found.links, found.refused) == (("aqui",), {"a": "c"})


def records(tmp_path: Path, text: str, *names: str) -> list[str]:
    (tmp_path / "data").mkdir(exist_ok=True)
    (tmp_path / "data/pictures.yaml").write_text(text, "utf-8")
    (tmp_path / "media").mkdir(exist_ok=True)
    for name in names:
        (tmp_path / "media" / name).write_text(SVG, "utf-8")
    facts, problems = read_facts(tmp_path / "data")
    found = [*problems, *media_problems(tmp_path, {"": frozenset(names)}, facts.pictures)]
    return [f"{p.where}: {p.what}".replace(f"{tmp_path}/", "") for p in found]


def test_every_file_has_a_record_and_every_record_a_file(tmp_path: Path) -> None:
    text = f"media/a.svg: {RECORD}\nmedia/c.svg: {RECORD}\n"
    found = [
        told.partition("media/")[2] or told for told in records(tmp_path, text, "a.svg", "b.svg")
    ]
    assert "b.svg: nobody has recorded who made this file and what it shows." in found
    assert len(found) == 2
    assert records(tmp_path, text, "a.svg", "c.svg") == []


@pytest.mark.parametrize(
    ("record", "what"),
    [
        ("{author: A, licence: B, shows: C}", "does not say that no person is pictured"),
        ("{author: A, licence: B, shows: C, people: one}", "does not say that no person"),
        ("{author: A, shows: C, people: none}", "has no licence"),
        ("{author: A, licence: B, shows: '', people: none}", "has no shows"),
        ("{author: A, licence: B, shows: C, people: none, licens: D}", "has a key 'licens'"),
    ],
)
def test_a_record_says_everything_and_that_nobody_is_pictured(
    tmp_path: Path, record: str, what: str
) -> None:
    (found,) = records(tmp_path, f"\nmedia/a.svg: {record}\n", "a.svg")
    assert what in found
    assert "pictures.yaml:2: " in found


def test_pictures_of_a_theme_are_recorded_in_the_theme(tmp_path: Path) -> None:
    (tmp_path / "static/icons").mkdir(parents=True)
    (tmp_path / "static/icons/a.svg").write_text(SVG, "utf-8")
    (tmp_path / "static/a.css").write_text("", "utf-8")
    assert ["nobody has recorded" in p.what for p in theme_problems(tmp_path)] == [True]
    (tmp_path / "pictures.yaml").write_text(f"static/icons/a.svg: {RECORD}\n", "utf-8")
    assert theme_problems(tmp_path) == []


def test_a_build_refuses_a_picture_nobody_recorded(
    tiny_site: Callable[..., TinySite], capsys: pytest.CaptureFixture[str]
) -> None:
    site = tiny_site({"en/index.md": "![A plan](media/a.svg)"})
    (site.content / "en/media").mkdir()
    (site.content / "en/media/a.svg").write_text(SVG, "utf-8")
    assert site.build() == 1
    assert "nobody has recorded who made this file" in capsys.readouterr().err
    site.record(["en/media/a.svg"])
    assert site.build() == 0
