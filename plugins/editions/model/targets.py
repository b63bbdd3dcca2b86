"""Where a site can be published to, as ``--to`` and the setting PUBLISH_TO write it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from editions.model.hosts.table import ASK_AGAIN, DIGESTED, FOR_EVER
from editions.model.manifests import Listed

#: How each kind of target is written.
FORMS: Mapping[str, str] = {
    "folder": "folder:PATH",
    "rsync": "rsync:USER@HOST:PATH",
    "rclone": "rclone:REMOTE:PATH",
    "pages": "pages:BRANCH",
}
#: The branch forges take pages from unless told otherwise.
PAGES_BRANCH = "gh-pages"


@dataclass(frozen=True, slots=True)
class Target:
    """A place to publish to; ``host`` is a host of ssh, or a remote of rclone."""

    kind: str
    path: str
    host: str = ""

    def __str__(self) -> str:
        """Return the target as it is written."""
        return ":".join(part for part in (self.kind, self.host, self.path) if part)


def target_of(written: str) -> Target | None:
    """Return the target somebody wrote; None for what is none."""
    kind, _, place = written.partition(":")
    if kind == "folder" and place:
        return Target(kind, place)
    if kind == "pages":
        return Target(kind, place or PAGES_BRANCH)
    host, colon, path = place.partition(":")
    if kind not in ("rsync", "rclone") or not colon or not host or host.startswith("-"):
        return None
    # At the top of a remote, or in somebody's home, lies what is not ours.
    return Target(kind, path.rstrip("/"), host) if path.rstrip("/") else None


def releases_to_remove(
    there: frozenset[str], history: tuple[str, ...], current: str, keep: int
) -> list[str]:
    """Return the releases beyond those that were published last, never the current one."""
    newest_first = dict.fromkeys([current, *reversed(history)])
    kept = [release for release in newest_first if release in there][:keep]
    return sorted(there - set(kept))


def release_before(history: tuple[str, ...], current: str, there: frozenset[str]) -> str:
    """Return the release that was published before the current one and is still there, or nothing."""
    earlier = until(history, current)[:-1] if current in history else history
    return next((r for r in reversed(earlier) if r in there and r != current), "")


def until(history: tuple[str, ...], release: str) -> tuple[str, ...]:
    """Return a history as it was when a release in it had been published last."""
    return history[: len(history) - history[::-1].index(release)]


def upload_rounds(files: Mapping[str, Listed]) -> list[list[str]]:
    """Return paths in the order in which they may appear: what pages load, then pages, then the rest.

    A page that is there then never asks for a style that is not.
    """
    pages = sorted(path for path in files if path.endswith(".html"))
    loaded = sorted(files.keys() - set(pages))
    return [round_ for round_ in (loaded, pages) if round_]


def cache_rule(path: str) -> str:
    """Return how long a file may be kept: for ever where its name holds a digest."""
    return FOR_EVER if DIGESTED in path.split("/")[:-1] else ASK_AGAIN
