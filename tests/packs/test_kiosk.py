"""The folder for small servers: what RACHEL and Internet-in-a-Box ask for, and nothing that can run."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable

import pytest
from selectolax.lexbor import LexborHTMLParser

from carried import volumes_of
from editions.packs.kiosk import make_kiosk
from sites import TinySite

PAGES = {
    "en/index.md": "---\nTitle: Home\nSummary: A <?php system('x') ?> & more.\n---\n\nHello.",
    "fr/index.md": "Bonjour.",
}
NAME = "Keepers <?php system('x') ?> & <b>friends</b>"
DIR = "<?php echo $dir ?>"


@pytest.fixture
def files(
    tiny_site: Callable[..., TinySite], monkeypatch: pytest.MonkeyPatch
) -> Callable[[], dict[str, bytes]]:
    """Return a function that returns the files of the module by name."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795000000")

    def made() -> dict[str, bytes]:
        site = tiny_site(PAGES, SITENAME=NAME)
        assert site.build() == 0
        folders = {
            "PATH": site.content,
            "OUTPUT_PATH": site.output,
            "CACHE_PATH": site.folder / "c",
        }
        volumes = volumes_of(site.settings, **{name: str(path) for name, path in folders.items()})
        make_kiosk(volumes, site.folder / "guide.zip")
        with zipfile.ZipFile(site.folder / "guide.zip") as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    return made


def test_a_module_is_one_folder_with_all_that_servers_look_for(
    files: Callable[[], dict[str, bytes]],
) -> None:
    found = files()
    assert {name.partition("/")[0] for name in found} == {"guide"}
    wanted = {"rachel-index.php", "index.html", "logo.png", "en-guide.json", "SHA256SUMS"}
    assert {f"guide/{name}" for name in wanted} <= set(found)
    assert not re.search(
        rb"https?://(?!www\.w3\.org)[^\s\"]*\.(?:js|css)", found["guide/index.html"]
    )

    # As RACHEL reads it: contentshell, common.php.
    fragment = found["guide/rachel-index.php"].decode()
    assert re.search(r"version\s*=\s*([\d.]+)", fragment)[1] == "2026.11.18"  # type: ignore[index]
    heading = re.search(r"<h2>(.+)</h2>", fragment)
    assert heading is not None
    assert fragment.startswith("<!-- version=")
    assert '<div class="indexmodule">' in fragment
    shown = LexborHTMLParser(fragment.replace(DIR, "/modules/guide"))
    for link in shown.css("a"):
        target = (link.attributes["href"] or "").removeprefix("/modules/")
        assert target in found
    assert [li.text() for li in shown.css("li")] == ["English", "Français"]

    # Nobody's words run, neither as PHP nor as HTML.
    assert "<?" not in fragment.replace(DIR, "")
    assert shown.css_first("h2 b") is None
    assert shown.css_first("h2").text() == NAME  # type: ignore[union-attr]

    definition = json.loads(found["guide/en-guide.json"])
    assert definition["intended_use"] == "html"
    assert (definition["menu_item_name"], definition["moddir"]) == ("en-guide", "guide")
    assert f"guide/{definition['start_url']}" in found
    assert not [value for value in definition.values() if "<" in value]
