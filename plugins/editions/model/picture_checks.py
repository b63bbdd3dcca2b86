"""Whether a picture may be on the site: whole, small, at rest, and with nothing in it but the picture.

Sources: SAFE-2 and the budgets (part 3) of the readers' requirements.
"""

from __future__ import annotations

from collections.abc import Iterator

from editions.errors import Problem
from editions.model.picture_formats import (
    NotAPicture,
    format_of,
    is_animated,
    is_turned,
    metadata_of,
    without_metadata,
)
from editions.model.svg import svg_faults, svg_metadata, without_svg_metadata

#: In bytes: a picture of this size takes five seconds on EDGE.
LARGEST = 40_000
_SUFFIXES = {
    "png": "png",
    "jpg": "jpeg",
    "jpeg": "jpeg",
    "webp": "webp",
    "gif": "gif",
    "svg": "svg",
}
#: Pictures we cannot look into, so that nobody knows what else they hold.
_UNKNOWN = frozenset("avif bmp heic heif ico jfif jp2 jxl psd raw tif tiff".split())
STRIP = "Run ./inv media.strip, which takes it out and leaves the picture as it is."


def is_picture(name: str) -> bool:
    """Tell by its name whether a file is a picture, one we can look into or not."""
    suffix = name.rpartition(".")[2].lower()
    return suffix in _SUFFIXES or suffix in _UNKNOWN


def picture_problems(path: str, content: bytes) -> Iterator[Problem]:
    """Yield what is wrong with a picture; ``path`` is as people name it."""
    suffix = path.rpartition(".")[2].lower()
    if suffix in _UNKNOWN:
        remedy = "Save it as PNG, JPEG, WebP or SVG."
        yield Problem(path, f"nobody can look into pictures of the kind {suffix}.", remedy)
        return
    kind = format_of(content)
    if kind != _SUFFIXES[suffix]:
        yield Problem(
            path,
            f"the file is called {suffix} and is {kind or 'something else'}.",
            "Save it again as what its name says, or rename it.",
        )
        return
    if len(content) > LARGEST:
        yield Problem(
            path,
            f"the picture has {len(content):,} bytes, more than {LARGEST:,}.",
            "Make it smaller, or draw it with fewer colours: people wait for it on slow networks.",
        )
    yield from _inside_svg(path, content) if kind == "svg" else _inside(path, content)


def stripped(content: bytes) -> bytes:
    """Return a picture without metadata; raises NotAPicture where that cannot be done."""
    kind = format_of(content)
    if kind == "svg":
        return without_svg_metadata(_text_of(content)).encode()
    if kind == "jpeg" and is_turned(content):
        raise NotAPicture("its metadata turn it; turn the picture itself upright and save it")
    return without_metadata(content)


def _inside(path: str, content: bytes) -> Iterator[Problem]:
    try:
        found, moves = metadata_of(content), is_animated(content)
    except NotAPicture as reason:
        yield Problem(path, f"the picture is damaged: {reason}.", "Save it again.")
        return
    if found:
        what = f"the picture holds more than the picture: {', '.join(found)}."
        yield Problem(path, what, STRIP)
    if moves:
        remedy = "Show one state of it: what moves by itself keeps people from reading."
        yield Problem(path, "the picture moves by itself.", remedy)


def _inside_svg(path: str, content: bytes) -> Iterator[Problem]:
    try:
        text = _text_of(content)
    except NotAPicture as reason:
        yield Problem(path, f"the drawing is damaged: {reason}.", "Save it as UTF-8.")
        return
    found = tuple(svg_metadata(text))
    if found:
        yield Problem(path, f"the drawing holds more than the drawing: {', '.join(found)}.", STRIP)
    for fault in svg_faults(text):
        remedy = "Save it as plain SVG, with shapes and text alone."
        yield Problem(path, f"the drawing {fault}.", remedy)


def _text_of(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotAPicture(f"byte {error.start} is not UTF-8") from None
