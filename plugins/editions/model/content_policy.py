"""What a browser may load and run on our pages: one table, for the pages and for the hosts.

The Content Security Policy (W3C, level 3) stands in every page, so that it also holds from a zip, on
a kiosk and on hosts that cannot send headers. Hosts that can send the same table, with the few
directives that count in a header only.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping

#: The name of the Trusted Types policy a script may make; it lets scripts of the site load one.
TRUSTED_POLICY = "editions"

#: Directive to sources. What is not named here is forbidden by ``default-src``: fonts, frames, media,
#: connections, workers.
_IN_PAGES: dict[str, tuple[str, ...]] = {
    "default-src": ("'none'",),
    "script-src": ("'self'",),
    "style-src": ("'self'",),
    "img-src": ("'self'",),
    "base-uri": ("'none'",),
    "form-action": ("'none'",),
    "require-trusted-types-for": ("'script'",),
    "trusted-types": (TRUSTED_POLICY,),
}
#: What the page that saves others has to do beside: ask for them, and start the worker that answers with
#: them. Scripts of all pages may make one policy each, and the first of them takes the other name.
_SAVING: dict[str, tuple[str, ...]] = {
    "connect-src": ("'self'",),
    "worker-src": ("'self'",),
    "trusted-types": (TRUSTED_POLICY, f"{TRUSTED_POLICY}-saving"),
}
#: A page cannot say this of itself (CSP 3, 6.4.2): nobody may show it inside of another.
_IN_HEADERS: dict[str, tuple[str, ...]] = {"frame-ancestors": ("'none'",)}
_DIGEST = re.compile(r"'sha256-[A-Za-z0-9+/]{43}='")


#: Of the page at an old address, which has an icon and a link.
POLICY_OF_REDIRECTS = "default-src 'none'; img-src 'self'; base-uri 'none'; form-action 'none'"


def policy_of_pages(first_script: str = "", style: str = "", *, saving: bool = False) -> str:
    """Return the policy as it stands in a page.

    ``first_script`` is the one script inside of it, ``style`` the style sheet inside of it; both may be
    empty. ``saving`` is for the page that saves others.
    """
    table = _IN_PAGES | _SAVING if saving else _IN_PAGES
    return _written(_allowing(table, first_script, style))


def policy_of_hosts(pages: Iterable[str] = ()) -> str:
    """Return the policy as a host sends it in a header, for every file.

    ``pages`` are the policies of the pages. What one page may do the header has to allow for all of
    them: each is held to its own policy as well. A worker has no policy but this one.
    """
    table = {**_IN_PAGES, **_SAVING, **_IN_HEADERS}
    found = {(name, source) for policy in pages for name, *rest in _read(policy) for source in rest}
    digests = sorted(pair for pair in found if _DIGEST.fullmatch(pair[1]))
    more = {name: tuple(d for n, d in digests if n == name) for name in table}
    return _written({name: (*sources, *more[name]) for name, sources in table.items()})


def policy_of_one_file(style: str) -> str:
    """Return the policy of a page that holds all it needs: one style sheet, pictures, no script."""
    inside = {"script-src": ("'none'",), "style-src": (), "img-src": ("data:",)}
    return _written(_allowing({**_IN_PAGES, **inside}, "", style))


def _allowing(
    table: dict[str, tuple[str, ...]], script: str, style: str
) -> Mapping[str, tuple[str, ...]]:
    inside = {"script-src": script, "style-src": style}
    return table | {
        directive: (*table[directive], f"'{digest_of(text)}'")
        for directive, text in inside.items()
        if text
    }


def digest_of(text: str) -> str:
    """Return the source expression that allows an inline script or style with exactly this text."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _written(table: Mapping[str, tuple[str, ...]]) -> str:
    return "; ".join(" ".join((directive, *sources)) for directive, sources in table.items())


def _read(policy: str) -> list[list[str]]:
    return [words for part in policy.split(";") if (words := part.split())]
