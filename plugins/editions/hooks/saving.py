"""What a reader may save of an edition: a list with lengths and digests, written when it is whole.

Files that stay have the digests they had in the last list, so that an edited page costs one digest and
not a thousand. Pages that are not public are in no list.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from html import unescape
from urllib.parse import unquote

from editions.files.saved import read_manifest, saved_file, saved_media
from editions.files.writing import files_below, write_new
from editions.hooks.edition import Edition
from editions.model.redirects import redirects_in
from editions.model.saved import MANIFEST, NEVER_SAVED, SavedFile, manifest_text
from editions.model.search_index import SearchEntry

_SRC = re.compile(r'\ssrc="((?:\.\./)+media/[^"]+)"')


def shared_media_in(html: str, path: str) -> tuple[str, ...]:
    """Return the files for all editions that a page shows, by names below ``media/``.

    ``path`` is that of the page, from the top of the site.
    """
    folder = posixpath.dirname(path)
    written = (unquote(unescape(src)) for src in _SRC.findall(html))
    found = (posixpath.normpath(f"{folder}/{src}") for src in written)
    return tuple(sorted({name.removeprefix("media/") for name in found if name[:6] == "media/"}))


def write_manifest(edition: Edition, pages: Mapping[str, SearchEntry]) -> None:
    """Write the list of an edition into its staging folder.

    ``pages`` are the entries of all of its pages, which say what media they show.
    """
    job = edition.job
    place = job.site.output / edition.locale.slug
    # A list that somebody has touched is not among what stays, and is not believed.
    known = read_manifest(place) if MANIFEST in job.plan.keep else {}
    made = set(files_below(job.staging))
    files: dict[str, SavedFile] = {}
    for name in {*made, *job.plan.keep} - _left_out(edition):
        if name in made:
            files[name] = saved_file(f"{job.staging}/{name}")
        else:
            files[name] = known.get(name) or saved_file(f"{place}/{name}")
    media = job.site.content / "media"
    for name in sorted({name for page in pages.values() for name in page.media}):
        files[f"../media/{name}"] = saved_media(f"{media}/{name}")
    write_new(f"{job.staging}/{MANIFEST}", manifest_text(files).encode())


def _left_out(edition: Edition) -> frozenset[str]:
    old = redirects_in(edition.inventory, edition.locale.code)
    return frozenset({*NEVER_SAVED, *_feed(edition), *_not_public(edition), *old})


def _feed(edition: Edition) -> Iterator[str]:
    feed = edition.job.site.pelican.get("FEED_ALL_ATOM")
    if feed:
        yield feed


def _not_public(edition: Edition) -> Iterator[str]:
    for entry in edition.inventory.entries.values():
        if entry.publication != "published":
            yield entry.address
