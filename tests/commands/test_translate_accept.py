"""Accepting changes of a source that leave its meaning alone."""

from __future__ import annotations

import subprocess
from collections.abc import Callable

import pytest

from commands.translators import state_of, with_folders
from editions.commands.translate_accept import accept_change
from editions.commands.translate_stamp import stamp_translations
from editions.model.acceptance import objections
from editions.model.locales import locale_named
from sites import TinySite

MakeSite = Callable[..., TinySite]
Capture = pytest.CaptureFixture[str]
SOURCE = "---\nTitle: Teh page\n---\n\nDo not pay 116 teh man.\n\nIt is helpfull.\n"
FRENCH = "---\nTitle: La page\n---\n\nNe payez pas 116 à l'homme.\n\nC'est utile.\n"


@pytest.fixture
def site(tiny_site: MakeSite) -> TinySite:
    made = with_folders(tiny_site({"en/a.md": SOURCE, "fr/a.md": FRENCH}))
    assert stamp_translations("fr", ["a"], settings=made.settings) == 0
    for command in (
        ["init", "-q"],
        ["add", "-A"],
        ["-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", "First"],
    ):
        subprocess.run(["git", "-C", str(made.folder), *command], check=True)
    return made


def accept(site: TinySite, *lines: str, minor: bool = True) -> int:
    return accept_change("a", minor=minor, lines=lines, settings=site.settings)


def french(site: TinySite) -> str:
    return (site.content / "fr/a.md").read_text("utf-8")


def test_a_mended_typo_is_shown_first_and_then_accepted(site: TinySite, capsys: Capture) -> None:
    site.write({"en/a.md": SOURCE.replace("eh ", "he ")})
    assert state_of(site, capsys)["a"]["state"] == "stale"
    before = french(site)
    assert accept(site, minor=False) == 0
    told = capsys.readouterr()
    assert "Do not pay 116 [-teh-] {+the+} man." in told.out
    assert "--minor" in told.err
    assert french(site) == before
    assert accept(site) == 0
    assert "fr/a.md: " in capsys.readouterr().out
    assert state_of(site, capsys)["a"]["state"] == "current"
    assert french(site).partition("---\n\n")[2] == before.partition("---\n\n")[2]
    assert accept(site) == 0
    assert "no translation was made from other words" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("not ", "", "a word that negates or limits differs"),
        ("116", "117", "a number differs"),
        ("teh man", "[teh](https://example.org) man", "a link differs"),
        ("teh", "`teh`", "code differs"),
    ],
)
def test_what_can_change_the_meaning_is_refused(
    site: TinySite, capsys: Capture, old: str, new: str, reason: str
) -> None:
    site.write({"en/a.md": SOURCE.replace(old, new).replace("helpfull", "helpful")})
    before = french(site)
    assert accept(site) == 1
    assert reason in capsys.readouterr().err
    assert french(site) == before
    # The other change of the page can be accepted by itself.
    assert accept(site, "7") == 0
    assert french(site) != before
    assert state_of(site, capsys)["a"]["changed"] == 1


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("It is helpfull.", "It is helpfull.\n\nNew.\n\n- New", "a: 2 parts are new, and nothing"),
        ("\nIt is helpfull.\n", "", "a: 1 part is gone, and nothing else differs"),
        (
            "It is helpfull.",
            "- New",
            "a: 1 part is new, 1 is gone, and nothing else differs: have it",
        ),
    ],
)
def test_a_new_or_a_removed_part_is_said_to_need_a_translator(
    site: TinySite, capsys: Capture, before: str, after: str, told: str
) -> None:
    site.write({"en/a.md": SOURCE.replace(before, after)})
    assert accept(site) == 0
    assert told in capsys.readouterr().out


def test_without_the_older_words_nothing_is_accepted(site: TinySite, capsys: Capture) -> None:
    twice = SOURCE.replace("helpfull", "helpful")
    site.write({"en/a.md": twice, "fr/a.md": french(site).replace("utile", "utiles")})
    subprocess.run(["rm", "-rf", str(site.folder / ".git")], check=True)
    assert accept(site) == 1
    assert "older words are not found" in capsys.readouterr().err


def test_a_line_that_has_no_change_is_named(site: TinySite, capsys: Capture) -> None:
    site.write({"en/a.md": SOURCE.replace("helpfull", "helpful")})
    assert accept(site, "5", "x") == 1
    told = capsys.readouterr().err
    assert "a.md:5: no changed part begins on this line" in told
    assert "a.md:x: no changed part" in told


def test_a_language_whose_negations_are_unknown_allows_no_other_word() -> None:
    thai = locale_named("th", {})
    assert thai is not None
    assert objections("ไม่ ดี", "ไม่ ดี!", thai) == ()
    assert objections("ไม่ ดี", "ดี", thai) != ()
