"""What readers may save is listed as it lies there: everything of an edition, and nothing else."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from sites import SVG, TinySite

MakeSite = Callable[..., TinySite]

PAGES = {
    "en/index.md": "![A shape](media/own.svg) Words",
    "en/guide/a.md": "![A shape](../../media/used.svg) Words",
    "en/guide/hidden.md": "---\nTitle: Hidden\nStatus: hidden\n---\n\nx",
    "en/guide/draft.md": "---\nTitle: Draft\nStatus: draft\n---\n\nx",
    "en/news/one.md": "---\nTitle: One\nDate: 2026-01-31\nSummary: It was.\n---\n\nMore.",
    "fr/index.md": "Mots",
    "en/media/own.svg": SVG,
    "media/used.svg": SVG,
    "media/unused.svg": SVG,
}


@pytest.fixture
def site(tiny_site: MakeSite) -> TinySite:
    """Return a site that has been built once, to be changed."""
    site = tiny_site(PAGES)
    assert site.build() == 0
    return site


@pytest.fixture(scope="module")
def built(shared_site: MakeSite) -> TinySite:
    """Return the same site, to be read."""
    site = shared_site(PAGES)
    assert site.build() == 0
    return site


def listed(site: TinySite, edition: str = "en") -> dict[str, tuple[int, str]]:
    manifest = json.loads(site.html(f"{edition}/saved.json"))
    return {name: (size, digest) for name, size, digest in manifest["files"]}


def lying(site: TinySite, edition: str = "en") -> dict[str, tuple[int, str]]:
    """Return everything that lies in an edition's folder, and the file of all editions it shows."""
    top = site.output / edition
    files = {path.relative_to(top).as_posix(): path for path in top.rglob("*") if path.is_file()}
    files["../media/used.svg"] = site.output / "media/used.svg"
    return {name: described(path) for name, path in files.items()}


def described(path: Path) -> tuple[int, str]:
    content = path.read_bytes()
    return len(content), hashlib.sha256(content).hexdigest()


#: What nobody asks for without a network, and what is not public.
LEFT_OUT = {"404.html", "saved.json", "sw.js", "news/feed.xml"}
NOT_PUBLIC = {"guide/hidden.html", "drafts/guide/draft.html"}


@pytest.mark.parametrize("edition", ["en", "fr"])
def test_the_list_is_what_lies_there(built: TinySite, edition: str) -> None:
    there = lying(built, edition)
    assert set(there) >= LEFT_OUT | NOT_PUBLIC
    assert listed(built, edition) == {
        name: file for name, file in there.items() if name not in LEFT_OUT | NOT_PUBLIC
    }
    assert {"index.html", "not-saved.html", "search-index.js"} <= set(listed(built, edition))


def test_media_of_all_editions_are_in_the_lists_of_those_that_show_them(built: TinySite) -> None:
    names = {name for name in listed(built) if name.startswith("../")}
    assert names == {"../media/used.svg"}


def test_pages_that_are_not_public_are_in_no_list(built: TinySite) -> None:
    assert (built.output / "en/guide/hidden.html").is_file()
    assert not [name for name in listed(built) if "hidden" in name or "draft" in name]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("en/guide/a.md", "No picture now."),
        ("en/guide/new.md", "One page more."),
        ("en/guide/hidden.md", "---\nTitle: Public\n---\n\nx"),
        ("en/media/own.svg", SVG.replace("/>", ' width="1"/>')),
        ("media/used.svg", SVG.replace("/>", ' width="1"/>')),
    ],
)
def test_it_follows_every_change(site: TinySite, name: str, text: str) -> None:
    before = listed(site)
    site.write({name: text})
    assert site.build() == 0
    assert listed(site) != before
    current = lying(site)
    assert {n: current[n] for n in listed(site)} == listed(site)


@pytest.mark.slow
def test_a_page_that_is_gone_leaves_it(site: TinySite) -> None:
    (site.content / "en/guide/a.md").unlink()
    assert site.build() == 0
    assert not {"guide/a.html", "../media/used.svg"} & set(listed(site))


def test_an_edited_page_is_the_only_one_whose_digest_is_taken_again(site: TinySite) -> None:
    """A page that changes without its size and date is not seen: nobody has looked at it."""
    page, before = site.output / "en/index.html", listed(site)
    stat = page.stat()
    page.write_bytes(page.read_bytes().replace(b"Words", b"Sword"))
    os.utime(page, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    site.write({"en/guide/a.md": "Other words"})
    assert site.build() == 0
    assert b"Sword" in page.read_bytes()
    assert listed(site)["index.html"] == before["index.html"]
    assert listed(site)["guide/a.html"] != before["guide/a.html"]


@pytest.mark.slow
def test_a_list_that_was_changed_by_hand_is_not_believed(site: TinySite) -> None:
    path, before = site.output / "en/saved.json", listed(site)
    path.write_text(path.read_text("utf-8").replace(before["index.html"][1], "0" * 64), "utf-8")
    site.write({"en/guide/a.md": "Other words"})
    assert site.build() == 0
    assert listed(site)["index.html"] == before["index.html"]


def test_an_edition_without_changes_keeps_its_list(site: TinySite) -> None:
    before = {path: path.stat().st_mtime_ns for path in site.output.rglob("saved.json")}
    assert len(before) == 2
    site.write({"fr/index.md": "Autres mots"})
    assert site.build() == 0
    after = {path: path.stat().st_mtime_ns for path in before}
    assert [path.parent.name for path in before if before[path] != after[path]] == ["fr"]
