"""What readers of an edition get: whose words, which links, in which language."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from editions.model.blocks import prints_of
from sites import SVG, TinySite

MakeSite = Callable[..., TinySite]

WORLD = {
    "en/index.md": "---\nTitle: Home\n---\n\nHello",
    "en/guide/index.md": "---\nTitle: Guide\nMenu: 1\n---\n\nRead [more](more.md#first-steps).",
    "en/guide/more.md": (
        "---\nTitle: More\nSummary: More of it.\n---\n\n## First steps\n\nBack to the [guide](index.md)."
    ),
    "pt/index.md": "---\nTitle: Início\nStatus: draft\n---\n\nOlá",
    "pt/guide/index.md": "---\nTitle: Guia\n---\n\nLeia [mais](more.md#first-steps).",
    "pt-BR/index.md": "---\nTitle: Começo\n---\n\nOi",
    "ar/index.md": "---\nTitle: البداية\n---\n\nمرحبا [أكثر](guide/more.md)",
    "fr/only.md": "---\nTitle: Ici seulement\n---\n\nSeulement en français.",
    "fr/index.md": "---\nTitle: Accueil\n---\n\nBonjour",
}


def first(page: LexborHTMLParser, selector: str) -> LexborNode:
    node = page.css_first(selector)
    assert node is not None, selector
    return node


def hrefs(page: LexborHTMLParser, selector: str) -> list[str]:
    return [node.attributes["href"] or "" for node in page.css(selector)]


@pytest.fixture(scope="module")
def world(shared_site: MakeSite) -> TinySite:
    site = shared_site(WORLD, SITEURL="https://example.org/a")
    assert site.build() == 0
    return site


def test_a_missing_page_is_shown_along_the_chain_under_the_readers_own_address(
    world: TinySite,
) -> None:
    brazilian = world.page("pt-br/guide/index.html")
    assert first(brazilian, "html").attributes["lang"] == "pt-BR"
    text = first(brazilian, ".sheet-text")
    assert (text.attributes["lang"], text.attributes["dir"]) == ("pt", "ltr")
    assert "Leia" in text.text()


ONION = "http://2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid.onion"


def test_each_page_says_where_it_lies_itself_as_an_onion_service(tiny_site: MakeSite) -> None:
    site = tiny_site(WORLD, SITEURL="https://example.org/site", ONION_ADDRESS=ONION)
    assert site.build() == 0
    select = 'head > meta[http-equiv="onion-location"]'
    for path in ("index.html", "en/index.html", "pt-br/guide/more.html", "fr/guide/more.html"):
        assert first(site.page(path), select).attributes["content"] == f"{ONION}/site/{path}"
    for path in ("404.html", "en/404.html", "en/not-saved.html"):
        assert site.page(path).css_first(select) is None, path


@pytest.mark.parametrize(
    "settings",
    [{"SITEURL": "https://example.org"}, {"SITEURL": "http://a.org", "ONION_ADDRESS": ONION}],
)
def test_no_page_speaks_of_an_onion_service_without_one_or_without_https(
    tiny_site: MakeSite, settings: dict[str, str]
) -> None:
    site = tiny_site(WORLD, **settings)
    assert site.build() == 0
    written = [path for path in site.output.rglob("*") if path.is_file()]
    assert not [path for path in written if b"onion" in path.read_bytes()]


def test_an_onion_address_with_a_slip_stops_a_build(
    tiny_site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    assert tiny_site(WORLD, ONION_ADDRESS=ONION.replace("wid.", "wic.")).build() == 1
    assert "ONION_ADDRESS in the settings" in capsys.readouterr().err


def test_the_notice_of_a_borrowed_page_is_in_the_readers_language_outside_the_text(
    world: TinySite,
) -> None:
    page = world.page("ar/guide/more.html")
    notice = first(page, ".notice")
    ancestors = []
    node = notice.parent
    while node is not None:
        ancestors.append(node.attributes.get("lang"))
        node = node.parent
    assert [lang for lang in ancestors if lang] == ["ar"]
    assert "الإنجليزية" in notice.text()


def test_links_of_a_borrowed_page_stay_in_the_readers_edition(world: TinySite) -> None:
    assert hrefs(world.page("ar/guide/more.html"), ".sheet-text a") == ["index.html"]


def test_a_borrowed_page_points_to_its_original_and_has_no_alternates(world: TinySite) -> None:
    page = world.page("ar/guide/more.html")
    assert hrefs(page, "link[rel=canonical]") == ["https://example.org/a/en/guide/more.html"]
    assert not page.css("link[hreflang]")


def test_alternates_are_the_real_translations_and_name_each_other(world: TinySite) -> None:
    for slug in ("en", "pt"):
        page = world.page(f"{slug}/guide/index.html")
        found = {n.attributes["hreflang"]: n.attributes["href"] for n in page.css("link[hreflang]")}
        assert found == {
            "en": "https://example.org/a/en/guide/index.html",
            "pt": "https://example.org/a/pt/guide/index.html",
            "x-default": "https://example.org/a/en/guide/index.html",
        }


def test_the_front_pages_default_is_the_language_chooser(world: TinySite) -> None:
    link = first(world.page("fr/index.html"), "link[hreflang=x-default]")
    assert link.attributes["href"] == "https://example.org/a/index.html"


def test_a_page_of_one_locale_only_is_in_that_edition_only(world: TinySite) -> None:
    found = sorted(p.parent.name for p in world.output.rglob("only.html"))
    assert found == ["fr"]


def test_a_link_to_a_page_of_another_language_only_says_so_before_the_click(
    tiny_site: MakeSite,
) -> None:
    site = tiny_site({"en/index.md": "See [this](only.md).", "fr/only.md": "Ici"})
    assert site.build() == 0
    link = first(site.page("en/index.html"), ".sheet-text a")
    assert link.attributes["href"] == "../fr/only.html"
    assert link.attributes["hreflang"] == "fr"
    assert link.text() == "this (Français)"


def test_the_language_menu_stays_on_the_page_and_marks_what_is_not_translated(
    world: TinySite,
) -> None:
    page = world.page("en/guide/more.html")
    menu = {n.attributes["hreflang"]: n for n in page.css(".languages a")}
    assert menu["ar"].attributes["href"] == "../../ar/guide/more.html"
    assert "not translated yet" in menu["ar"].text()
    only = world.page("fr/only.html")
    menu = {n.attributes["hreflang"]: n for n in only.css(".languages a")}
    assert menu["ar"].attributes["href"] == "../ar/index.html"


def test_headings_of_a_translation_have_the_anchors_of_the_source(tiny_site: MakeSite) -> None:
    site = tiny_site({"en/index.md": "## What it is", "ar/index.md": "## ما هو"})
    site.build()
    assert first(site.page("ar/index.html"), ".sheet-text h2").attributes["id"] == "what-it-is"


def test_a_link_to_a_heading_the_translation_has_as_text_is_told(
    tiny_site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    source = "## One\n\n[two](#two)\n\n## Two\n\nb"
    broken = "## Un\n\n[deux](#two)\n\nDeux\n\nb"
    stamp = prints_of(source)
    head = f"---\nTitle: T\nSource: / {' '.join(one.digest for one in stamp)}\n---\n\n"
    site = tiny_site({"en/index.md": source, "fr/index.md": head + broken})
    assert site.build() == 1
    told = capsys.readouterr().err
    assert "fr/index.md:8: the page has no heading or place called #two" in told
    assert site.build("en") == 0


def test_a_translation_says_that_it_is_a_draft_and_a_source_page_does_not(world: TinySite) -> None:
    assert world.page("pt/index.html").css_first(".provenance") is not None
    assert world.page("en/index.html").css_first(".provenance") is None


def test_a_reviewed_translation_names_its_reader(tiny_site: MakeSite) -> None:
    head = "---\nTitle: Accueil\nStatus: reviewed\nReviewed: 2026-11-20 Ada Diallo\n---\n"
    site = tiny_site({"en/index.md": "Hello", "fr/index.md": head})
    assert site.build() == 0
    words = first(site.page("fr/index.html"), ".provenance").text()
    assert "Ada Diallo" in words
    assert "20 novembre 2026" in words


def test_drafts_are_written_where_pelican_writes_them_and_listed_nowhere(
    tiny_site: MakeSite,
) -> None:
    site = tiny_site(
        {
            "en/index.md": "Hello",
            "en/news/a.md": "---\nTitle: A\nDate: 2026-01-01\nStatus: draft\n---\n",
            "en/news/b.md": "---\nTitle: B\nDate: 2026-01-02\n---\n",
            "en/plan/index.md": "---\nTitle: Plan\nStatus: draft\nMenu: 1\n---\n",
            "en/quiet/index.md": "---\nTitle: Quiet\nStatus: hidden\nMenu: 2\n---\n",
        }
    )
    assert site.build() == 0
    written = {
        p.relative_to(site.output / "en").as_posix() for p in site.output.rglob("en/**/*.html")
    }
    assert {"drafts/news/a.html", "drafts/plan/index.html", "quiet/index.html"} <= written
    assert "news/a.html" not in written
    assert 'name="robots" content="noindex"' in site.html("en/drafts/plan/index.html")
    everywhere = "".join(site.html(f"en/{n}.html") for n in ("index", "404", "news/b"))
    listed = everywhere + site.html("en/news/feed.xml") + site.html("sitemap.xml")
    for name in ("news/a.html", "plan/index.html", "quiet/index.html"):
        assert name not in listed


def test_news_are_listed_newest_first_with_a_page_where_nobody_wrote_one(
    tiny_site: MakeSite,
) -> None:
    site = tiny_site(
        {
            "en/index.md": "Hello",
            **{
                f"en/news/{d}.md": f"---\nTitle: N{d}\nDate: 2026-01-0{d}\n---\n" for d in (1, 3, 2)
            },
        }
    )
    assert site.build() == 0
    titles = [n.text(strip=True) for n in site.page("en/news/index.html").css(".news-list-link")]
    assert titles == ["N3", "N2", "N1"]


def test_pelicans_ways_to_write_a_link_lead_to_the_same_page(tiny_site: MakeSite) -> None:
    ways = (
        "b.md", "./b.md", "../g/b.md", "../../fr/g/b.md", "../../en/g/b.md", "{filename}b.md",
        "{filename}/g/b.md", "{filename}/en/g/b.md", "|filename|b.md",
    )  # fmt: skip
    body = "\n\n".join(f"[x]({way})" for way in ways)
    site = tiny_site({"en/g/a.md": body, "en/g/b.md": "b", "fr/g/b.md": "b", "en/index.md": "i"})
    assert site.build() == 0
    assert hrefs(site.page("en/g/a.html"), ".sheet-text a") == ["b.html"] * len(ways)


def test_media_of_a_locale_go_before_shared_ones(tiny_site: MakeSite) -> None:
    picture = "![A plan](../media/plan.svg)"
    site = tiny_site({"en/index.md": picture, "fr/index.md": picture})
    site.write({"media/plan.svg": SVG, "fr/media/plan.svg": SVG})
    assert site.build() == 0
    sources = [first(site.page(f"{slug}/index.html"), ".sheet-text img") for slug in ("en", "fr")]
    assert [n.attributes["src"] for n in sources] == ["../media/plan.svg", "media/plan.svg"]
    assert (site.output / "media" / "plan.svg").is_file()
    assert (site.output / "fr" / "media" / "plan.svg").is_file()


def test_typography_is_that_of_the_texts_language_and_never_in_the_title_element(
    tiny_site: MakeSite,
) -> None:
    head = '---\nTitle: "Oui" ou non ?\nSummary: C\'est "dit".\n---\n'
    site = tiny_site({"en/index.md": 'He said "no" -- `a "b"`.', "fr/index.md": head + '"Oui" !'})
    assert site.build() == 0
    french = site.page("fr/index.html")
    assert (
        first(french, "h1").text().replace("\xa0", " ").replace("\u202f", " ") == "« Oui » ou non ?"
    )
    assert first(french, "title").text().startswith('"Oui" ou non ?')
    assert first(french, ".sheet-text").text(strip=True) == "«\xa0Oui\xa0»\u202f!"
    english = first(site.page("en/index.html"), ".sheet-text p")
    assert english.text().replace("\xa0", " ") == 'He said “no” – a "b".'


def test_a_message_that_is_missing_is_shown_in_its_own_language_and_reported(
    tiny_site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    site = tiny_site({"ha/index.md": "Sannu", "en/index.md": "Hello"})
    assert site.build() == 0
    menu = first(site.page("ha/index.html"), ".skip-links-link span")
    assert (menu.attributes["lang"], menu.attributes["dir"]) == ("en", "ltr")
    assert "ha       not translated in the interface:" in capsys.readouterr().err


def test_a_404_page_holds_at_any_depth_where_the_address_is_known(world: TinySite) -> None:
    for name in ("404.html", "ar/404.html"):
        page = world.page(name)
        for link in hrefs(page, "a[href], link[rel=stylesheet]"):
            assert link.startswith(("/a/", "#")), (name, link)


def test_the_sitemap_lists_real_pages_with_absolute_addresses(world: TinySite) -> None:
    sitemap = world.html("sitemap.xml")
    assert "<loc>https://example.org/a/pt/guide/index.html</loc>" in sitemap
    assert "/ar/guide/more.html" not in sitemap
    assert 'hreflang="x-default"' in sitemap
    assert "Sitemap: https://example.org/a/sitemap.xml" in world.html("robots.txt")


def test_structured_data_can_close_no_script(tiny_site: MakeSite) -> None:
    head = "---\nTitle: </script><b>\nDate: 2026-01-01\n---\n"
    site = tiny_site({"en/index.md": "x", "en/news/a.md": head})
    assert site.build() == 0
    script = first(site.page("en/news/a.html"), "script[type='application/ld+json']")
    assert json.loads(script.text())["headline"] == "</script><b>"


def test_a_translation_cannot_bring_markup_through_a_catalog(
    tiny_site: MakeSite, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("translations")
    catalog = folder / "fr" / "LC_MESSAGES" / "messages.po"
    catalog.parent.mkdir(parents=True)
    catalog.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "Menu"\nmsgstr "<script>alert(1)</script>"\n',
        "utf-8",
    )
    site = tiny_site(
        {"fr/index.md": "Bonjour", "fr/a/index.md": "A"}, TRANSLATIONS_PATH=str(folder)
    )
    assert site.build() == 0
    assert "&lt;script&gt;alert(1)" in site.html("fr/index.html")
