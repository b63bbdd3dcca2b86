"""The list of what may be saved says every byte, and recognises one state of an edition."""

from __future__ import annotations

import json

import pytest

from editions.model.saved import SavedFile, files_listed, manifest_text

FILES = {
    "index.html": SavedFile(10, "aa"),
    "not-saved.html": SavedFile(5, "cc"),
    "theme/site.1.css": SavedFile(3, "bb"),
    "../media/a b.svg": SavedFile(2, "dd"),
    'ሰላም "\\.html': SavedFile(1, "ee"),
}


def test_it_counts_pages_and_bytes() -> None:
    listed = json.loads(manifest_text(FILES))
    # What stands in the place of a missing page is none that a reader would count.
    assert (listed["pages"], listed["bytes"]) == (2, 21)
    assert ["index.html", 10, "aa"] in listed["files"]


def test_names_stand_in_it_as_addresses_and_are_read_back() -> None:
    text = manifest_text(FILES)
    assert '"../media/a%20b.svg"' in text
    assert files_listed(text) == FILES


def test_the_order_in_which_files_were_found_does_not_matter() -> None:
    backwards = dict(reversed(FILES.items()))
    assert manifest_text(backwards) == manifest_text(FILES)


@pytest.mark.parametrize(
    "changed",
    [
        {**FILES, "index.html": SavedFile(10, "ab")},
        {**FILES, "more.html": SavedFile(0, "ff")},
        {name: file for name, file in FILES.items() if name != "index.html"},
    ],
)
def test_every_change_is_another_release(changed: dict[str, SavedFile]) -> None:
    one, other = (json.loads(manifest_text(files))["release"] for files in (FILES, changed))
    assert one != other


@pytest.mark.parametrize("text", ["", "{", "[]", '{"form": 2, "files": []}', '{"form": 1}'])
def test_another_form_is_not_read(text: str) -> None:
    assert files_listed(text) == {}
