"""The same site as an onion service, and how Tor Browser hears of it (``Onion-Location``).

Tor Browser offers the address to readers who came by https, and to no others: nobody on the way could
have put it there. It is read from a header, and from ``<meta http-equiv>`` where a host sets none.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from editions.errors import Problem
from editions.model.addresses import absolute_address

_WHERE = "ONION_ADDRESS in the settings"
_ADDRESS = re.compile(r"https?://([a-z2-7]{56})\.onion")
_VERSION = b"\x03"


def onion_problems(address: object) -> Iterator[Problem]:
    """Yield what is wrong with the setting; nothing where there is none."""
    if not address:
        return
    match = _ADDRESS.fullmatch(address) if isinstance(address, str) else None
    if not match:
        yield Problem(
            _WHERE,
            f"this is no address of an onion service: {address!r}.",
            "Write http://, the 56 small letters and digits of version 3, and .onion; no path.",
        )
    elif not _is_whole(match[1]):
        yield Problem(
            _WHERE,
            f"this address has a slip in it, its letters do not agree: {address!r}.",
            "Copy it once more from the file hostname in the folder of the service.",
        )


def onion_host(onion: str, site_url: str) -> str:
    """Return the address pages and hosts tell of, or ``""`` where Tor Browser would not heed it."""
    return onion if urlsplit(site_url).scheme == "https" else ""


def onion_address(onion: str, site_url: str, path: str) -> str:
    """Return where a path of the site lies at its onion service: at the same path; or ``""``."""
    host = onion_host(onion, site_url)
    return host and absolute_address(host + urlsplit(site_url).path, path)


def _is_whole(name: str) -> bool:
    """Tell whether a name agrees with its checksum (rend-spec-v3, "Encoding onion addresses")."""
    raw = base64.b32decode(name.upper())
    key, checksum, version = raw[:32], raw[32:34], raw[34:]
    wanted = hashlib.sha3_256(b".onion checksum" + key + version).digest()[:2]
    return version == _VERSION and checksum == wanted
