"""Addresses: from a path in an edition to what stands in ``href``.

Every link within the site is relative, because absolute paths break under a sub-path and on a USB
stick; every address ends in a file name, because a folder shows a listing from ``file://``.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, urlencode

#: Folders of an edition in which the generator writes itself.
RESERVED_FOLDERS = ("theme", "media", "drafts")
#: What needs no quoting, as nearly all paths are.
_PLAIN = re.compile(r"[A-Za-z0-9_.~/-]*").fullmatch


def relative_href(target: str, start: str) -> str:
    """Return the href of one path of the site from the page at another, both from the same top.

    ``relative_href("fr/index.html", "en/issues/online.html")`` is ``../../fr/index.html``.
    """
    top, _, rest = target.partition("/")
    if rest and not start.startswith(f"{top}/"):  # another edition: nothing in common
        return quoted("../" * start.count("/") + target)
    folders = start.split("/")[:-1]
    parts = target.split("/")
    shared = 0
    while shared < min(len(folders), len(parts) - 1) and folders[shared] == parts[shared]:
        shared += 1
    return quoted("../" * (len(folders) - shared) + "/".join(parts[shared:]))


def relative_base(start: str) -> str:
    """Return the href of the top folder from the page at a path: ``""``, ``../`` and so on."""
    return "../" * start.count("/")


def absolute_address(site_url: str, path: str) -> str:
    """Return the full address of a path of the site; RFC 3986 quoting, UTF-8."""
    return f"{site_url}/{quoted(path)}"


def report_address(to: str, page: str) -> str:
    """Return where to write about a page: ``to`` is an e-mail address, or that of a form."""
    if "://" in to:
        return f"{to}{'&' if '?' in to else '?'}{urlencode({'page': page})}"
    return f"mailto:{to}?{urlencode({'subject': page}, quote_via=quote)}"


def quoted(path: str) -> str:
    """Return a path as it may stand in an address."""
    # A colon in the first segment would read as a scheme (RFC 3986, 4.2), and a semicolon as the
    # beginning of parameters by some readers; both are quoted too.
    return path if _PLAIN(path) else quote(path, safe="/~!$&'()*+,=@")


def comparable(address: str) -> str:
    """Return what is the same for addresses that are one on some disk or host.

    Without case and in one Unicode form: both differ between file systems.
    """
    return unicodedata.normalize("NFC", address).casefold()


def is_reserved(address: str) -> bool:
    """Tell whether an address within an edition lies in a folder of the generator."""
    return address.partition("/")[0] in RESERVED_FOLDERS
