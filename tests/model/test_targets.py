"""A target is what somebody wrote, or nothing; what is kept at a host and sent first is decided here."""

from __future__ import annotations

import pytest

from editions.model.hosts.table import ASK_AGAIN, FOR_EVER
from editions.model.manifests import Listed
from editions.model.targets import (
    Target,
    cache_rule,
    release_before,
    releases_to_remove,
    target_of,
    upload_rounds,
)

THERE = frozenset("abcd")


@pytest.mark.parametrize(
    ("written", "target"),
    [
        ("folder:/a:b", Target("folder", "/a:b")),
        ("rsync:me@host:/srv/a b/", Target("rsync", "/srv/a b", "me@host")),
        ("rclone:s3:bucket/x", Target("rclone", "bucket/x", "s3")),
        ("pages:", Target("pages", "gh-pages")),
        ("pages:web", Target("pages", "web")),
    ],
)
def test_a_target_is_understood(written: str, target: Target) -> None:
    assert target_of(written) == target


@pytest.mark.parametrize(
    "written",
    ["", "folder:", "rsync:host", "rsync:host:", "rsync:host:/", "rsync::/srv", "rclone:s3:",
     "rsync:-oProxyCommand=x:/srv", "ftp:host:/srv", "/srv/site"],
)  # fmt: skip
def test_what_is_none_is_refused(written: str) -> None:
    assert target_of(written) is None


@pytest.mark.parametrize(
    ("history", "current", "keep", "removed"),
    [("abcd", "d", 2, ["a", "b"]), ("abcda", "a", 2, ["b", "c"]), ("", "b", 1, ["a", "c", "d"]),
     ("dcba", "d", 1, ["a", "b", "c"]), ("abcd", "d", 9, [])],
)  # fmt: skip
def test_the_current_release_and_the_last_ones_stay(
    history: str, current: str, keep: int, removed: list[str]
) -> None:
    assert releases_to_remove(THERE, tuple(history), current, keep) == removed


@pytest.mark.parametrize(
    ("history", "current", "before"),
    [("abc", "c", "b"), ("aba", "a", "b"), ("axc", "c", "a"), ("c", "c", ""), ("ab", "d", "b"),
     ("", "a", "")],
)  # fmt: skip
def test_the_release_before_is_the_last_other_one_that_is_there(
    history: str, current: str, before: str
) -> None:
    assert release_before(tuple(history), current, THERE) == before


def test_what_pages_load_goes_first() -> None:
    files = {n: Listed(n, 1, "") for n in ("index.html", "theme/a.css", "fr/b.html", "fr/x.js")}
    assert upload_rounds(files) == [["fr/x.js", "theme/a.css"], ["fr/b.html", "index.html"]]


def test_only_names_with_a_digest_are_kept_for_ever() -> None:
    assert cache_rule("fr/theme/a.css") == cache_rule("theme/a.css") == FOR_EVER
    assert (
        cache_rule("fr/index.html") == cache_rule("theme") == cache_rule("theme.html") == ASK_AGAIN
    )
