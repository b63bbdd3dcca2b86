"""The marks of Mozilla's HTTP Observatory, for answers of a site that sets no cookies.

The rules are those of ``mozilla/http-observatory`` (httpobs/docs/scoring.md), with 10 for
Cross-Origin-Resource-Policy as its successor at MDN gives, as far as headers can meet or miss them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

#: From this mark on what is done beyond the expected counts, too.
_EXTRA_FROM = 90
_SIX_MONTHS = 15_768_000
_PRIVATE = frozenset(
    ("no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin")
)


def score(headers: Mapping[str, str], *, integrity: bool = False, preloaded: bool = False) -> int:
    """Return the mark for the headers of a page that is served by https, and only so.

    ``integrity`` says that every script has a digest in its tag, ``preloaded`` that browsers have the
    host in their list of those with https only.
    """
    told = {name.lower(): value.strip() for name, value in headers.items()}
    marks = [*_marks(told), 5 if integrity else 0, 5 if preloaded else 0]
    base = 100 + sum(mark for mark in marks if mark < 0)
    extra = sum(mark for mark in marks if mark > 0)
    return max(base + extra if base >= _EXTRA_FROM else base, 0)


def _marks(told: Mapping[str, str]) -> Iterator[int]:
    policy = _directives(told.get("content-security-policy", ""))
    yield _of_policy(policy)
    yield _of_framing(policy, told.get("x-frame-options", ""))
    yield _of_https(told.get("strict-transport-security", ""))
    yield 0 if told.get("x-content-type-options") == "nosniff" else -5
    yield 5 if told.get("referrer-policy") in _PRIVATE else 0
    yield 10 if told.get("cross-origin-resource-policy") in ("same-origin", "same-site") else 0


def _directives(policy: str) -> dict[str, list[str]]:
    parts = [part.split() for part in policy.split(";")]
    return {words[0].lower(): words[1:] for words in parts if words}


def _of_policy(policy: Mapping[str, list[str]]) -> int:
    """Return the mark of a policy: scripts in the page are weighed more than styles."""
    if not policy:
        return -25
    fallback = policy.get("default-src", ["*"])
    scripts, styles = policy.get("script-src", fallback), policy.get("style-src", fallback)
    if {"'unsafe-inline'", "*", "https:", "http:", "data:"} & set(scripts):
        return -20
    if "'unsafe-eval'" in scripts:
        return -10
    if "'unsafe-inline'" in styles:
        return 0
    return 10 if fallback == ["'none'"] else 5


def _of_framing(policy: Mapping[str, list[str]], option: str) -> int:
    if policy.get("frame-ancestors") in (["'none'"], ["'self'"]):
        return 5
    return 0 if option.upper() in ("DENY", "SAMEORIGIN") else -20


def _of_https(told: str) -> int:
    age = re.search(r"max-age=(\d+)", told)
    if not age:
        return -20
    return 0 if int(age[1]) >= _SIX_MONTHS else -10
