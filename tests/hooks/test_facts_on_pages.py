"""Facts on pages: in the language of the text, with their source, and nowhere twice."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from sites import TinySite

MakeSite = Callable[..., TinySite]

DATA = {
    "data/sources.yaml": (
        "report:\n  title: A Report\n  publisher: An Office\n  year: 2024\n  languages: [en]\n"
        "  url: https://example.org/report\n  read_on: 2026-11-23\n  read_at: https://example.org\n"
    ),
    "data/figures.yaml": (
        "many:\n  value: 1700000\n  form: number\n  counts: children counted\n  year: 2021\n"
        "  scope: world\n  source: report\n  limits: Counts only some.\n  read_on: 2026-11-23\n"
        "  read_at: https://example.org\n"
        "share:\n  value: 38\n  form: percent\n  counts: of those counted\n  year: 2021\n"
        "  scope: world\n  source: report\n  limits: Counts only some.\n  read_on: 2026-11-23\n"
        "  read_at: https://example.org\n"
    ),
    "data/services.yaml": (
        "ke_line:\n  country: KE\n  kind: child_helpline\n  name: Childline\n  name_lang: en\n"
        "  phone: '116'\n  short: true\n  read_on: 2025-10-01\n  read_at: https://example.org\n"
        "world:\n  country: INT\n  kind: hotline_csam_report\n  name: Portal\n  name_lang: en\n"
        "  website: https://portal.example.org\n  read_on: 2026-11-23\n"
        "  read_at: https://example.org\n"
    ),
    "data/terms.yaml": (
        "material:\n  term: {en: abuse material, fr: matériel d'abus}\n"
        "  avoid: {en: [old word], fr: [vieux mot]}\n  why: It names the harm.\n"
        "  read_on: 2026-11-23\n  read_at: https://example.org\n"
    ),
}
PATTERN = (
    "---\nTitle: {country}: help\nEach: country\nTemplate: country\n---\n\nFor {country:this}."
)


def first(page: LexborHTMLParser, selector: str) -> LexborNode:
    node = page.css_first(selector)
    assert node is not None, selector
    return node


def plain(text: str) -> str:
    return text.replace("\xa0", " ").replace("\u202f", " ")


def test_a_figure_is_written_as_the_language_of_the_text_writes_it(tiny_site: MakeSite) -> None:
    body = "There were {figure:many}, {figure:share}."
    site = tiny_site({**DATA, "en/index.md": body, "fr/index.md": body, "ar/a.md": "x"})
    assert site.build() == 0
    numbers = {
        slug: [plain(n.text()) for n in site.page(f"{slug}/index.html").css("data.figure")]
        for slug in ("en", "fr", "ar")
    }
    assert numbers["en"] == ["1,700,000", "38%"]
    assert numbers["fr"] == ["1 700 000", "38 %"]
    assert numbers["ar"] == numbers["en"]  # borrowed from English, and written as English
    assert [n.attributes["value"] for n in site.page("fr/index.html").css("data")] == [
        "1700000",
        "38",
    ]


def test_a_cited_figure_has_one_note_that_leads_back_to_each_place(tiny_site: MakeSite) -> None:
    site = tiny_site({**DATA, "en/index.md": "{figure:many} and again {figure:many}."})
    assert site.build() == 0
    page = site.page("en/index.html")
    assert [n.text() for n in page.css("sup.note-ref")] == ["1", "1"]
    assert len(page.css(".notes-item")) == 1
    note = first(page, "#note-1")
    assert "children counted" in note.text()
    assert "Counts only some." in note.text()
    assert [a.attributes["href"] for a in note.css(".notes-back a")] == [
        "#note-ref-1",
        "#note-ref-1-2",
    ]


def test_a_source_that_is_a_whole_item_of_a_list_is_told_there_and_in_no_note(
    tiny_site: MakeSite,
) -> None:
    site = tiny_site({**DATA, "en/index.md": "Text.\n\n- {source:report}", "fr/index.md": "x"})
    assert site.build() == 0
    page = site.page("en/index.html")
    item = first(page, "main ul li:has(cite)")
    assert plain(item.text()) == "A Report, An Office, 2024."
    link = first(page, "main ul li cite a")
    assert link.attributes["href"] == "https://example.org/report"
    assert not page.css(".note-ref, .notes")


def test_a_source_that_is_named_among_words_has_a_note(tiny_site: MakeSite) -> None:
    site = tiny_site({**DATA, "en/index.md": "- {source:report} (page 2)"})
    assert site.build() == 0
    page = site.page("en/index.html")
    assert len(page.css(".note-ref")) == len(page.css(".notes-item")) == 1


@pytest.mark.slow
def test_one_figure_changed_changes_in_all_editions_and_nowhere_else(tiny_site: MakeSite) -> None:
    pages = {
        f"{code}/{name}.md": text
        for code in ("en", "fr", "ar")
        for name, text in (("index", "{figure:many}"), ("other", "nothing"))
    }
    site = tiny_site({**DATA, **pages})
    site.build()
    before = {p: p.read_bytes() for p in site.output.rglob("*.html")}
    site.write({"data/figures.yaml": DATA["data/figures.yaml"].replace("1700000", "1800000")})
    assert site.build() == 0
    changed = {
        p.relative_to(site.output).as_posix()
        for p in site.output.rglob("*.html")
        if before[p] != p.read_bytes()
    }
    assert changed == {"en/index.html", "fr/index.html", "ar/index.html"}


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (
            "{figure:mayn}",
            "en/index.md:5: there is no figure 'mayn'.\n  Did you mean {figure:many}?",
        ),
        ("{country:XX}", "en/index.md:5: there is no country 'XX'."),
        ("{date:2025-13-01}", "en/index.md:5: '2025-13-01' is no day."),
        ("It was 36,452.", "en/index.md:5: the number 36,452 stands in the text without a source."),
        ("An old word.", "en/index.md:5: the glossary asks to avoid “old word”."),
    ],
)
def test_what_is_no_fact_fails_with_its_line(
    tiny_site: MakeSite, capsys: pytest.CaptureFixture[str], body: str, told: str
) -> None:
    site = tiny_site({**DATA, "en/index.md": f"---\nTitle: x\n---\n\n{body}"})
    assert site.build() == 1
    assert told in capsys.readouterr().err


def test_an_escaped_token_and_a_code_are_plain_text(tiny_site: MakeSite) -> None:
    site = tiny_site({**DATA, "en/index.md": r"Write \{figure:many}, or `34139743`."})
    assert site.build() == 0
    assert "{figure:many}" in first(site.page("en/index.html"), ".sheet-text").text()


def test_a_word_to_avoid_may_be_quoted_where_the_list_allows_it(tiny_site: MakeSite) -> None:
    allowed = "index:\n  sections: [words]\n  why: Quotes it.\n"
    body = "## Words\n\nThe old word.\n"
    site = tiny_site({**DATA, "data/allowed.yaml": allowed, "en/index.md": body})
    assert site.build() == 0
    site.write({"en/index.md": "The old word.\n\n" + body})
    assert site.build() == 1


def test_a_site_without_facts_may_write_any_number(tiny_site: MakeSite) -> None:
    assert tiny_site({"en/index.md": "It was 36,452."}).build() == 0


@pytest.mark.slow
def test_a_term_is_given_in_the_language_of_the_text(tiny_site: MakeSite) -> None:
    words = "---\nTitle: Words\nTemplate: words\n---\n"
    site = tiny_site(
        {**DATA, "en/words.md": words, "en/a.md": "x", "fr/a.md": "Du {term:material}."}
    )
    assert site.build() == 0
    link = first(site.page("fr/a.html"), "a.term")
    assert (link.text(), link.attributes["href"]) == ("matériel d’abus", "words.html#material")


@pytest.mark.slow
def test_every_country_has_a_page_in_every_edition(tiny_site: MakeSite) -> None:
    pages = {"en/help/country.md": PATTERN, "fr/help/country.md": PATTERN, "ar/index.md": "x"}
    site = tiny_site({**DATA, **pages})
    assert site.build() == 0
    for slug in ("en", "fr", "ar"):
        assert len(list((site.output / slug / "help").glob("??.html"))) == 249
    assert first(site.page("fr/help/de.html"), "h1").text().startswith("Allemagne")
    assert "Allemagne" in first(site.page("fr/help/de.html"), ".sheet-text").text()


@pytest.mark.slow
def test_a_number_is_text_to_copy_before_it_is_a_link_to_call(tiny_site: MakeSite) -> None:
    site = tiny_site({**DATA, "en/help/country.md": PATTERN})
    assert site.build() == 0
    kenya = site.page("en/help/ke.html")
    number = next(n for n in kenya.css('bdi[dir="ltr"]') if n.text() == "116")
    link = first(kenya, 'a[href="tel:116"]')
    html = site.html("en/help/ke.html")
    assert number.parent is not None
    assert html.index(">116<") < html.index('href="tel:116"')
    assert "116" not in (link.attributes.get("class") or "")


@pytest.mark.slow
def test_a_service_has_the_name_it_calls_itself_where_that_is_read(tiny_site: MakeSite) -> None:
    services = DATA["data/services.yaml"].replace("  phone", "  names: {ar: خط الطفل}\n  phone", 1)
    pages = {"en/help/country.md": PATTERN, "ar/index.md": "x"}
    site = tiny_site({**DATA, "data/services.yaml": services, **pages})
    assert site.build() == 0
    names = {slug: first(site.page(f"{slug}/help/ke.html"), ".fact-title") for slug in ("ar", "en")}
    assert {slug: name.text() for slug, name in names.items()} == {
        "ar": "خط الطفل",
        "en": "Childline",
    }
    assert names["ar"].css_first("[lang]") is None


@pytest.mark.slow
def test_what_was_read_over_a_year_ago_says_so(
    tiny_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tiny_site({**DATA, "en/help/country.md": PATTERN})
    words = "We read this more than a year ago."
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1763856000")  # 2025-11-23
    site.build()
    assert words not in site.html("en/help/ke.html")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795392000")  # 2026-11-23
    site.build()
    assert words in site.html("en/help/ke.html")


@pytest.mark.slow
def test_a_country_without_an_entry_says_so_and_leads_on(tiny_site: MakeSite) -> None:
    site = tiny_site({**DATA, "en/help/country.md": PATTERN})
    site.build()
    html = site.html("en/help/aq.html")
    assert "https://portal.example.org" in html
    assert "tel:" not in html


def test_machine_readable_copies_carry_licence_and_date(tiny_site: MakeSite) -> None:
    site = tiny_site({**DATA, "en/index.md": "x"})
    site.build()
    copy = json.loads((site.output / "data" / "figures.json").read_text("utf-8"))
    assert copy["figures"]["many"]["value"] == 1700000
    assert copy["read_on"] == "2026-11-23"
    assert copy["licence"]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("{figur:many}", "there is no kind of token 'figur'.\n  Did you mean {figure:many}?"),
        ("{shape:many}", "there is no kind of token 'shape'.\n  There are figure, source"),
        ("[see {figure:many}](other.md)", "stands in the text of a link"),
    ],
)
def test_a_token_that_cannot_work_fails_with_its_line(
    tiny_site: MakeSite, capsys: pytest.CaptureFixture[str], body: str, told: str
) -> None:
    pages = {"en/index.md": f"---\nTitle: x\n---\n\n{body}", "en/other.md": "x"}
    assert tiny_site({**DATA, **pages}).build() == 1
    error = capsys.readouterr().err
    assert "en/index.md:5: " in error
    assert told in error


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("Title: {figure:many} children", "Title has the token {figure:many}"),
        ("Title: x\nSummary: It was 36,452.", "the number 36,452 stands in the summary"),
    ],
)
def test_a_title_and_a_summary_have_no_numbers_of_their_own(
    tiny_site: MakeSite, capsys: pytest.CaptureFixture[str], key: str, told: str
) -> None:
    assert tiny_site({**DATA, "en/index.md": f"---\n{key}\n---\nx"}).build() == 1
    assert told in capsys.readouterr().err


@pytest.mark.parametrize(
    ("allowed", "told"),
    [("indxe", "there is no page 'indxe'.\n  Did you mean index?"), ("index", "no section 'gone'")],
)
def test_the_list_of_quotations_names_only_what_exists(
    tiny_site: MakeSite, capsys: pytest.CaptureFixture[str], allowed: str, told: str
) -> None:
    listed = f"{allowed}:\n  sections: [gone]\n  why: Quotes it.\n"
    assert tiny_site({**DATA, "data/allowed.yaml": listed, "en/index.md": "## Words"}).build() == 1
    assert told in capsys.readouterr().err


def test_words_to_avoid_are_found_in_the_english_of_facts(
    tiny_site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    figures = DATA["data/figures.yaml"].replace("children counted", "every old word")
    assert tiny_site({**DATA, "data/figures.yaml": figures, "en/index.md": "x"}).build() == 1
    assert "figures.yaml (many, counts): the glossary asks to avoid" in capsys.readouterr().err


@pytest.mark.slow
def test_a_translation_of_a_pattern_needs_no_key_of_its_own(tiny_site: MakeSite) -> None:
    translated = "---\nTitle: {country}\n---\n\nPour {country:this}."
    site = tiny_site({"en/help/country.md": PATTERN, "fr/help/country.md": translated})
    assert site.build() == 0
    assert not (site.output / "fr/help/country.html").exists()
    assert "Pour Allemagne" in first(site.page("fr/help/de.html"), ".sheet-text").text()


@pytest.mark.slow
def test_a_page_written_where_one_is_made_is_named(
    tiny_site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    assert tiny_site({"en/help/country.md": PATTERN, "en/help/ke.md": "x"}).build() == 1
    assert "en/help/ke.md: this page is also made from" in capsys.readouterr().err


def test_the_first_of_a_month_is_an_ordinal_in_french(tiny_site: MakeSite) -> None:
    body = "{date:2025-04-01} {date:2025-04-11}"
    site = tiny_site({"en/index.md": body, "fr/index.md": body})
    assert site.build() == 0
    written = [n.text() for n in site.page("fr/index.html").css(".sheet-text time")]
    assert [plain(text) for text in written] == ["1er avril 2025", "11 avril 2025"]
