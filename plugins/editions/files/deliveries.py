"""What translators send back: PO files and work packs, told apart by what they hold.

Names say little: a browser, a mail program or a person may have given a file another one.
"""

from __future__ import annotations

from pathlib import Path

from editions.files.page_catalogs import PageCatalog, read_page_catalog
from editions.files.work_pack import read_work_pack

#: A byte order mark and white space, which may stand before anything.
_BEFORE = b"\xef\xbb\xbf \t\r\n"


def read_delivery(path: Path) -> PageCatalog:
    """Return the texts of a file that came back; raises SiteError with all that is damaged."""
    return read_work_pack(path) if _is_html(path) else read_page_catalog(path)


def _is_html(path: Path) -> bool:
    """Whether a file begins as HTML does; what cannot be read is for its reader to tell."""
    try:
        with path.open("rb") as file:
            return file.read(256).lstrip(_BEFORE).startswith(b"<")
    except OSError:
        return False
