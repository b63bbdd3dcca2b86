"""The zip file: the whole edition as a folder that opens from a phone or a stick."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from editions.packs.archive import write_archive
from editions.packs.pages import folder_of, with_beginning
from editions.packs.shared_pages import shared_page_of
from editions.packs.volume import Volume


def make_zip(volumes: Sequence[Volume], target: Path) -> None:
    """Write the zip file of one edition or of several."""
    shared = [page for volume in volumes if (page := shared_page_of(volume))]
    files = with_beginning(volumes, folder_of(volumes, shared=shared))
    write_archive(target, files, volumes[0].made)
