"""Where the exit of a page leads: a neutral page on another site, in the reader's language.

Pages with ``Risk: high`` have an exit, others none: everywhere it would frighten and lose its meaning.
The rules follow the GOV.UK Design System ("Exit this page") and techsafety.org: no site that shows each
visitor something of their own, none that needs an account, and never this site itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from editions.errors import Problem

_WHERE = "EXIT_ADDRESSES in the settings"
#: Sites that greet visitors with what they looked for before, or ask who they are.
_PERSONAL = frozenset(
    {
        "google",
        "youtube",
        "bing",
        "yahoo",
        "facebook",
        "instagram",
        "tiktok",
        "x",
        "amazon",
        "netflix",
    }
)


def exit_for(addresses: Mapping[str, str], chain: Sequence[str]) -> str:
    """Return the address for an edition: that of the first locale along its chain, or ``""``."""
    return next((addresses[code] for code in chain if code in addresses), "")


def exit_problems(addresses: object, site_url: str) -> list[Problem]:
    """Return what is wrong with the setting, one problem for each address."""
    if not isinstance(addresses, Mapping):
        return [
            Problem(
                _WHERE,
                "this is not a dictionary from a locale's code to an address.",
                "Write for instance EXIT_ADDRESSES = {'en': 'https://weather.example/'}.",
            )
        ]
    return [
        Problem(_WHERE, f"{code}: {what}: {address!r}.", remedy)
        for code, address in addresses.items()
        for what, remedy in _faults(str(address), urlsplit(site_url).hostname or "")
    ]


def _faults(address: str, own_host: str) -> Iterator[tuple[str, str]]:
    parts = urlsplit(address)
    host = parts.hostname or ""
    if parts.scheme != "https" or "." not in host:
        yield "this is no address of a page", "Write the whole address; it begins with https://."
        return
    if any(ord(sign) < 33 or ord(sign) > 126 for sign in address):
        yield (
            "this address has signs that must be written as %XX",
            "Copy it from a browser's address bar.",
        )
    if host == own_host:
        yield "this leads to this site", "Name a page of another site."
    if _PERSONAL & set(host.split(".")):
        yield (
            "this site shows each visitor something of their own",
            "Name one that shows everybody the same, as a weather service does.",
        )


def lacking_exit(where: str, edition: str) -> Problem:
    """Return the problem of a page that needs an exit in an edition without an address for it."""
    return Problem(
        where,
        f"Risk is high, and the edition {edition} has no address its exit could lead to.",
        "Add one for it, or for DEFAULT_LANG, to EXIT_ADDRESSES in the settings.",
    )
