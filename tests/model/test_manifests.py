"""The manifest names every file, knows a release by its files alone, and believes nothing damaged."""

from __future__ import annotations

import hashlib
import json

import pytest

from editions.model.manifests import (
    MANIFEST,
    differences,
    manifest_of,
    manifest_text,
    read_manifest,
    sums_text,
)

ONE, TWO = "1" * 64, "2" * 64
FOUND = {"fr/é.html": (3, TWO), "index.html": (5, ONE), "fr": (1, ONE), "media/fr/x.svg": (2, TWO)}


def test_files_are_sorted_and_those_of_an_edition_have_its_tag() -> None:
    manifest = manifest_of(FOUND, {"fr": "fr-CH"})
    assert [file.path for file in manifest.files] == sorted(FOUND)
    assert {file.path for file in manifest.files if file.locale == "fr-CH"} == {"fr/é.html"}


def test_what_is_written_is_read_again() -> None:
    manifest = manifest_of(FOUND, {"fr": "fr"})
    assert read_manifest(manifest_text(manifest).encode()) == manifest


def test_the_id_is_the_digest_of_the_list_of_sums_without_the_manifest() -> None:
    manifest = manifest_of(FOUND)
    lines = [
        ln for ln in sums_text(manifest).splitlines(True) if not ln.endswith(f"  {MANIFEST}\n")
    ]
    assert len(lines) == len(FOUND)
    assert manifest.release == hashlib.sha256("".join(lines).encode()).hexdigest()


@pytest.mark.parametrize(
    "path", ["/etc/passwd", "../x", "a/../../x", "a//b", "a\\b", "a\nb", "manifest.json", ""]
)
def test_a_path_that_leads_out_of_the_release_is_refused(path: str) -> None:
    text = manifest_text(manifest_of({path: (1, ONE)}))
    with pytest.raises(ValueError, match="no release has"):
        read_manifest(text.encode())


@pytest.mark.parametrize(
    "change",
    [
        lambda told: told["files"].pop(),
        lambda told: told["files"][0].update(sha256=TWO[:-1] + "0"),
        lambda told: told.update(release=ONE),
        lambda told: told.pop("files"),
        lambda told: told["files"][0].update(bytes="5"),
        lambda told: told["files"].append(told["files"][0]),
        lambda told: told["files"][0].update(owner="me"),
    ],
)
def test_a_manifest_that_was_changed_is_refused(change: object) -> None:
    told = json.loads(manifest_text(manifest_of(FOUND)))
    change(told)  # type: ignore[operator]
    with pytest.raises(ValueError, match=r"^its? "):
        read_manifest(json.dumps(told).encode())


@pytest.mark.parametrize("text", ["", "[]", "null", '{"files": 3}', "\xff"])
def test_what_is_no_manifest_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        read_manifest(text.encode("latin-1"))


def test_missing_changed_and_added_files_are_told_apart() -> None:
    wrong = differences(manifest_of(FOUND), {"fr": (1, ONE), "index.html": (5, TWO), "z": (1, ONE)})
    assert wrong.missing == ("fr/é.html", "media/fr/x.svg")
    assert wrong.changed == ("index.html",)
    assert wrong.added == ("z",)
    assert len(wrong) == 4


def test_what_vouches_for_a_release_is_not_counted_as_added() -> None:
    beside = dict.fromkeys(
        ("manifest.json", "SHA256SUMS", "SHA256SUMS.sig", ".published-by-editions"), (1, ONE)
    )
    assert not differences(manifest_of(FOUND), {**FOUND, **beside})
