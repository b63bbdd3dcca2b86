"""The tools for translators, as they are called."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from commands.translators import state_of, with_folders
from editions.commands.translate_add import add_language
from editions.commands.translate_diff import translation_diff, words_changed
from editions.commands.translate_stamp import check_translations, stamp_translations
from editions.commands.translate_status import translation_status
from editions.files.catalogs import read_catalog
from sites import TinySite

MakeSite = Callable[..., TinySite]
SOURCE = "---\nTitle: Page\nSummary: What it is.\n---\n\nCall 116.\n\n## More\n\n- one\n- two\n"
FRENCH = (
    "---\nTitle: Une page\nSummary: Ce que c'est.\nStatus: draft\n---\n\n"
    "Appelez le 116.\n\n## Plus\n\n- un\n- deux\n"
)

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def site(tiny_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> TinySite:
    made = tiny_site({"en/a.md": SOURCE, "fr/a.md": FRENCH, "en/b.md": SOURCE})
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795392000")  # 2026-11-23
    return with_folders(made)


def french(site: TinySite) -> str:
    return (site.content / "fr/a.md").read_text("utf-8")


def test_a_picture_with_words_of_another_language_is_a_warning(
    tiny_site: MakeSite, capsys: Capture
) -> None:
    text = (
        "---\nTitle: {}\n---\n\n![{}](media/plan.svg) ![{}](media/own.svg) ![x](../media/all.svg)\n"
    )
    pages = {
        "en/a.md": text.format("A", "One", "Two"),
        "fr/a.md": text.format("Un", "Deux", "Trois"),
    }
    names = ("en/media/plan.svg", "en/media/own.svg", "fr/media/own.svg", "media/all.svg")
    site = with_folders(tiny_site({**pages, **dict.fromkeys(names, "<svg/>")}))
    check_translations("fr", settings=site.settings)
    told = capsys.readouterr().err
    assert "fr/a.md:5: the picture plan.svg has words in another language." in told
    assert "own.svg has" not in told
    assert "all.svg has" not in told


def test_a_picture_of_the_same_language_is_no_other_language(
    tiny_site: MakeSite, capsys: Capture
) -> None:
    text = "---\nTitle: {}\n---\n\n![{}](media/plan.svg)\n"
    pages = {"en/a.md": text.format("A", "One"), "pt_BR/a.md": text.format("Um", "Dois")}
    pages |= {"pt/b.md": text.format("B", "Dois"), "en/b.md": text.format("B", "One")}
    names = ("en/media/plan.svg", "pt/media/plan.svg")
    site = with_folders(tiny_site({**pages, **dict.fromkeys(names, "<svg/>")}))
    check_translations("pt_BR", settings=site.settings)
    assert "plan.svg" not in capsys.readouterr().err


def test_stamping_begins_the_tracking_and_changes_nothing_else(
    site: TinySite, capsys: Capture
) -> None:
    assert state_of(site, capsys)["a"]["state"] == "untracked"
    assert stamp_translations("fr", ["a"], settings=site.settings) == 0
    assert state_of(site, capsys)["a"] == {
        "state": "current",
        "critical": False,
        "review": "draft",
        "blocks": 4,
        "changed": 0,
        "new": 0,
        "gone": 0,
        "stamped": "2026-11-23",
    }
    added = [line for line in french(site).split("\n") if line not in FRENCH.split("\n")]
    assert [line.partition(":")[0] for line in added] == ["Source", "Stamped"]
    before = french(site)
    assert stamp_translations("fr", ["a"], settings=site.settings) == 0
    assert french(site) == before


def test_a_change_of_the_source_is_told_and_a_new_stamp_makes_it_current(
    site: TinySite, capsys: Capture
) -> None:
    stamp_translations("fr", ["a"], settings=site.settings)
    site.write({"en/a.md": SOURCE.replace("Call 116.", "Call 117.")})
    assert state_of(site, capsys)["a"]["state"] == "stale"
    assert translation_diff("fr", "a", settings=site.settings) == 0
    told = capsys.readouterr().out
    assert "en/a.md:6, " in told
    assert "fr/a.md:" in told
    assert "Call 117." in told
    assert "Appelez le 116." in told
    # The number is wrong by now, so that it cannot be stamped before it is mended.
    before = french(site)
    assert stamp_translations("fr", ["a"], settings=site.settings) == 1
    assert french(site) == before
    (site.content / "fr/a.md").write_text(before.replace("116", "117"), "utf-8")
    assert stamp_translations("fr", ["a"], settings=site.settings) == 0
    assert state_of(site, capsys)["a"]["state"] == "current"


@pytest.mark.parametrize("by_hand", ["", "\nUne ligne de plus.\n"])
def test_stamping_all_leaves_out_what_has_changed_in_the_source(
    site: TinySite, capsys: Capture, by_hand: str
) -> None:
    site.write({"fr/b.md": FRENCH})
    assert stamp_translations("fr", every=True, settings=site.settings) == 0
    stale = french(site) + by_hand
    (site.content / "fr/a.md").write_text(stale, "utf-8")
    site.write({"en/a.md": SOURCE.replace("Call", "Do not call")})
    (site.content / "fr/b.md").write_text(FRENCH, "utf-8")
    assert stamp_translations("fr", every=True, settings=site.settings) == 1
    told = capsys.readouterr()
    assert "b: stamped" in told.out
    assert "fr/a.md: stale, not stamped" in told.err
    assert "./inv translate.diff fr a" in told.err
    assert french(site) == stale


def test_a_page_with_another_structure_is_refused(site: TinySite, capsys: Capture) -> None:
    (site.content / "fr/a.md").write_text(FRENCH.replace("- deux\n", ""), "utf-8")
    assert stamp_translations("fr", ["a"], settings=site.settings) == 1
    told = capsys.readouterr().err
    assert "fr/a.md:9: the section “Plus” has 1 list item; in the source “More” has 2" in told
    assert "Source:" not in french(site)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("## Plus", "### Plus", "fr/a.md:11: the heading “Plus” has level 3, in the source"),
        ("Appelez", "- Appelez", "fr/a.md:9: this is a list item; in the source it is a para"),
    ],
)
def test_a_block_of_another_kind_on_a_stamped_page_is_an_error(
    site: TinySite, capsys: Capture, old: str, new: str, told: str
) -> None:
    assert stamp_translations("fr", ["a"], settings=site.settings) == 0
    broken = french(site).replace(old, new)
    (site.content / "fr/a.md").write_text(broken, "utf-8")
    assert check_translations("fr", settings=site.settings) == 1
    assert told in capsys.readouterr().err
    assert stamp_translations("fr", ["a"], settings=site.settings) == 1
    assert told in capsys.readouterr().err
    assert french(site) == broken


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("## Plus", '!!! note ""\n    A.\n\n!!! note\n    B.', "the notice has no title"),
        ("Appelez", "FÃ¼r", "the text was saved with a wrong encoding"),
    ],
)
def test_what_the_build_refuses_is_named_by_check_and_keeps_a_page_from_being_stamped(
    site: TinySite, capsys: Capture, old: str, new: str, told: str
) -> None:
    (site.content / "fr/a.md").write_text(FRENCH.replace(old, new), "utf-8")
    assert check_translations("fr", settings=site.settings) == 1
    assert told in capsys.readouterr().err
    assert stamp_translations("fr", ["a"], settings=site.settings) == 1
    assert told in capsys.readouterr().err
    assert site.build() == 1
    assert capsys.readouterr().err.count(told) == 1


def test_a_part_gone_from_the_source_keeps_a_page_from_being_stamped(
    site: TinySite, capsys: Capture
) -> None:
    assert stamp_translations("fr", ["a"], settings=site.settings) == 0
    site.write({"en/a.md": SOURCE.replace("- two\n", "")})
    assert stamp_translations("fr", ["a"], settings=site.settings) == 1
    assert "the source does not have this part any more: - deux" in capsys.readouterr().err


def test_a_new_section_of_a_shape_there_is_already_is_not_taken_for_the_next(
    site: TinySite, capsys: Capture
) -> None:
    more = "\n## {}\n\nCall {}.\n"
    site.write({"en/a.md": SOURCE + more.format("Old", 5)})
    (site.content / "fr/a.md").write_text(FRENCH + more.format("Vieux", 5), "utf-8")
    assert stamp_translations("fr", ["a"], settings=site.settings) == 0
    site.write({"en/a.md": SOURCE + more.format("New", 7) + more.format("Old", 5)})
    assert check_translations("fr", settings=site.settings) == 0
    assert "the section “New” is not translated" in capsys.readouterr().err
    stamped = french(site)
    assert stamp_translations("fr", ["a"], settings=site.settings) == 0
    assert french(site) == stamped


def test_checking_names_both_texts_and_ends_with_1(site: TinySite, capsys: Capture) -> None:
    assert check_translations(settings=site.settings) == 0
    (site.content / "fr/a.md").write_text(FRENCH.replace("116", "119"), "utf-8")
    assert check_translations("fr", settings=site.settings) == 1
    told = capsys.readouterr().err
    assert (
        "fr/a.md:7: the numbers differ from the source, missing here: 116; only here: 119" in told
    )
    assert "Call 116." in told
    assert "Appelez le 119." in told


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("Status: reviewed\n", "not by whom and when"),
        ("Status: reviewed\nReviewed: 2026-11-20 Ada\n", "says reviewed, but it is untracked"),
    ],
)
def test_reviewed_is_refused_where_it_cannot_be_true(
    site: TinySite, capsys: Capture, header: str, words: str
) -> None:
    (site.content / "fr/a.md").write_text(FRENCH.replace("Status: draft\n", header), "utf-8")
    assert check_translations(settings=site.settings) == 1
    assert words in capsys.readouterr().err


def test_status_ends_with_1_below_the_share_asked_for(site: TinySite, capsys: Capture) -> None:
    stamp_translations("fr", every=True, settings=site.settings)
    assert translation_status(fail_under=50, settings=site.settings) == 0
    assert translation_status(fail_under=51, settings=site.settings) == 1
    assert translation_status(fail_under=101, settings=site.settings) == 2
    assert "50 % current of 2: 1 current, 1 missing" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("locale", "page", "words"),
    [
        ("xx", "a", "It has fr. A new one begins with ./inv translate.add xx"),
        ("fra", "a", "Did you mean fr? It has fr."),
        ("French", "a", "Did you mean fr? It has fr."),
        ("German", "a", "It has fr. A new one begins with ./inv translate.add de."),
        ("fr", "aa", "Did you mean a?"),
        ("fr", "b", "b is not translated into Français yet"),
    ],
)
def test_what_does_not_exist_is_said(
    site: TinySite, capsys: Capture, locale: str, page: str, words: str
) -> None:
    assert stamp_translations(locale, [page], settings=site.settings) == 1
    assert words in capsys.readouterr().err


def test_a_page_is_known_by_its_file(site: TinySite) -> None:
    assert stamp_translations("fr", ["content/fr/a.md"], settings=site.settings) == 0
    assert "Source:" in french(site)


@pytest.mark.slow
def test_a_language_is_added_with_catalogs_and_an_order(site: TinySite, capsys: Capture) -> None:
    critical = SOURCE.replace("Title", "Critical: yes\nTitle")
    site.write({"en/index.md": SOURCE, "en/help.md": critical})
    assert add_language("sw", settings=site.settings) == 0
    told = capsys.readouterr().out
    assert "  [ ] a\n" in told
    assert "  [ ] index  needed: the front page\n" in told
    assert "  [ ] help  needed: readers rely on it for their safety\n" in told
    assert "when 95 % of the interface and every page marked as needed are translated." in told
    path = site.folder / "po" / "sw" / "LC_MESSAGES" / "messages.po"
    assert read_catalog(path, "sw").messages == {}
    assert add_language("nowhere", settings=site.settings) == 2


def test_a_language_by_another_name_is_added_under_its_code(
    site: TinySite, capsys: Capture
) -> None:
    for spelling in ("deu", "German"):
        assert add_language(spelling, settings=site.settings) == 2
        assert "Did you mean de? ./inv translate.add de" in capsys.readouterr().err
    assert not (site.content / "deu").exists()


def test_changed_words_are_shown_as_words() -> None:
    assert words_changed("a b c", "a d c e") == "a [-b-] {+d+} c {+e+}"
