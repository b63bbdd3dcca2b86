"""A build that has nothing to do says so at once, and never where there is something to do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sites import SVG, TinySite

MakeSite = Callable[..., TinySite]
Capture = pytest.CaptureFixture[str]
REST = "nothing has changed"


@pytest.fixture
def site(tiny_site: MakeSite, tmp_path: Path) -> TinySite:
    """Return a site that has been built and left alone."""
    words = tmp_path / "po"
    (words / "fr/LC_MESSAGES").mkdir(parents=True)
    site = tiny_site({"en/a.md": "One word.", "fr/a.md": "Un mot."}, TRANSLATIONS_PATH=str(words))
    (words / "fr/LC_MESSAGES/messages.po").write_text('msgid ""\nmsgstr ""\n', "utf-8")
    for path in tmp_path.rglob("*"):
        os.utime(path, ns=(10**18, 10**18))
    assert site.build() == 0
    return site


def is_at_rest(site: TinySite, capsys: Capture) -> bool:
    capsys.readouterr()
    assert site.build() == 0
    return REST in capsys.readouterr().out


def test_what_nobody_has_touched_is_at_rest(site: TinySite, capsys: Capture) -> None:
    assert is_at_rest(site, capsys)
    site.build()
    told = capsys.readouterr()
    assert "fr       1 page, 0 rendered" in told.out
    assert "not translated in the interface" in told.err


CHANGES: dict[str, Callable[[TinySite], object]] = {
    "a page": lambda site: site.write({"fr/a.md": "Deux mots."}),
    "a new page": lambda site: site.write({"fr/b.md": "Trois."}),
    "a page gone": lambda site: (site.content / "fr/a.md").unlink(),
    "a renamed page": lambda site: (site.content / "fr/a.md").rename(site.content / "fr/c.md"),
    "a picture": lambda site: site.write({"media/a.svg": SVG}),
    "a catalog": lambda site: (site.folder / "po/fr/LC_MESSAGES/messages.po").write_text(
        'msgid ""\nmsgstr ""\n\nmsgid "News"\nmsgstr "Infos"\n', "utf-8"
    ),
    "a written page": lambda site: (site.output / "fr/a.html").write_text("x", "utf-8"),
    "a written page gone": lambda site: (site.output / "fr/a.html").unlink(),
    "a strange file": lambda site: (site.output / "fr/x.html").write_text("x", "utf-8"),
    "a setting": lambda site: Path(site.settings).write_text(
        Path(site.settings).read_text("utf-8") + '\nSITENAME = "Other"\n', "utf-8"
    ),
}


@pytest.mark.parametrize("what", CHANGES)
def test_any_change_ends_the_rest(site: TinySite, capsys: Capture, what: str) -> None:
    CHANGES[what](site)
    assert not is_at_rest(site, capsys)


def test_another_day_ends_the_rest(
    site: TinySite, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "2000000000")
    assert not is_at_rest(site, capsys)
    assert is_at_rest(site, capsys)


@pytest.mark.slow
def test_a_setting_of_the_surroundings_counts(
    site: TinySite, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path(site.settings)
    path.write_text(
        path.read_text("utf-8") + '\nimport os\nSITENAME = os.environ.get("NAME", "None")\n',
        "utf-8",
    )
    assert not is_at_rest(site, capsys)
    monkeypatch.setenv("NAME", "Some")
    assert not is_at_rest(site, capsys)
    assert "Some" in site.html("en/a.html")


def test_a_change_within_the_same_tick_of_the_clock_is_seen(
    site: TinySite, capsys: Capture
) -> None:
    path = site.content / "fr/a.md"
    path.write_text(path.read_text("utf-8").replace("Un", "Le"), "utf-8")
    stat = path.stat()
    assert not is_at_rest(site, capsys)
    path.write_text(path.read_text("utf-8").replace("Le", "Ce"), "utf-8")
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert not is_at_rest(site, capsys)
    assert "Ce mot" in site.html("fr/a.html")


def test_a_build_with_a_mistake_is_not_at_rest(site: TinySite, capsys: Capture) -> None:
    site.write({"fr/a.md": "[x](nowhere.md)"})
    assert site.build() == 1
    assert site.build() == 1
    assert "nowhere" in capsys.readouterr().err


def test_a_note_that_is_damaged_or_gone_is_none(site: TinySite, capsys: Capture) -> None:
    note = next((site.folder / "cache").glob("rest-*.json"))
    note.write_text("{", "utf-8")
    assert not is_at_rest(site, capsys)
    note.unlink()
    assert not is_at_rest(site, capsys)
    assert is_at_rest(site, capsys)


def test_with_other_plugins_nothing_is_taken_for_granted(
    tiny_site: MakeSite, repo: Path, tmp_path: Path
) -> None:
    (tmp_path / "another.py").write_text("def register():\n    pass\n", "utf-8")
    places = [str(repo / "plugins"), str(tmp_path)]
    site = tiny_site({"en/a.md": "One."}, PLUGINS=["editions", "another"], PLUGIN_PATHS=places)
    assert site.build() == 0
    assert not list((site.folder / "cache").glob("rest-*.json"))


def test_the_answer_needs_nothing_large(site: TinySite, repo: Path) -> None:
    large = ("pelican", "markdown", "babel", "jinja2", "yaml", "invoke")
    assert REST in built_without(large, site, repo)


@pytest.mark.slow
def test_a_page_made_again_needs_no_pelican(site: TinySite, repo: Path) -> None:
    site.write({"fr/a.md": "Deux mots."})
    assert REST not in built_without(("pelican", "docutils", "invoke"), site, repo)
    assert "Deux mots" in site.html("fr/a.html")


def built_without(modules: tuple[str, ...], site: TinySite, repo: Path) -> str:
    """Return what a build says; one of these modules imported by it, or by its children, fails it."""
    places = {name: str(site.folder / name) for name in ("content", "output", "cache")}
    arguments = [f"--{key}={value}" for key, value in {**places, "settings": site.settings}.items()]
    code = (
        f"import sys; sys.path.insert(0, {str(repo / 'plugins')!r})\n"
        f"sys.modules.update(dict.fromkeys({modules!r}))\n"
        "from editions.commands.plain_build import plain_build\n"
        f"sys.exit(plain_build(['build', *{arguments!r}]))\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def test_settings_that_hold_more_than_plain_values_are_read_every_time(
    site: TinySite, capsys: Capture
) -> None:
    path = Path(site.settings)
    path.write_text(path.read_text("utf-8") + "\nOTHER = [len]\n", "utf-8")
    assert not is_at_rest(site, capsys)
    site.write({"fr/a.md": "Deux mots."})
    assert not is_at_rest(site, capsys)
    assert "Deux mots" in site.html("fr/a.html")


@pytest.mark.slow
def test_a_theme_that_is_gone_is_told_though_the_settings_are_kept(
    site: TinySite, capsys: Capture, repo: Path
) -> None:
    theme = site.folder / "theme"
    path = Path(site.settings)
    path.write_text(path.read_text("utf-8") + f"\nTHEME = {str(theme)!r}\n", "utf-8")
    shutil.copytree(repo / "theme", theme)
    assert site.build() == 0
    shutil.rmtree(theme)
    assert site.build() == 1
    assert "Could not find the theme" in capsys.readouterr().err
