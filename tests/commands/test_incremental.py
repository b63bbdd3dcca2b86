"""Nothing changed, nothing done; and what is done makes the same site as building it from nothing."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from commands.translators import with_folders
from editions.commands.build import build_site
from editions.commands.translate_stamp import stamp_translations
from sites import SVG, TinySite

MakeSite = Callable[..., TinySite]

PAGES = {
    "en/index.md": "Welcome to [a](guide/a.md).",
    "en/guide/index.md": "---\nTitle: Guide\nMenu: 10\n---\n\nAll of it.",
    "en/guide/a.md": "See [b](b.md#first) and {figure:two}.",
    "en/guide/b.md": "## First\n\nB",
    "en/news/one.md": "---\nTitle: One\nDate: 2026-01-31\nSummary: It was.\n---\n\nMore.",
    "fr/index.md": "Bienvenue",
    "fr/guide/a.md": "Voir [b](b.md#first).",
    "fr/guide/b.md": "## Premier\n\nB",
    "data/sources.yaml": (
        "report:\n  title: A report\n  publisher: An Office\n  year: 2024\n  languages: [en]\n"
        "  url: https://example.org/report\n  read_on: 2026-11-23\n  read_at: https://example.org\n"
    ),
    "data/figures.yaml": (
        "two:\n  value: 2\n  form: number\n  counts: things\n  year: 2021\n  scope: world\n"
        "  source: report\n  limits: Counts only some.\n  read_on: 2026-11-23\n"
        "  read_at: https://example.org\n"
    ),
}
#: What an author may do to a file: its name, and its text before and after (None: no file).
EDITS: tuple[tuple[str, str, str], ...] = (
    ("en/guide/a.md", "See", "Look at"),
    ("en/guide/b.md", "\n\nB", "\n\nB and more"),
    ("en/guide/b.md", "## First", "## First {#first}\n\n## Second"),
    ("en/guide/index.md", "Title: Guide", "Title: The guide"),
    ("en/guide/index.md", "Menu: 10\n", ""),
    ("en/guide/index.md", "Menu: 10\n", "Menu: 10\nAliases: former/, manual.html\n"),
    ("en/news/one.md", "Date: 2026-01-31", "Date: 2026-01-31\nAliases: one.html"),
    ("en/news/one.md", "It was.", "It was not."),
    ("en/news/one.md", "2026-01-31", "2026-02-01"),
    ("en/index.md", "Welcome", "Good day, and welcome"),
    ("fr/index.md", "Bienvenue", "Bonjour"),
    ("fr/guide/a.md", "Voir", "Lire"),
    ("data/figures.yaml", "counts: things", "counts: other things"),
    ("data/sources.yaml", "A report", "The report"),
)


@pytest.fixture
def site(tiny_site: MakeSite) -> TinySite:
    """Return a site that has been built once."""
    site = tiny_site(PAGES)
    assert site.build() == 0
    return site


def tree_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def built_from_nothing(site: TinySite) -> dict[str, bytes]:
    """Return the site as a build makes it that knows of none before."""
    fresh = site.folder / "fresh"
    shutil.rmtree(fresh, ignore_errors=True)
    status = build_site(
        content=str(site.content),
        output=str(fresh / "output"),
        cache=str(fresh / "cache"),
        settings=site.settings,
    )
    assert status == 0
    return tree_of(fresh / "output")


def rendered(site: TinySite, capsys: pytest.CaptureFixture[str]) -> dict[str, int]:
    """Build, and return how many pages of each edition were rendered."""
    capsys.readouterr()
    assert site.build() == 0
    lines = [
        line.split() for line in capsys.readouterr().out.splitlines() if line[:2] in ("en", "fr")
    ]
    return {words[0]: int(words[-2] if words[-1] == "rendered" else words[1]) for words in lines}


def change(site: TinySite, name: str, before: str, after: str) -> None:
    path = site.content / name
    text = path.read_text()
    assert before in text
    path.write_text(text.replace(before, after, 1))


def test_a_second_build_renders_nothing(
    tiny_site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    site = tiny_site(PAGES)
    assert rendered(site, capsys) == {"en": 5, "fr": 5}
    assert rendered(site, capsys) == {"en": 0, "fr": 0}


def test_an_edited_translation_renders_one_page(
    site: TinySite, capsys: pytest.CaptureFixture[str]
) -> None:
    change(site, "fr/guide/a.md", "Voir", "Lire")
    assert rendered(site, capsys) == {"en": 0, "fr": 1}
    assert "Lire" in site.html("fr/guide/a.html")


@pytest.mark.slow
def test_an_edited_source_renders_its_page_in_every_edition(
    site: TinySite, capsys: pytest.CaptureFixture[str]
) -> None:
    with_folders(site)
    assert stamp_translations("fr", ["guide/b"], settings=site.settings) == 0
    assert site.build() == 0
    change(site, "en/guide/b.md", "\n\nB", "\n\nB and more")
    assert rendered(site, capsys) == {"en": 1, "fr": 1}
    assert "B and&nbsp;more" in site.html("fr/guide/b.html")  # beside what is older now
    assert tree_of(site.output) == built_from_nothing(site)


@pytest.mark.slow
def test_a_changed_figure_renders_the_pages_that_use_it(
    site: TinySite, capsys: pytest.CaptureFixture[str]
) -> None:
    change(site, "data/figures.yaml", "counts: things", "counts: other things")
    # The French page is a translation of one that cites it.
    assert rendered(site, capsys) == {"en": 1, "fr": 1}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "before", "after", "told"),
    [
        ("fr/guide/a.md", "Voir", "Lire", "guide/a: its text changed"),
        ("en/guide/b.md", "\n\nB", "\n\nC", "guide/b: its source changed"),
        ("data/figures.yaml", "things", "parts", "guide/a: a fact it shows changed"),
    ],
)
def test_a_reason_is_given_for_every_page_that_is_rendered(
    site: TinySite,
    capsys: pytest.CaptureFixture[str],
    name: str,
    before: str,
    after: str,
    told: str,
) -> None:
    change(site, name, before, after)
    (site.output / "fr/strange.html").write_text("Whose is it?")
    assert site.build(explain=True) == 0
    lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
    assert told in lines
    assert "strange.html is removed: nothing is made there any more" in lines
    (site.output / "fr/guide/a.html").unlink()
    assert site.build(explain=True) == 0
    assert "guide/a: its file was changed by hand" in capsys.readouterr().out


def test_a_page_deleted_or_changed_by_hand_is_made_again(
    site: TinySite, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree_of(site.output)
    (site.output / "fr/guide/a.html").unlink()
    (site.output / "en/guide/b.html").write_text("Something else")
    assert rendered(site, capsys) == {"en": 1, "fr": 1}
    assert tree_of(site.output) == before


def test_a_file_that_is_no_page_is_made_again_and_a_strange_one_removed(
    site: TinySite,
) -> None:
    before = tree_of(site.output)
    (site.output / "fr/404.html").unlink()
    (site.output / "en/strange.html").write_text("Whose is it?")
    assert site.build() == 0
    assert tree_of(site.output) == before


def test_files_at_the_top_changed_or_removed_by_hand_are_made_again(site: TinySite) -> None:
    before = tree_of(site.output)
    (site.output / "index.html").write_text("Something else")
    (site.output / "sitemap.xml").unlink()
    (site.output / "status.json").unlink()
    assert site.build() == 0
    assert tree_of(site.output) == before


def test_a_damaged_note_of_the_top_is_as_none(site: TinySite) -> None:
    before = tree_of(site.output)
    for damaged in ("{", "[]", '{"files": []}'):
        (site.folder / "cache/root.json").write_text(damaged)
        (site.output / "index.html").unlink()
        assert site.build() == 0
        assert tree_of(site.output) == before


@pytest.mark.slow
def test_a_build_killed_before_its_ledger_is_mended(site: TinySite) -> None:
    ledgers = {p: p.read_bytes() for p in (site.folder / "cache").glob("*/ledger")}
    change(site, "fr/guide/a.md", "Voir", "Lire")
    site.build()
    for path, content in ledgers.items():
        path.write_bytes(content)
    change(site, "fr/guide/a.md", "Lire", "Voir")
    assert site.build() == 0
    assert tree_of(site.output) == built_from_nothing(site)


@pytest.mark.slow
def test_a_damaged_ledger_is_as_none(site: TinySite, capsys: pytest.CaptureFixture[str]) -> None:
    for path in (site.folder / "cache").glob("*/ledger"):
        path.write_bytes(path.read_bytes()[:-5])
    change(site, "fr/index.md", "Bienvenue", "Bonjour")
    assert rendered(site, capsys) == {"en": 5, "fr": 5}


@pytest.mark.slow
def test_pages_of_before_stay_known_while_a_mistake_waits(
    site: TinySite, capsys: pytest.CaptureFixture[str]
) -> None:
    change(site, "en/guide/b.md", "B", "[gone](nowhere.md)")
    assert site.build() == 1
    change(site, "en/guide/b.md", "[gone](nowhere.md)", "Mended")
    assert rendered(site, capsys) == {"en": 1, "fr": 1}
    assert "Mended" in site.html("en/guide/b.html")


@pytest.mark.slow
def test_a_link_to_a_heading_that_is_gone_is_found_in_a_page_nobody_touched(
    site: TinySite, capsys: pytest.CaptureFixture[str]
) -> None:
    change(site, "en/guide/b.md", "## First", "## Another")
    assert site.build() == 1
    assert "en/guide/a.md" in capsys.readouterr().err


@pytest.fixture
def whole(tiny_site: MakeSite, repo: Path, tmp_path: Path) -> TinySite:
    """Return a site with a theme and catalogs of its own, built once."""
    shutil.copytree(repo / "theme", tmp_path / "theme")
    shutil.copytree(repo / "translations", tmp_path / "po")
    folders = {"THEME": str(tmp_path / "theme"), "TRANSLATIONS_PATH": str(tmp_path / "po")}
    site = tiny_site(PAGES, **folders)
    assert site.build() == 0
    return site


def edit_anything(site: TinySite, chance: random.Random, round_: int) -> str:
    """Change something a site is made from, or what was made; return what."""
    kinds: dict[str, Callable[[], object]] = {
        "text": lambda: change(site, *chance.choice([e for e in EDITS if _is_there(site, e)])),
        "new": lambda: site.write(
            {f"{code}/guide/new-{round_}.md": f"New in {code}" for code in ("en", "fr")}
        ),
        "one language": lambda: site.write({f"fr/guide/own-{round_}.md": "Seul"}),
        "delete": lambda: _chosen(site.content, chance, "fr/guide/*.md").unlink(),
        "rename": lambda: (path := _chosen(site.content, chance, "fr/guide/[!i]*.md")).rename(
            path.with_name(f"renamed-{round_}.md")
        ),
        "made": lambda: _chosen(site.output, chance, "*/*.html").unlink(),
        "made by hand": lambda: _chosen(site.output, chance, "*/*.html").write_text("x"),
        "theme": lambda: _add(site.folder / "theme/templates/page.html", f"<!-- {round_} -->"),
        "style": lambda: _add(site.folder / "theme/static/css/print.css", f"/* {round_} */ a{{}}"),
        "catalog": lambda: _in_catalog(site, chance),
        "setting": lambda: _add(Path(site.settings), f'SITENAME = "Site {round_}"'),
        "clock": lambda: os.environ.update(SOURCE_DATE_EPOCH=str(1_800_000_000 + round_ * 10**7)),
    }
    what = chance.choice(sorted(kinds))
    kinds[what]()
    return what


def _is_there(site: TinySite, edit: tuple[str, str, str]) -> bool:
    path = site.content / edit[0]
    return path.is_file() and edit[1] in path.read_text()


def _chosen(folder: Path, chance: random.Random, pattern: str) -> Path:
    return chance.choice(sorted(folder.glob(pattern)))


def _add(path: Path, line: str) -> None:
    path.write_text(f"{path.read_text('utf-8')}\n{line}\n", "utf-8")


def _in_catalog(site: TinySite, chance: random.Random) -> None:
    path = site.folder / "po/fr/LC_MESSAGES/messages.po"
    parts = path.read_text("utf-8").split('\nmsgstr "')
    at = chance.randrange(2, len(parts))
    path.write_text('\nmsgstr "'.join([*parts[:at], f"X{parts[at]}", *parts[at + 1 :]]), "utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(int(os.environ.get("EDITIONS_SEEDS", "3"))))
def test_any_row_of_edits_ends_in_the_site_a_clean_build_makes(
    whole: TinySite, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    chance = random.Random(seed)  # noqa: S311 - seeded on purpose
    done: list[str] = []
    for round_ in range(6):
        done.append(edit_anything(whole, chance, round_))
        # A mistake, as a link to a page that was renamed, waits for the next edit.
        if whole.build() == 0:
            assert tree_of(whole.output) == built_from_nothing(whole), done
            done.append("compared")
    assert "compared" in done


@pytest.mark.slow
def test_a_picture_added_or_changed_is_seen(tiny_site: MakeSite) -> None:
    site = tiny_site({**PAGES, "fr/media/a.svg": SVG})
    site.build()
    site.write({"fr/media/a.svg": SVG + "\n", "media/b.svg": SVG})
    change(site, "fr/guide/a.md", "Voir", "![b](../media/b.svg) Voir")
    assert site.build() == 0
    assert tree_of(site.output) == built_from_nothing(site)


@pytest.mark.slow
def test_a_changed_setting_renders_everything(
    site: TinySite, capsys: pytest.CaptureFixture[str]
) -> None:
    with Path(site.settings).open("a") as settings:
        settings.write('\nSITENAME = "Another"\n')
    assert rendered(site, capsys) == {"en": 5, "fr": 5}
    assert tree_of(site.output) == built_from_nothing(site)


@pytest.mark.slow
@pytest.mark.parametrize(("pages", "expected"), [({}, 0), ({"ar/x.md": "س", "fr/x.md": "X"}, 6)])
def test_words_of_a_language_count_where_an_edition_may_show_them(
    tiny_site: MakeSite,
    repo: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    pages: dict[str, str],
    expected: int,
) -> None:
    words = tmp_path / "translations"
    shutil.copytree(repo / "translations", words)
    # A page that was never written in English: its French text is a translation of the Arabic.
    site = tiny_site({**PAGES, "ar/index.md": "أهلا", **pages}, TRANSLATIONS_PATH=str(words))
    assert site.build() == 0
    catalog = words / "ar/LC_MESSAGES/messages.po"
    catalog.write_text(catalog.read_text().replace('msgid ""', '# Read again.\nmsgid ""', 1))
    assert rendered(site, capsys)["fr"] == 0
    text = catalog.read_text()
    at = text.index('msgid "News"')
    catalog.write_text(text[:at] + text[at:].replace('msgstr "', 'msgstr "و', 1))
    assert rendered(site, capsys)["fr"] == expected
