"""The files of pages that travel as a folder: in a zip file, on a kiosk, in a ZIM archive."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from editions.hooks.searching import INDEX
from editions.model.manifests import SUMS, sums_of
from editions.packs.projection import Projection
from editions.packs.shared_pages import SharedPage
from editions.packs.volume import Volume

#: What somebody opens who finds the folder.
START = "START-HERE.html"


def _as_it_is(projection: Projection, _: Volume) -> Projection:
    return projection


def folder_of(
    volumes: Sequence[Volume],
    adapted: Callable[[Projection, Volume], Projection] = _as_it_is,
    shared: Sequence[SharedPage] = (),
) -> dict[str, bytes]:
    """Return the files of one edition or several by their paths, pages changed so that they travel.

    ``adapted`` returns how pages are changed for a form in which more is different; ``shared`` are pages
    that stand for others. A file that several editions have lies there once.
    """
    kept = frozenset(name for volume in volumes for name in volume.files)
    loaded = {name: content for volume in volumes for name, content in _loaded(volume).items()}
    moved = _twins(loaded)
    places = {path: place for page in shared for path, place in page.places.items()}
    files = {name: content for name, content in loaded.items() if name not in moved}
    for volume in volumes:
        projection = replace(volume.projection(kept), moved=moved, shared=places)
        projection = adapted(projection, volume)
        for name in volume.files:
            if name.endswith(".html") and name not in places:
                files[name] = projection.page(volume.text_of(name), name).encode()
        for page in shared:
            if page.volume is volume:
                files[page.path] = projection.page(page.text, page.path).encode()
                index = f"{volume.locale.slug}/{INDEX}"
                files[index] = page.index_led(files[index].decode()).encode()
    return files


def _loaded(volume: Volume) -> dict[str, bytes]:
    """Return the files of an edition that are no pages."""
    names = [name for name in volume.files if not name.endswith(".html")]
    files = {name: (volume.output / name).read_bytes() for name in names}
    return files | dict([volume.first_script] if volume.first_script else ())


def _twins(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return the names of files that are the same as one before, with the name of that one."""
    first: dict[bytes, str] = {}
    for name, content in files.items():
        first.setdefault(content, name)
    return {name: first[content] for name, content in files.items() if first[content] != name}


def with_beginning(volumes: Sequence[Volume], files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files of a folder with what tells people where to begin, and how to check the copy."""
    beginning = {START: volumes[0].start_page(volumes).encode()}
    all_files = {**files, **beginning, **readmes_of(volumes, START)}
    return {**all_files, SUMS: sums_text(all_files).encode()}


def readmes_of(volumes: Sequence[Volume], start: str) -> dict[str, bytes]:
    """Return a text for whoever finds the folder, in the words of each edition."""
    alone = len(volumes) == 1
    return {
        "README.txt" if alone else f"README.{volume.locale.slug}.txt": volume.press.text(
            "readme", start=start
        ).encode()
        for volume in volumes
    }


def sums_text(files: Mapping[str, bytes]) -> str:
    """Return the digests of files as ``sha256sum -c`` reads them."""
    return sums_of((name, hashlib.sha256(files[name]).hexdigest()) for name in sorted(files))
