"""Editions built apart are joined to the site that one build makes, or all is told that is wrong."""

from __future__ import annotations

import datetime
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from commands.publishing import Published, folders, tree
from conftest import make_tiny_site
from editions.commands.build import build_site
from editions.commands.merge import list_editions, merge_parts
from editions.commands.verify import verify_copy
from editions.files.digests import size_and_sha256
from editions.files.pack_records import write_packs
from editions.model.packs import Pack
from sites import SVG, TinySite

MakeSite = Callable[..., TinySite]
Err = pytest.CaptureFixture[str]
Kept = Callable[..., Path]
TAGS = {"en": "en", "fr": "fr", "zh_Hans": "zh-Hans"}
PAGES = {
    "en/named.md": "---\nTitle: Named\nAliases: former/, old.html\n---\n\nWords.",
    "en/index.md": "Welcome. See [b](b.md).\n\n![A shape](media/a.svg)",
    "en/a.md": "Words of a.",
    "en/b.md": "## First\n\nB",
    "en/news/n.md": "Title: N\nDate: 2026-01-02\n\nNews.",
    "fr/index.md": "Bienvenue. Voir [b](b.md).",
    "fr/a.md": "Mots de a.",
    "zh_Hans/index.md": "欢迎。",
    "media/a.svg": SVG,
}
ADDRESS = {
    "SITEURL": "https://example.org/a/path",
    "SECURITY_CONTACT": ["mailto:web@example.org"],
    "SECURITY_EXPIRES": "2099-01-01",
}


@pytest.fixture
def site(tiny_site: MakeSite, tmp_path: Path) -> TinySite:
    """Return a site of three editions, with media, news, an address and a security.txt."""
    return tiny_site(PAGES, **folders(tmp_path), **ADDRESS)


@pytest.fixture(scope="module")
def built_once(repo: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Return a function that builds editions of the same site, each once for all tests."""
    folder = tmp_path_factory.mktemp("parts")
    whole = make_tiny_site(repo, folder, PAGES, **folders(folder), **ADDRESS)

    def built(*codes: str) -> Path:
        place = folder / f"part-{'-'.join(codes)}"
        return place if place.exists() else part(whole, *codes)

    return built


@pytest.fixture
def kept(built_once: Callable[..., Path], tmp_path: Path) -> Callable[..., Path]:
    """Return a function that gives a part of that site, as a test's own copy."""

    def copied(*codes: str) -> Path:
        place = built_once(*codes)
        return shutil.copytree(place, tmp_path / place.name)

    return copied


def part(site: TinySite, *codes: str, content: str = "") -> Path:
    """Build editions with a cache of their own, as another machine would; return where they lie."""
    place = site.folder / f"part-{'-'.join(codes)}"
    assert build(site, place, *codes, content=content) == 0
    return place


def build(site: TinySite, place: Path, *codes: str, content: str = "") -> int:
    """Build editions into a folder with a cache beside it; return the exit status."""
    return build_site(
        locales=codes,
        settings=site.settings,
        content=content,
        output=str(place),
        cache=f"{place}-cache",
    )


def merge(*parts: Path, to: Path) -> int:
    """Join parts into a folder; return the exit status."""
    return merge_parts([str(one) for one in parts], output=str(to))


class TestTheWhole:
    @pytest.mark.slow
    def test_parts_give_byte_for_byte_what_one_build_publishes(self, site: TinySite) -> None:
        whole, merged = site.folder / "whole", site.folder / "merged"
        assert Published(site).publish(whole, compress=False) == 0
        assert merge(part(site, "fr"), part(site, "zh_Hans", "en"), to=merged) == 0
        assert tree(merged) == tree(whole)
        assert {"manifest.json", "SHA256SUMS", ".well-known/security.txt", "media/a.svg"} <= set(
            tree(merged)
        )

    @pytest.mark.slow
    def test_parts_from_sources_in_another_folder_fit(self, site: TinySite, tmp_path: Path) -> None:
        elsewhere = shutil.copytree(site.content, tmp_path / "elsewhere" / "inhalt")
        os.utime(elsewhere / "media" / "a.svg", (1, 1))
        parts = [part(site, "en", "fr"), part(site, "zh_Hans", content=str(elsewhere))]
        assert merge(*parts, to=tmp_path / "merged") == 0

    def test_a_part_has_what_its_pages_say_of_other_editions(self, site: TinySite) -> None:
        french = part(site, "fr")
        assert sorted(p.name for p in french.iterdir() if p.is_dir() and p.name != "theme") == [
            ".well-known",
            "fr",
            "media",
        ]
        page = (french / "fr" / "index.html").read_text("utf-8")
        for slug, tag in (("en", "en"), ("zh-hans", "zh-Hans")):
            assert f'href="../{slug}/index.html"' in page
            assert f'hreflang="{tag}"' in page
        assert "/zh-hans/index.html" in (french / "sitemap.xml").read_text("utf-8")

    @pytest.mark.slow
    def test_packs_are_brought_by_one_part_alone(self, tiny_site: MakeSite, tmp_path: Path) -> None:
        packs = tmp_path / "packs"
        packs.mkdir()
        (packs / "guide-fr.txt").write_text("A pack.", "utf-8")
        found = size_and_sha256(packs / "guide-fr.txt")
        made = Pack("guide-fr.txt", "sms", ("fr",), *found, datetime.date(2026, 1, 2), "")
        write_packs(packs, [made])
        site = tiny_site(PAGES, **folders(tmp_path), PACKS_PATH=str(packs))
        parts = [part(site, "fr"), part(site, "zh_Hans", "en")]
        assert [(one / "packs").exists() for one in parts] == [False, True]
        assert merge(*parts, to=tmp_path / "merged") == 0
        assert Published(site).publish(tmp_path / "whole", compress=False) == 0
        assert tree(tmp_path / "merged") == tree(tmp_path / "whole")
        assert (tmp_path / "merged" / "packs" / "guide-fr.txt").is_file()

    @pytest.mark.slow
    def test_what_is_merged_again_changes_only_what_differs(self, site: TinySite) -> None:
        merged = site.folder / "merged"
        parts = [part(site, "fr", "en"), part(site, "zh_Hans")]
        assert merge(*parts, to=merged) == 0
        before = tree(merged)
        site.write({"fr/a.md": "D’autres mots."})
        parts = [part(site, "fr", "en"), part(site, "zh_Hans")]
        assert merge(*parts, to=merged) == 0
        changed = {name for name, content in tree(merged).items() if before.get(name) != content}
        assert "fr/a.html" in changed
        assert "en/a.html" not in changed

    @pytest.mark.slow
    def test_it_is_verified_and_published_as_it_is(
        self, site: TinySite, kept: Kept, tmp_path: Path
    ) -> None:
        merged, place, whole = (tmp_path / name for name in ("merged", "place", "whole"))
        assert merge(kept("fr", "en"), kept("zh_Hans"), to=merged) == 0
        assert verify_copy(copy=str(merged)) == 0
        site.write({"en/a.md": "Broken [link](nowhere.md)."})  # nothing is built for publishing
        assert Published(site).publish(place, merged=str(merged)) == 0
        site.write({"en/a.md": "Words of a."})
        assert Published(site).publish(whole) == 0
        assert tree(place) == tree(whole)

    def test_all_editions_are_listed_as_json(
        self, site: TinySite, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert list_editions(settings=site.settings) == 0
        assert json.loads(capsys.readouterr().out) == list(TAGS)

    def test_machines_share_all_editions_without_an_overlap(
        self, site: TinySite, capsys: Err
    ) -> None:
        shares = []
        for machine in ("1/2", "2/2"):
            assert list_editions(settings=site.settings, share=machine) == 0
            shares.append(capsys.readouterr().out.split())
        assert shares == [["--locale", "en", "--locale", "zh_Hans"], ["--locale", "fr"]]

    @pytest.mark.parametrize("share", ["3/2", "0/2", "1", "a/b"])
    def test_a_share_that_is_none_is_a_wrong_call(
        self, site: TinySite, capsys: Err, share: str
    ) -> None:
        assert list_editions(settings=site.settings, share=share) == 2
        assert "Write 2/5 for the second of five." in capsys.readouterr().err

    def test_more_machines_than_editions_are_told(self, site: TinySite, capsys: Err) -> None:
        assert list_editions(settings=site.settings, share="1/4") == 1
        assert "Use 3 at most." in capsys.readouterr().err


class TestAPartAlone:
    def test_it_is_neither_published_nor_verified(
        self, site: TinySite, kept: Kept, capsys: Err
    ) -> None:
        french, place = kept("fr"), site.folder / "place"
        assert Published(site).publish(place, merged=str(french)) == 1
        assert "this is a part of a site" in capsys.readouterr().err
        assert not place.exists()
        assert verify_copy(copy=str(french)) == 2
        assert "./inv merge" in capsys.readouterr().err

    @pytest.mark.slow
    def test_a_whole_build_makes_its_folder_no_part(self, site: TinySite) -> None:
        assert build_site(locales=["fr"], settings=site.settings) == 0
        assert (site.output / "part.json").is_file()
        assert Published(site).publish(site.folder / "place") == 0
        assert not (site.output / "part.json").exists()
        assert not (site.folder / "place" / "part.json").exists()

    def test_a_build_with_problems_leaves_no_part(self, site: TinySite) -> None:
        place = part(site, "fr")
        site.write({"fr/a.md": "Broken [link](nowhere.md)."})
        assert build(site, place, "fr") == 1
        assert not (place / "part.json").exists()

    @pytest.mark.slow
    def test_older_editions_beside_it_are_no_part_of_it(self, site: TinySite) -> None:
        assert site.build() == 0
        shutil.copytree(site.output, site.folder / "part-fr")
        stale = site.folder / "part-fr" / "en" / "a.html"
        stale.write_text("old")
        assert merge(part(site, "fr"), part(site, "en", "zh_Hans"), to=site.folder / "m") == 0
        assert (site.folder / "m" / "en" / "a.html").read_text("utf-8") != "old"


class TestWhatIsWrong:
    def test_all_is_told_in_one_go(self, site: TinySite, kept: Kept, capsys: Err) -> None:
        nowhere, empty, merged = (site.folder / name for name in ("nowhere", "empty", "merged"))
        empty.mkdir()
        torn = kept("fr")
        (torn / "part.json").write_text("{", "utf-8")
        changed = kept("en")
        (changed / "en" / "a.html").write_text("other", "utf-8")
        (changed / "robots.txt").unlink()
        assert merge(nowhere, empty, torn, changed, to=merged) == 1
        told = capsys.readouterr().err
        assert told.count("this is no part of a site") == 2
        assert "part.json: this cannot be read" in told
        assert "what lies there is not what was built: en/a.html, robots.txt." in told
        assert "4 problems to mend." in told
        assert not merged.exists()

    def test_an_edition_that_is_lacking_is_named_with_its_command(
        self, site: TinySite, kept: Kept, capsys: Err
    ) -> None:
        assert merge(kept("fr"), to=site.folder / "merged") == 1
        told = capsys.readouterr().err
        assert "no part has the editions en, zh_Hans." in told
        assert "./inv build --locale en --locale zh_Hans --output DIR" in told
        assert not (site.folder / "merged").exists()

    @pytest.mark.slow
    def test_an_edition_that_is_there_twice_is_told(
        self, site: TinySite, kept: Kept, capsys: Err
    ) -> None:
        assert merge(kept(*TAGS), kept("fr"), to=site.folder / "merged") == 1
        assert "part-fr: the edition fr is in" in capsys.readouterr().err

    @pytest.mark.slow
    @pytest.mark.parametrize(
        ("name", "change"),
        [
            ("content", lambda site: site.write({"en/a.md": "Other words."})),
            (
                "settings",
                lambda site: Path(site.settings).write_text(
                    Path(site.settings).read_text("utf-8").replace("/a/path", "/b"), "utf-8"
                ),
            ),
        ],
    )
    def test_parts_of_two_releases_are_told_apart(
        self, site: TinySite, kept: Kept, capsys: Err, name: str, change: Callable[[TinySite], None]
    ) -> None:
        french = kept("fr")
        change(site)
        assert merge(french, part(site, "en", "zh_Hans"), to=site.folder / "merged") == 1
        told = capsys.readouterr().err
        assert f"the {name} it was built with differs from that of" in told
        assert "1 problem to mend." in told

    @pytest.mark.slow
    def test_parts_of_two_days_are_told_apart(
        self, site: TinySite, capsys: Err, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
        french = part(site, "fr")
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700100000")
        assert merge(french, part(site, "en", "zh_Hans"), to=site.folder / "merged") == 1
        assert "Set SOURCE_DATE_EPOCH" in capsys.readouterr().err

    @pytest.mark.slow
    def test_a_shared_file_that_differs_is_named(
        self, site: TinySite, kept: Kept, capsys: Err
    ) -> None:
        french, rest = kept("fr"), kept("en", "zh_Hans")
        (french / "media" / "more.txt").write_text("A file nobody else has.", "utf-8")
        record = json.loads((french / "part.json").read_bytes())
        more = ["media/more.txt", *size_and_sha256(french / "media" / "more.txt"), ""]
        for file in record["files"]:
            if file[0] == "robots.txt":
                (french / "robots.txt").write_text("x", "utf-8")
                file[1:3] = size_and_sha256(french / "robots.txt")
        (french / "part.json").write_text(
            json.dumps({**record, "files": [*record["files"], more]}), "utf-8"
        )
        assert merge(rest, french, to=site.folder / "merged") == 1
        told = capsys.readouterr().err
        assert "part-fr/robots.txt: it differs from" in told
        assert "part-fr/media/more.txt: only one of this part and" in told

    def test_a_record_cannot_name_a_file_elsewhere(
        self, site: TinySite, kept: Kept, capsys: Err
    ) -> None:
        french = kept("fr")
        record = json.loads((french / "part.json").read_bytes())
        record["files"][0][0] = "../outside.txt"
        (french / "part.json").write_text(json.dumps(record), "utf-8")
        assert merge(french, to=site.folder / "merged") == 1
        assert "it names an edition or a file that no part has" in capsys.readouterr().err

    def test_a_folder_with_other_files_is_not_touched(
        self, site: TinySite, kept: Kept, capsys: Err
    ) -> None:
        merged = site.folder / "mine"
        merged.mkdir()
        (merged / "letter.txt").write_text("Keep me.", "utf-8")
        assert merge(kept(*TAGS), to=merged) == 1
        assert "Name a new or an empty folder." in capsys.readouterr().err
        assert tree(merged) == {"letter.txt": b"Keep me."}

    def test_a_whole_that_cannot_be_written_leaves_the_old_one(
        self, site: TinySite, kept: Kept
    ) -> None:
        merged, parts = site.folder / "merged", [kept(*TAGS)]
        assert merge(*parts, to=merged) == 0
        before = tree(merged)
        (parts[0] / "en" / "a.html").write_text("changed since", "utf-8")
        assert merge(*parts, to=merged) == 1
        assert tree(merged) == before
        assert [p.name for p in site.folder.iterdir() if p.name.endswith(".new")] == []

    def test_nothing_to_merge_is_a_wrong_call(self, capsys: Err) -> None:
        assert merge_parts([]) == 2
        assert "Name every folder" in capsys.readouterr().err

    def test_no_merged_site_is_published_that_was_changed(
        self, site: TinySite, kept: Kept, capsys: Err
    ) -> None:
        merged, place = site.folder / "merged", site.folder / "place"
        assert Published(site).publish(place, merged=str(site.content)) == 1
        assert "this is no merged site" in capsys.readouterr().err
        assert merge(kept(*TAGS), to=merged) == 0
        (merged / "fr" / "a.html").write_text("changed", "utf-8")
        assert Published(site).publish(place, merged=str(merged)) == 1
        assert "what lies there is not what was built: fr/a.html." in capsys.readouterr().err
        assert not place.exists()
