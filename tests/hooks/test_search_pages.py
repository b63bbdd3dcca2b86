"""What the index of an edition holds, how it follows edits, and the list of all pages beside it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from editions.commands.build import build_site
from editions.files.sealed import digest_of_bytes
from searching import ask
from sites import TinySite

MakeSite = Callable[..., TinySite]

PAGES = {
    "en/index.md": "---\nTitle: Front\n---\n\nWelcome.",
    "en/guide/index.md": "---\nTitle: The guide\nMenu-Title: Guide\n---\n\nAll of it.",
    "en/guide/tides.md": (
        "---\nTitle: Tides\nSummary: On the sea.\n---\n\n## Low water\n\nThe shore dries."
    ),
    "en/guide/draft.md": "---\nTitle: Hidden thing\nStatus: draft\n---\n\nSecret.",
    "en/list.md": "---\nTitle: All\nTemplate: pages\n---\n\nEverything.",
    "en/words.md": "---\nTitle: Words\nTemplate: words\n---\n\nOur words.",
    "en/news/one.md": "---\nTitle: A thing happened\nDate: 2026-01-31\n---\n\nIt was a whale.",
    "fr/index.md": "---\nTitle: Accueil\n---\n\nBienvenue.",
    "fr/guide/tides.md": "---\nTitle: Élan des marées\n---\n\n## Basse mer\n\nLe rivage sèche.",
    "data/terms.yaml": (
        "harm:\n  term: {en: harm, fr: tort}\n  avoid: {en: [damage], fr: [dégât]}\n"
        "  why: It is clear.\n  read_on: 2026-11-23\n  read_at: https://example.org\n"
    ),
    "data/search/en.yaml": "water:\n  means: sea\n  words: ocean, oceans\n"
    "help:\n  pages: guide/tides#low-water\n  words: I drown, drowning\n",
}


@pytest.fixture
def site(tiny_site: MakeSite) -> TinySite:
    """Return a site that has been built, to be changed."""
    site = tiny_site(PAGES)
    assert site.build() == 0
    return site


@pytest.fixture(scope="module")
def built(shared_site: MakeSite) -> TinySite:
    """Return the same site, to be read."""
    site = shared_site(PAGES)
    assert site.build() == 0
    return site


def one(tree: LexborHTMLParser | LexborNode, selector: str) -> LexborNode:
    element = tree.css_first(selector)
    assert element is not None, selector
    return element


def index_of(site: TinySite, edition: str) -> dict[str, Any]:
    text = (site.output / edition / "search-index.js").read_text("utf-8")
    index = json.loads(text.partition("=")[2].rstrip(";\n"))
    assert isinstance(index, dict)
    return index


def found(site: TinySite, edition: str, question: str) -> list[str]:
    return ask(site.output / edition / "search-index.js", [question]).pages(0)


@pytest.mark.parametrize(
    ("edition", "question", "page"),
    [
        ("en", "shore", "guide/tides"),
        ("en", "ocean", "guide/tides"),
        ("en", "whales", "news/one"),
        ("en", "guide", "guide/index"),
        ("en", "damage", "words"),
        ("fr", "maree", "guide/tides"),
        ("fr", "degats", "words"),
        ("fr", "whale", "news/one"),
    ],
)
def test_what_is_written_is_found(built: TinySite, edition: str, question: str, page: str) -> None:
    assert found(built, edition, question)[0] == page


def test_drafts_and_pages_for_nobody_are_not_in_the_index(built: TinySite) -> None:
    hrefs = index_of(built, "en")["hrefs"]
    assert not [href for href in hrefs if "draft" in href or "404" in href]
    assert not found(built, "en", "secret")


def test_an_edition_knows_what_of_it_is_borrowed(built: TinySite) -> None:
    index = index_of(built, "fr")
    names = [index["languages"][number][3] for number in index["language"]]
    borrowed = {h for h, n in zip(index["hrefs"], names, strict=True) if n == "anglais"}
    assert "news/one.html" in borrowed
    assert not borrowed & {"index.html", "guide/tides.html", "words.html#harm"}
    assert index["sections"][index["section"][index["hrefs"].index("guide/tides.html")]][1] == 1


def test_a_way_to_help_leads_to_its_section(built: TinySite) -> None:
    told = ask(built.output / "en/search-index.js", ["help I am drowning"])
    assert told.answers[0]["help"] == 1
    assert told.answers[0]["results"][0]["headingHref"] == "guide/tides.html#low-water"


def without_nothing(site: TinySite) -> dict[str, str]:
    """Return the indexes as a build makes them that knows of none before, as digests."""
    fresh = site.folder / "fresh"
    shutil.rmtree(fresh, ignore_errors=True)
    status = build_site(
        content=str(site.content),
        output=str(fresh / "output"),
        cache=str(fresh / "cache"),
        settings=site.settings,
    )
    assert status == 0
    return indexes(fresh / "output")


def indexes(output: Path) -> dict[str, str]:
    paths = sorted(output.glob("*/search-index.js"))
    assert len(paths) == 2
    return {path.parent.name: digest_of_bytes(path.read_bytes()) for path in paths}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "before", "after", "question"),
    [
        ("en/guide/tides.md", "dries", "drowns", "drowns"),
        ("en/guide/tides.md", "## Low water", "## Ebbing water {#low-water}", "ebbing"),
        ("en/guide/tides.md", "Title: Tides", "Title: Currents", "currents"),
        ("en/guide/tides.md", "Tides\n", "Tides\nStatus: draft\n", ""),
        ("data/search/en.yaml", "oceans", "oceans, brine", "brine"),
        ("data/terms.yaml", "damage", "spoiling", "spoiling"),
    ],
)
def test_an_index_after_an_edit_is_the_one_a_build_from_nothing_makes(
    site: TinySite, name: str, before: str, after: str, question: str
) -> None:
    path = site.content / name
    path.write_text(path.read_text("utf-8").replace(before, after, 1), "utf-8")
    if "Status" in after:  # a way to help that leads nowhere would stop the build
        (site.content / "data/search/en.yaml").unlink()
    was = indexes(site.output)
    assert site.build() == 0
    assert indexes(site.output) != was
    assert indexes(site.output) == without_nothing(site)
    assert not question or found(site, "en", question)


@pytest.mark.slow
def test_words_people_type_render_no_page(
    site: TinySite, capsys: pytest.CaptureFixture[str]
) -> None:
    path = site.content / "data/search/en.yaml"
    path.write_text(path.read_text("utf-8").replace("oceans", "main"), "utf-8")
    capsys.readouterr()
    assert site.build(explain=True) == 0
    told = capsys.readouterr().out
    assert "the files that are no pages: the words people search with changed" in told
    assert ", 0 rendered" in told
    assert found(site, "en", "main") == ["guide/tides"]


@pytest.mark.slow
def test_entries_that_were_lost_are_made_again(site: TinySite) -> None:
    was = indexes(site.output)
    (site.folder / "cache/fr/found").write_bytes(b"cut sho")
    (site.folder / "cache/en/found").unlink()
    (site.output / "fr/search-index.js").unlink()
    assert site.build() == 0
    assert indexes(site.output) == was


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("a:\n  pages: guide/tide\n  words: xy\n", 2, "there is no published page 'guide/tide'"),
        ("a:\n  pages: guide/tides#high\n  words: xy\n", 2, "guide/tides has no section 'high'"),
        ("a:\n  pages: guide/draft\n  words: xy\n", 2, "there is no published page"),
        ("a:\n  words: xy\n", 1, "neither or both of means and pages"),
        ("a:\n  means: sea\n  pages: index\n  words: xy\n", 1, "neither or both"),
        ("a:\n  means: sea\n", 1, "words of a is None"),
        ("a:\n  means: sea\n  words: no\n", 3, "words of a is False"),
        ("a:\n  mean: sea\n  words: xy\n", 2, "a key 'mean' that means nothing"),
        ("a:\n  means: '?'\n  words: xy\n", 2, "means of a has no word"),
        ("a:\n  pages: index\n  words: one two three four\n", 3, "has 4 words"),
        ("a: b\n", 1, "an id, a colon and the entry below it"),
    ],
)
def test_a_mistake_in_the_words_is_named_at_its_line(
    tiny_site: MakeSite, capsys: pytest.CaptureFixture[str], text: str, line: int, told: str
) -> None:
    site = tiny_site({**PAGES, "data/search/en.yaml": text})
    assert site.build() == 1
    errors = capsys.readouterr().err
    assert f"search/en.yaml:{line}: " in errors
    assert told in errors


def test_a_file_named_after_no_language_is_a_mistake(
    tiny_site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    site = tiny_site({**PAGES, "data/search/words.yaml": ""})
    assert site.build() == 1
    assert "no locale is called 'words'" in capsys.readouterr().err


def test_the_list_has_every_page_once_under_its_initial(built: TinySite) -> None:
    page = built.page("fr/list.html")
    groups = {
        one(group, "h2").text(): [item.text() for item in group.css("li")]
        for group in page.css(".page-list-group")
    }
    assert groups["E"] == ["Élan des marées"]
    assert groups["A"] == ["Accueil"]
    assert groups["D"] == ["dégât\xa0: voir tort"]
    assert list(groups)[:3] == ["A", "D", "E"]
    assert "The guide" not in str(groups["A"])
    borrowed = [item for letter, items in groups.items() if "anglais" in letter for item in items]
    assert borrowed == ["A thing happened", "All", "The guide", "Words"]
    assert one(page, "h2:has(span) + ul span[lang]").attributes["lang"] == "en"


@pytest.mark.parametrize(
    ("folder", "titles", "initials"),
    [
        ("ar", ["الأطفال", "أخبار", "بلدان"], ["ا", "ب"]),
        ("th", ["เด็ก", "กฎหมาย", "ไทย"], ["ก", "ด", "ท"]),
        ("zh_Hans", ["帮助", "中国", "儿童"], ["B", "E", "Z"]),
        ("ru", ["Ёлка", "Елена", "Азия"], ["А", "Е"]),
        ("hi", ["मदद", "आँकड़े"], ["आ", "म"]),
        ("en", ["Élan", "east", "42 things"], ["#", "E"]),
    ],
)
def test_initials_are_those_readers_look_under(
    tiny_site: MakeSite, folder: str, titles: list[str], initials: list[str]
) -> None:
    pages = {f"{folder}/p{i}.md": f"---\nTitle: {t}\n---\n\nx" for i, t in enumerate(titles)}
    listed = f"---\nTitle: {titles[0]}\nTemplate: pages\n---\n\nx"
    site = tiny_site({**pages, f"{folder}/list.md": listed}, DEFAULT_LANG=folder)
    assert site.build() == 0
    slug = folder.lower().replace("_", "-")
    letters = [item.text() for item in site.page(f"{slug}/list.html").css(".page-list-initial")]
    assert letters == initials


def test_every_page_has_the_search_and_leads_to_the_list(built: TinySite) -> None:
    for name in ("en/index.html", "en/guide/tides.html", "fr/404.html"):
        page = built.page(name)
        fold = one(page, ".site-header .search-fold")
        scripts = (fold.attributes["data-scripts"] or "").split()
        assert [s.rpartition("/")[2].partition(".")[0] for s in scripts] == [
            "search-index",
            "search",
        ]
        assert all((built.output / Path(name).parent / script).is_file() for script in scripts)
        field = one(page, ".search-input").attributes
        assert (field["type"], field["autocomplete"]) == ("search", "off")
        assert "name" not in field
        assert not page.css("form")
        listed = [link.attributes["href"] for link in page.css(".search-all a, footer a")]
        assert sum((href or "").endswith("list.html") for href in listed) == 2


def test_without_a_list_the_search_waits_for_scripts(tiny_site: MakeSite) -> None:
    site = tiny_site({"en/index.md": "Hello"})
    assert site.build() == 0
    assert "hidden" in one(site.page("en/index.html"), ".search").attributes
