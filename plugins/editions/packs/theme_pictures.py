"""The theme's picture for libraries of packs, where there is no room for a drawing in SVG."""

from __future__ import annotations

import struct
from pathlib import Path

from editions.errors import Problem, SiteError

#: In pixels: what openZIM asks for, "Metadata", Illustration.
SIZE = 48
_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def library_picture(theme: Path) -> bytes:
    """Return a PNG of exactly this size; raises SiteError for a theme that has none."""
    path = theme / "packs" / f"icon-{SIZE}.png"
    content = path.read_bytes() if path.is_file() else b""
    # PNG (W3C), 5.2 and 11.2.2: after the signature, length and name of the header come its two sizes.
    if not content.startswith(_SIGNATURE) or content[16:24] != struct.pack(">II", SIZE, SIZE):
        what = f"packs show a PNG of {SIZE} × {SIZE} pixels, and this is none."
        raise SiteError([Problem(str(path), what, "Draw the theme's icon in this size.")])
    return content
