"""What is sent by phone is small enough to be sent by phone: every edition as a zip file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from editions.packs.volume import Volume
from editions.packs.zips import make_zip
from packing import shipped_volumes

pytestmark = pytest.mark.slow

#: Of the zip file of one edition, fonts included: pages have none.
ZIP = 1_000_000


def test_the_zip_of_every_edition_has_less_than_a_million_bytes(
    built_site: Path, tmp_path: Path
) -> None:
    sizes = {}
    for volume in shipped_volumes(built_site).values():
        target = tmp_path / f"{volume.locale.slug}.zip"
        make_zip((with_address(volume),), target)
        sizes[volume.locale.code] = target.stat().st_size
    assert len(sizes) > 1
    assert not {code: size for code, size in sizes.items() if size >= ZIP}


def with_address(volume: Volume) -> Volume:
    """Return an edition of a site with an address: more links stay, as they lead to the web."""
    made_of = volume.press.made_of
    site = replace(made_of.site, url="https://www.example.org")
    return replace(volume, press=replace(volume.press, made_of=replace(made_of, site=site)))
