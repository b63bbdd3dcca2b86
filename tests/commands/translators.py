"""What the tests of translators' tools share."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from editions.commands.translate_status import translation_status
from sites import TinySite


def with_folders(site: TinySite) -> TinySite:
    """Point the settings at the site's own content and translations."""
    settings = Path(site.settings)
    lines = f"\nPATH = {str(site.content)!r}\nTRANSLATIONS_PATH = {str(site.folder / 'po')!r}\n"
    settings.write_text(settings.read_text("utf-8") + lines, "utf-8")
    return site


def state_of(site: TinySite, capsys: pytest.CaptureFixture[str]) -> dict[str, dict[str, object]]:
    """Return the French pages of ``translate.status --json``, by page id."""
    capsys.readouterr()
    translation_status("fr", as_json=True, settings=site.settings)
    pages: dict[str, dict[str, object]] = json.loads(capsys.readouterr().out)["locales"]["fr"][
        "pages"
    ]
    return pages
