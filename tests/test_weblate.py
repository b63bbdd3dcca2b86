"""The components that docs/weblate.json describes are the files this repository has."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from editions.commands.translate_export import export_pages
from editions.files.catalogs import read_po
from editions.model.locales import locale_named

ROOT = Path(__file__).parents[1]
COMPONENTS = {
    one["slug"]: one for one in json.loads((ROOT / "docs/weblate.json").read_text("utf-8"))
}
LOCALES = {p.name for p in (ROOT / "content").iterdir() if p.name not in ("data", "media", "en")}


@pytest.mark.parametrize("slug", ["interface", "facts"])
def test_every_language_has_a_catalog_where_the_mask_looks(slug: str) -> None:
    mask = COMPONENTS[slug]["filemask"]
    before, _, after = mask.partition("*")
    found = {
        path.as_posix().removeprefix(f"{ROOT.as_posix()}/{before}").removesuffix(after)
        for path in ROOT.glob(mask)
    }
    assert found >= LOCALES
    template = ROOT / COMPONENTS[slug]["new_base"]
    ids = {(m.context, str(m.id)) for m in read_po(template) if m.id}
    assert len(ids) > 50
    for code in LOCALES:
        catalog = read_po(ROOT / mask.replace("*", code))
        assert {(m.context, str(m.id)) for m in catalog if m.id} == ids
        # Weblate takes the language from the folder, and gettext from the header.
        assert str(catalog.locale_identifier) == code


@pytest.mark.slow
def test_what_is_exported_lies_where_the_mask_of_pages_looks(tmp_path: Path) -> None:
    mask = COMPONENTS["pages"]["filemask"]
    code = sorted(LOCALES)[0]
    path = tmp_path / mask.replace("*", code)
    path.parent.mkdir()
    assert export_pages(code, output=str(path), settings=str(ROOT / "pelicanconf.py")) == 0
    assert list(tmp_path.glob(mask)) == [path]
    assert all(m.context for m in read_po(path) if m.id)


def test_components_share_one_repository_and_known_codes() -> None:
    assert {one["file_format"] for one in COMPONENTS.values()} == {"po"}
    assert [one["repo"] for one in COMPONENTS.values()][1:] == ["weblate://editions/interface"] * 2
    assert all(locale_named(code, {}) for code in LOCALES)
