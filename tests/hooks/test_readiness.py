"""Which editions readers are offered."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from commands.translators import with_folders
from editions.commands.translate_stamp import stamp_translations
from editions.commands.translate_status import translation_status
from sites import TinySite

MakeSite = Callable[..., TinySite]
Capture = pytest.CaptureFixture[str]
FRONT = "---\nTitle: Front\n---\n\nWelcome.\n"
HELP = "---\nTitle: Help\nCritical: yes\n---\n\nAsk for help.\n"
MORE = "\nMore.\n\nAnd more.\n"
RISKY = "---\nTitle: Risky\nRisk: high\n---\n\nGo away.\n"
FRENCH = {
    "fr/index.md": "---\nTitle: Accueil\n---\n\nBienvenue.\n",
    "fr/help.md": "---\nTitle: Aide\n---\n\nDemandez de l'aide.\n",
    "fr/risky.md": "---\nTitle: Risque\n---\n\nPartez.\n",
}


@pytest.fixture
def make(tiny_site: MakeSite) -> Callable[..., TinySite]:
    def made(policy: str = "preview", **settings: object) -> TinySite:
        pages = {"en/index.md": FRONT, "en/help.md": HELP, "en/risky.md": RISKY, **FRENCH}
        site = with_folders(tiny_site(pages, UNREADY_EDITIONS=policy, **settings))
        assert stamp_translations("fr", every=True, settings=site.settings) == 0
        return site

    return made


def offered(site: TinySite) -> dict[str, bool]:
    """Return where French is named: on an English page, to machines, on the first page."""
    english = site.html("en/index.html")
    return {
        "menu": "../fr/index.html" in english,
        "alternates": 'hreflang="fr"' in english.partition("</head>")[0],
        "chooser": "fr/index.html" in site.html("index.html"),
        "sitemap": "fr/index.html" in site.html("sitemap.xml"),
    }


def test_an_edition_with_front_page_and_critical_pages_is_offered(
    make: Callable[..., TinySite],
) -> None:
    site = make()
    assert site.build() == 0
    assert set(offered(site).values()) == {True}


@pytest.mark.parametrize("lacking", ["index", "help"])
def test_an_edition_whose_needed_page_is_not_current_is_built_but_not_offered(
    make: Callable[..., TinySite], lacking: str, capsys: Capture
) -> None:
    site = make()
    site.write({f"en/{lacking}.md": (FRONT if lacking == "index" else HELP) + MORE})
    assert site.build() == 0
    assert set(offered(site).values()) == {False}
    assert f"fr: not ready, built, not listed: {lacking} is partial" in capsys.readouterr().err
    assert "Bienvenue" in site.html("fr/index.html")
    # Who looks at the preview can still change the language.
    assert "../en/index.html" in site.html("fr/index.html")
    translation_status("fr", as_json=True, settings=site.settings)
    told = json.loads(capsys.readouterr().out)["locales"]["fr"]
    assert not told["ready"]
    assert told["lacking"] == {lacking: "partial"}


def test_one_changed_paragraph_of_many_takes_no_edition_away(
    make: Callable[..., TinySite],
) -> None:
    site = make()
    many = "".join(f"\nParagraph {n}.\n" for n in range(20))
    french = many.replace("Paragraph", "Paragraphe")
    site.write({"en/help.md": HELP + many, "fr/help.md": FRENCH["fr/help.md"] + french})
    assert stamp_translations("fr", ["help"], settings=site.settings) == 0
    for changed, listed in ((1, True), (3, False)):
        text = many.replace(".\n", "!\n", changed)
        site.write({"en/help.md": HELP + text})
        assert site.build() == 0
        assert set(offered(site).values()) == {listed}


@pytest.mark.parametrize("after", [HELP.replace("Ask", "Always ask"), HELP + "\nMore.\n"])
def test_one_changed_part_of_a_short_page_takes_no_edition_away(
    make: Callable[..., TinySite], after: str
) -> None:
    site = make()
    site.write({"en/help.md": after})
    assert site.build() == 0
    assert set(offered(site).values()) == {True}


def test_an_edition_that_is_not_built_is_not_warned_of(
    make: Callable[..., TinySite], capsys: Capture
) -> None:
    site = make()
    site.write({"en/help.md": HELP + MORE})
    assert site.build("en") == 0
    assert "not ready" not in capsys.readouterr().err
    assert site.build("FR") == 0
    assert "fr: not ready" in capsys.readouterr().err


def test_a_catalog_that_cannot_be_read_is_told_and_not_what_follows_from_it(
    make: Callable[..., TinySite], capsys: Capture
) -> None:
    site = make("leave out")
    folder = site.folder / "po/fr/LC_MESSAGES"
    folder.mkdir(parents=True)
    (site.folder / "po/messages.pot").write_text('msgid ""\nmsgstr ""\n\nmsgid "a"\nmsgstr ""\n')
    (folder / "messages.po").write_text('msgid "a\n', "utf-8")
    assert site.build() == 1
    built = capsys.readouterr().err
    translation_status("fr", settings=site.settings)
    told = capsys.readouterr()
    for text in (built, told.out + told.err):
        assert "messages.po:1: this is not a line of a gettext catalog." in text
        assert "of the interface" not in text
        assert "ready" not in text


def test_an_edition_that_is_ready_is_said_to_be(
    make: Callable[..., TinySite], capsys: Capture
) -> None:
    site = make()
    translation_status("fr", settings=site.settings)
    assert "  ready: readers are offered it" in capsys.readouterr().out


def test_an_edition_that_is_not_ready_can_be_left_out_or_listed(
    make: Callable[..., TinySite],
) -> None:
    site = make("leave out")
    site.write({"en/help.md": HELP + MORE})
    assert site.build() == 0
    assert not (site.output / "fr").exists()
    assert set(offered(site).values()) == {False}


def test_the_gate_can_be_opened(make: Callable[..., TinySite]) -> None:
    site = make("list")
    site.write({"en/help.md": HELP + MORE})
    assert site.build() == 0
    assert set(offered(site).values()) == {True}


def test_words_of_the_interface_count(make: Callable[..., TinySite], capsys: Capture) -> None:
    site = make()
    folder = site.folder / "po"
    folder.mkdir()
    many = "".join(f'msgid "word {n}"\nmsgstr ""\n\n' for n in range(20))
    (folder / "messages.pot").write_text('msgid ""\nmsgstr ""\n\n' + many, "utf-8")
    assert translation_status("fr", settings=site.settings) == 0
    assert "0 % of the interface is translated, 95 % are needed" in capsys.readouterr().out
    po = folder / "fr/LC_MESSAGES/messages.po"
    po.parent.mkdir(parents=True)
    header = (
        'msgid ""\nmsgstr ""\n"Language: fr\\n"\n"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n'
    )
    given = "".join(f'msgid "word {n}"\nmsgstr "mot {n}"\n\n' for n in range(19))
    po.write_text(header + given, "utf-8")
    translation_status("fr", settings=site.settings)
    assert "not ready" not in capsys.readouterr().out
    po.write_text(header + given.replace('"mot 3"', '""'), "utf-8")
    translation_status("fr", settings=site.settings)
    assert "90 % of the interface" in capsys.readouterr().out


def test_an_edition_nobody_has_kept_for_a_year_asks_for_help(
    make: Callable[..., TinySite], monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make()
    assert site.build() == 0
    assert "needs translators" not in site.html("en/index.html")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "2000000000")
    assert site.build() == 0
    assert "needs translators" in site.html("en/index.html")
    assert "for a year" in site.html("fr/index.html")
    assert "for a year" not in site.html("en/index.html")


@pytest.mark.parametrize(
    ("reports", "address"),
    [
        ("t@example.org", "mailto:t@example.org?subject=fr%2Fhelp"),
        ("https://example.org/f?a=b", "https://example.org/f?a=b&amp;page=fr%2Fhelp"),
    ],
)
def test_readers_can_say_that_a_translation_is_wrong_but_not_where_that_is_a_risk(
    make: Callable[..., TinySite], reports: str, address: str
) -> None:
    site = make(TRANSLATION_REPORTS=reports)
    assert site.build() == 0
    assert f'href="{address}"' in site.html("fr/help.html")
    assert "example.org" not in site.html("en/help.html")
    assert "example.org" not in site.html("fr/risky.html")


def test_a_report_names_the_section_it_is_about(make: Callable[..., TinySite]) -> None:
    site = make(TRANSLATION_REPORTS="t@example.org")
    site.write({"en/help.md": HELP + "\n## One part\n\nWords.\n"})
    site.write({"fr/help.md": HELP + "\n## Une partie\n\nDes mots.\n"})
    assert site.build() == 0
    links = site.page("fr/help.html").css(".provenance li a")
    assert [(a.text(), a.attributes["href"]) for a in links] == [
        ("The whole page", "mailto:t@example.org?subject=fr%2Fhelp"),
        ("Une partie", "mailto:t@example.org?subject=fr%2Fhelp%23one-part"),
    ]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("UNREADY_EDITIONS", "perhaps"),
        ("TRANSLATION_REPORTS", "javascript:x"),
        ("PUBLISH_KEEP", "many"),
        ("PUBLISH_KEEP", 0),
        ("PUBLISH_KEEP", True),
    ],
)
def test_a_setting_that_says_nothing_known_is_named(
    tiny_site: MakeSite, capsys: Capture, name: str, value: object
) -> None:
    site = tiny_site({"en/index.md": FRONT}, **{name: value})
    assert site.build() == 1
    assert f"{name} in the settings" in capsys.readouterr().err
