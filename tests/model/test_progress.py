"""How far editions are, as the page of languages says it."""

from __future__ import annotations

import json
from collections.abc import Callable

from commands.translators import with_folders
from editions.commands.translate_stamp import stamp_translations
from sites import TinySite

PAGE = "---\nTitle: {}\n{}---\n\n{}\n"


def page(title: str, text: str, header: str = "") -> str:
    return PAGE.format(title, header, text)


def test_every_edition_says_what_is_current_older_missing_and_reviewed(
    tiny_site: Callable[..., TinySite],
) -> None:
    english = {
        name: page(f"Page {name}", "Some words.")
        for name in ("en/index.md", "en/a/index.md", "en/a/b.md", "en/a/c.md")
    }
    english["en/l.md"] = page("Languages", "Some words.", "Template: editions\n")
    english["en/draft.md"] = page("Draft", "Words.", "Status: draft\n")
    french = {
        "fr/index.md": page("Accueil", "Des mots."),
        "fr/a/index.md": page("A", "Des mots.", "Status: draft\n"),
        "fr/a/b.md": page("B", "Des mots."),
    }
    site = with_folders(tiny_site({**english, **french}))
    assert stamp_translations("fr", every=True, settings=site.settings) == 0
    read = (
        (site.content / "fr/a/index.md")
        .read_text("utf-8")
        .replace("Status: draft", "Status: reviewed\nReviewed: 2026-01-02 Ada")
    )
    site.write({"fr/a/index.md": read})
    site.write({"en/a/b.md": page("Page b", "Other words.")})
    assert site.build() == 0
    told = json.loads(site.html("status.json"))["editions"]["fr"]
    assert told["sections"]["a"] == {
        "pages": 3, "current": 1, "older": 1, "missing": 1, "reviewed": 1,
    }  # fmt: skip
    assert (told["pages"], told["current"], told["missing"]) == (5, 2, 2)
    shown = site.page("en/l.html").css_first("#edition-fr")
    assert shown is not None
    assert "current: 1 of 3; reviewed: 1" in " ".join(shown.text().split())
    assert [r.attributes["width"] for r in shown.css("rect")] == ["333", "500", "1000"]
    assert told["interface_percent"] == 100
    # Every page leads to it, in the reader's edition.
    assert '../l.html"' in site.html("fr/a/b.html")
