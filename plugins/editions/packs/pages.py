"""The files of pages that travel as a folder: in a zip file, on a kiosk, in a ZIM archive."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from editions.packs.volume import Volume

#: What somebody opens who finds the folder.
START = "START-HERE.html"


def folder_of(volumes: Sequence[Volume]) -> dict[str, bytes]:
    """Return the files of one edition or several by their paths, pages changed so that they travel."""
    kept = frozenset(name for volume in volumes for name in volume.files)
    files: dict[str, bytes] = {}
    for volume in volumes:
        projection = volume.projection(kept)
        files |= dict([volume.first_script] if volume.first_script else ())
        for name in volume.files:
            if name.endswith(".html"):
                files[name] = projection.page(volume.text_of(name), name).encode()
            else:
                files[name] = (volume.output / name).read_bytes()
    return files


def with_beginning(volumes: Sequence[Volume], files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files of a folder with what tells people where to begin, and how to check the copy."""
    beginning = {START: volumes[0].start_page(volumes).encode()}
    for volume in volumes:
        name = "README.txt" if len(volumes) == 1 else f"README.{volume.locale.slug}.txt"
        beginning[name] = volume.press.text("readme").encode()
    all_files = {**files, **beginning}
    return {**all_files, "SHA256SUMS": sums_of(all_files).encode()}


def sums_of(files: Mapping[str, bytes]) -> str:
    """Return the digests of files as ``sha256sum -c`` reads them."""
    return "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files))
