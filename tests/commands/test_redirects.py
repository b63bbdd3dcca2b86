"""Pages that were renamed: what lies at their old addresses, and where these are not told of."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from commands.publishing import Published, folders
from editions.commands.hosts import write_hosts
from editions.commands.verify import verify_copy
from packing import tiny_volumes
from sites import TinySite

MakeSite = Callable[..., TinySite]
NuCheck = Callable[..., list[str]]

PAGES = {
    "en/index.md": "Hello. See [new](about/new.md).",
    "en/about/new.md": "---\nTitle: The “new” & name\nAliases: about/old.html, former/\n---\n\nWords.",
    "en/about/borrowed.md": "---\nTitle: Borrowed\nAliases: lent.html\n---\n\nWords.",
    "en/plan.md": "---\nTitle: Plan\nStatus: draft\nAliases: old-plan.html\n---\n\nWords.",
    "ar/index.md": "مرحبا",
    "ar/about/new.md": "---\nTitle: الاسم الجديد\n---\n\nكلمات",
    "fr/only.md": "---\nTitle: Ici\nAliases: la.html\n---\n\nMots.",
    "fr/index.md": "Bonjour",
}
OLD = {"about/old.html": "new.html", "former/index.html": "../about/new.html"}


@pytest.fixture(scope="module")
def read_only(shared_site: MakeSite) -> TinySite:
    """Return a site with pages that had other addresses, built once for the tests that only read it."""
    site = shared_site(PAGES, SITEURL="https://example.org/a")
    assert site.build() == 0
    return site


@pytest.fixture
def site(tiny_site: MakeSite) -> TinySite:
    """Return a site with pages that had other addresses, built."""
    site = tiny_site(PAGES, SITEURL="https://example.org/a")
    assert site.build() == 0
    return site


class TestThePageAtAnOldAddress:
    @pytest.mark.parametrize("old", OLD)
    @pytest.mark.parametrize(("slug", "direction"), [("en", "ltr"), ("ar", "rtl"), ("fr", "ltr")])
    def test_leads_to_the_page_within_its_edition(
        self, read_only: TinySite, slug: str, direction: str, old: str
    ) -> None:
        page = read_only.page(f"{slug}/{old}")
        (html,) = page.css("html")
        assert (html.attributes["lang"], html.attributes["dir"]) == (slug, direction)
        (refresh,) = page.css('meta[http-equiv="refresh"]')
        assert refresh.attributes["content"] == f"0; url={OLD[old]}"
        (link,) = page.css("a")
        assert link.attributes["href"] == OLD[old]
        target = (read_only.output / slug / old).parent / OLD[old]
        assert target.resolve() == (read_only.output / slug / "about/new.html").resolve()

    def test_is_in_the_language_of_its_edition_with_the_title_in_its_own(
        self, read_only: TinySite
    ) -> None:
        french, arabic = read_only.page("fr/about/old.html"), read_only.page("ar/about/old.html")
        assert "Cette page a changé d’adresse" in french.css("h1")[0].text()
        (title,) = french.css("a [lang]")
        assert (title.attributes["lang"], title.text()) == ("en", "The “new” & name")
        assert arabic.css("a")[0].text() == "الاسم الجديد"
        assert arabic.css("a [lang]") == []

    def test_runs_and_loads_nothing_and_is_kept_out_of_search_engines(
        self, read_only: TinySite
    ) -> None:
        page = read_only.page("en/about/old.html")
        assert page.css("script, style, link[rel=stylesheet], [style]") == []
        assert page.css('meta[name="robots"]')[0].attributes["content"] == "noindex"
        (policy,) = page.css('meta[http-equiv="Content-Security-Policy"]')
        assert (policy.attributes["content"] or "").startswith("default-src 'none'")

    def test_is_there_only_where_its_page_is(self, read_only: TinySite) -> None:
        assert not (read_only.output / "en/la.html").exists()
        assert (read_only.output / "fr/la.html").is_file()

    def test_drafts_have_none(self, read_only: TinySite) -> None:
        assert (read_only.output / "en/drafts/plan.html").is_file()
        assert not list(read_only.output.rglob("old-plan.html"))

    @pytest.mark.slow
    def test_holds_valid_html(self, read_only: TinySite, nu_check: NuCheck) -> None:
        assert nu_check([read_only.output / "ar" / "about" / "old.html"]) == []


def test_old_addresses_stand_in_one_list_and_in_nothing_that_names_pages(
    read_only: TinySite,
) -> None:
    told = json.loads((read_only.output / "redirects.json").read_bytes())
    assert told["ar/former/index.html"] == "ar/about/new.html"
    assert told["fr/lent.html"] == "fr/about/borrowed.html"
    assert len(told) == 3 * 3 + 1
    old = ("old.html", "former", "lent.html", "la.html")
    for path in read_only.output.rglob("*"):
        if path.is_file() and path.name != "redirects.json":
            text = path.read_text("utf-8", errors="ignore")
            assert [name for name in old if name in text] == [], path


def test_no_pack_carries_the_pages_at_old_addresses(read_only: TinySite) -> None:
    files = tiny_volumes(read_only)["ar"].files
    assert "ar/about/new.html" in files
    assert {f"ar/{old}" for old in OLD} & set(files) == set()


def test_a_site_without_old_addresses_has_no_list(tiny_site: MakeSite) -> None:
    site = tiny_site({"en/index.md": "Hello."})
    assert site.build() == 0
    assert not (site.output / "redirects.json").exists()


def test_pages_appear_and_disappear_with_the_line(
    site: TinySite, capsys: pytest.CaptureFixture[str]
) -> None:
    assert site.build() == 0
    assert "nothing has changed" in capsys.readouterr().out
    site.write({"en/about/new.md": "---\nTitle: New\nAliases: other.html\n---\n\nWords."})
    assert site.build() == 0
    assert (site.output / "ar/other.html").is_file()
    assert not (site.output / "ar/about/old.html").exists()
    site.write({"en/about/new.md": "---\nTitle: New\n---\n\nWords."})
    assert site.build() == 0
    assert not (site.output / "ar/other.html").exists()
    told = json.loads((site.output / "redirects.json").read_bytes())
    assert set(told.values()) == {f"{s}/about/borrowed.html" for s in ("en", "fr", "ar")} | {
        "fr/only.html"
    }


def test_the_page_follows_a_title_and_is_made_again(site: TinySite) -> None:
    site.write({"ar/about/new.md": "---\nTitle: اسم آخر\n---\n\nكلمات"})
    (site.output / "en/former/index.html").unlink()
    assert site.build() == 0
    assert "اسم آخر" in site.html("ar/about/old.html")
    assert (site.output / "en/former/index.html").is_file()


def test_a_page_may_go_where_it_was_before(site: TinySite) -> None:
    """Renamed back: the old address is a page again, and the newer one redirects."""
    (site.content / "en/about/new.md").rename(site.content / "en/about/old.md")
    (site.content / "ar/about/new.md").rename(site.content / "ar/about/old.md")
    site.write({"en/about/old.md": "---\nTitle: Back\nAliases: about/new.html\n---\n\nWords."})
    site.write({"en/index.md": "Hello."})
    assert site.build() == 0
    assert "Back" in site.page("en/about/old.html").css("h1.page-title")[0].text()
    assert "url=old.html" in site.html("fr/about/new.html")


@pytest.mark.slow
def test_whatever_contradicts_is_named_in_one_go(
    tiny_site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    more = {
        f"en/{n}.md": f"---\nTitle: T\nAliases: {alias}\n---\n\nWords."
        for n, alias in enumerate(
            (
                "about/new.html",
                "5/, 1.html",
                "ABOUT/old.html",
                "404.html, news/",
                "media/x.html",
                "/x.html",
            )
        )
    }
    more["ar/about/new.md"] = "---\nTitle: ت\nAliases: x.html\n---\n\nكلمات"
    more["en/each.md"] = (
        "---\nTitle: '{country}'\nEach: country\nTemplate: country\nAliases: y.html\n---\n\nWords."
    )
    assert tiny_site({**PAGES, **more}).build() == 1
    told = capsys.readouterr().err
    for what in (
        "0.md:3: the old address about/new.html is the address of another page",
        "1.md:3: the old address 1.html is the address the page has now",
        "about/new.md:3: the old address about/old.html is claimed by",
        "3.md:3: the old address 404.html is an address that the generator writes",
        "3.md:3: the old address news/index.html is an address that the generator writes",
        "4.md:3: the old address media/x.html is an address that the generator writes",
        "5.md:3: the old address '/x.html' begins with a slash",
        "ar/about/new.md:3: old addresses stand in a translation",
        "each.md:5: one old address cannot lead to the pages of all countries",
    ):
        assert what in told, what


def test_no_page_is_written_over_in_an_edition_the_mistake_does_not_reach(
    tiny_site: MakeSite,
) -> None:
    sound = tiny_site(PAGES)
    assert sound.build() == 0
    before = {path: path.read_bytes() for path in (sound.output / "ar").rglob("*.html")}
    taken = "Aliases: about/borrowed.html, ABOUT/Borrowed.html, index.html, 404.html, theme/x.html"
    page = PAGES["en/about/new.md"].replace("Aliases: about/old.html, former/", taken)
    sound.write({"en/about/new.md": page})
    assert sound.build() == 1
    stay = {path for path in before if path.name != "old.html" and path.parent.name != "former"}
    assert {path: path.read_bytes() for path in stay} == {path: before[path] for path in stay}
    assert set((sound.output / "ar").rglob("*.html")) == stay


def test_a_release_lists_them_and_is_the_same_however_it_is_made(
    tiny_site: MakeSite, tmp_path: Path, serve: Callable[..., str]
) -> None:
    made = Published(tiny_site(PAGES, SITEURL="https://example.org/a", **folders(tmp_path)))
    assert made.publish(tmp_path / "www") == 0
    listed = {f["path"] for f in json.loads((tmp_path / "www/manifest.json").read_bytes())["files"]}
    assert {"en/about/old.html", "ar/former/index.html", "redirects.json"} <= listed
    saved = json.loads((tmp_path / "www/en/saved.json").read_bytes())
    assert [name for name, *_ in saved["files"] if "old" in name or "former" in name] == []
    assert verify_copy(copy=serve(tmp_path / "www", "/a/")) == 0


class TestHostsThatReadFiles:
    @pytest.fixture
    def files(self, tiny_site: MakeSite, tmp_path: Path) -> dict[str, list[str]]:
        """Return the lines of the redirects of each such host."""
        pages = {**PAGES, "en/deep.md": "---\nTitle: Deep\nAliases: deep/\n---\n\nWords."}
        site = tiny_site(pages, SITEURL="https://example.org/a", **folders(tmp_path))
        assert write_hosts(settings=site.settings, output=str(tmp_path / "hosts")) == 0
        return {
            host: (tmp_path / "hosts" / host / "_redirects").read_text("utf-8").splitlines()
            for host in ("netlify", "cloudflare")
        }

    def test_netlify_is_told_to_go_before_the_page(self, files: dict[str, list[str]]) -> None:
        lines = files["netlify"]
        assert "/a/ar/former/ /a/ar/about/new.html 301!" in lines
        moved = [n for n, line in enumerate(lines) if line.endswith(" 301!")]
        assert max(moved) < lines.index("/a/ar/* /a/ar/404.html 404")

    def test_cloudflare_redirects_its_own_addresses_too(self, files: dict[str, list[str]]) -> None:
        assert "/a/en/about/old.html /a/en/about/new.html 301" in files["cloudflare"]
        assert "/a/en/about/old /a/en/about/new.html 301" in files["cloudflare"]

    def test_no_redirect_could_lead_to_itself(self, files: dict[str, list[str]]) -> None:
        assert [line for lines in files.values() for line in lines if "/deep" in line] == []
