"""Pictures as bytes: what in them is no picture, and the same picture without it.

Looks at the segments, chunks and blocks of PNG, JPEG, WebP and GIF and decodes nothing, so that not a
single point of a picture changes. What is needed to show it stays (colours among it), everything else
goes: places, dates, cameras, names, comments, small copies of an earlier state. SVG is ``svg``'s.

Sources: PNG (W3C, third edition), ITU T.81 and JFIF, the WebP container of RFC 9649, GIF89a.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import NamedTuple


class NotAPicture(ValueError):
    """Bytes that are not what they begin as; the text says where they stop being it."""


class Part(NamedTuple):
    """A piece of a file: its name, its bytes, whether it belongs to the picture."""

    name: str
    content: bytes
    belongs: bool


#: Chunks of PNG that make up what is seen. All others are text, dates, EXIF, or of a program.
_PNG = frozenset(
    "IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB bKGD hIST pHYs sPLT cICP mDCV cLLI"
    " acTL fcTL fdAT".split()
)
_WEBP = frozenset({"VP8 ", "VP8L", "VP8X", "ALPH", "ICCP", "ANIM", "ANMF"})
_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
#: Bits of VP8X that announce EXIF and XMP.
_EXIF_AND_XMP = 0b00001100


def format_of(content: bytes) -> str:
    """Return png, jpeg, webp, gif, svg, or an empty string for anything else."""
    if content.startswith(_PNG_SIGNATURE):
        return "png"
    if content.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "webp"
    if content[:6] in (b"GIF87a", b"GIF89a"):
        return "gif"
    return "svg" if b"<svg" in content[:1024] else ""


def parts_of(content: bytes) -> tuple[Part, ...]:
    """Return a PNG, JPEG, WebP or GIF in its parts; raises NotAPicture where it cannot be followed."""
    readers = {"png": _png, "jpeg": _jpeg, "webp": _webp, "gif": _gif}
    kind = format_of(content)
    if kind not in readers:
        raise NotAPicture("it is none of PNG, JPEG, WebP and GIF")
    try:
        return tuple(readers[kind](content))
    except (IndexError, struct.error):
        raise NotAPicture("it ends before it is whole") from None


def metadata_of(content: bytes) -> tuple[str, ...]:
    """Return the names of the parts that do not belong to a picture, each once."""
    return tuple(dict.fromkeys(part.name for part in parts_of(content) if not part.belongs))


def without_metadata(content: bytes) -> bytes:
    """Return the same picture without what does not belong to it."""
    kept = [part for part in parts_of(content) if part.belongs]
    if format_of(content) != "webp":
        return b"".join(part.content for part in kept)
    chunks = b"".join(_announcing_nothing(part) for part in kept[1:])
    return b"RIFF" + struct.pack("<I", len(chunks) + 4) + b"WEBP" + chunks


def is_animated(content: bytes) -> bool:
    """Tell whether a picture moves by itself."""
    names = [part.name for part in parts_of(content)]
    return "acTL" in names or "ANIM" in names or names.count("picture") > 1


def is_turned(content: bytes) -> bool:
    """Tell whether metadata of a JPEG turns the picture: without them it would lie on its side."""
    exif = next((p.content[10:] for p in parts_of(content) if p.name == "EXIF"), b"")
    order = {b"II": "<", b"MM": ">"}.get(exif[:2])
    if order is None or format_of(content) != "jpeg":
        return False
    try:
        (start,) = struct.unpack_from(f"{order}I", exif, 4)
        (count,) = struct.unpack_from(f"{order}H", exif, start)
        for number in range(count):
            tag, _, _, value = struct.unpack_from(f"{order}HHIH", exif, start + 2 + 12 * number)
            if tag == 0x0112:
                return bool(value != 1)
    except struct.error:
        pass
    return False


def _png(content: bytes) -> Iterator[Part]:
    yield Part("signature", content[:8], True)
    at, name = 8, ""
    while name != "IEND":
        length, raw = struct.unpack_from(">I4s", content, at)
        chunk = content[at : at + length + 12]
        if len(chunk) < length + 12:
            raise IndexError
        if struct.unpack(">I", chunk[-4:])[0] != zlib.crc32(chunk[4:-4]):
            raise NotAPicture(f"the chunk at byte {at} is damaged")
        name = raw.decode("latin-1")
        yield Part(name, chunk, name in _PNG)
        at += len(chunk)
    yield from _behind_the_end(content, at)


def _jpeg(content: bytes) -> Iterator[Part]:
    yield Part("SOI", content[:2], True)
    at = 2
    while True:
        if content[at] != 0xFF:
            raise NotAPicture(f"there is no marker at byte {at}")
        marker = content[at + 1]
        if marker == 0xFF:  # a filling byte
            at += 1
            continue
        if marker == 0xD9:
            yield Part("EOI", content[at : at + 2], True)
            yield from _behind_the_end(content, at + 2)
            return
        (length,) = struct.unpack_from(">H", content, at + 2)
        segment = content[at : at + 2 + length]
        at += len(segment)
        if marker == 0xDA:  # what follows is the picture, up to the next marker
            end = _end_of_scan(content, at)
            segment, at = segment + content[at:end], end
        yield _jpeg_part(marker, segment)


def _end_of_scan(content: bytes, at: int) -> int:
    while True:
        at = content.find(b"\xff", at)
        if at < 0:
            raise IndexError
        if content[at + 1] != 0 and not 0xD0 <= content[at + 1] <= 0xD7:
            return at
        at += 2


def _jpeg_part(marker: int, segment: bytes) -> Part:
    held = segment[4:]
    if marker == 0xFE:
        return Part("comment", segment, False)
    if not 0xE0 <= marker <= 0xEF:
        return Part(f"{marker:02X}", segment, True)
    named = {
        b"Exif\0": "EXIF",
        b"http://ns.adobe.com/": "XMP",
        b"Photoshop": "IPTC",
        b"MPF\0": "MPF",
    }
    name = next((n for sign, n in named.items() if held.startswith(sign)), f"APP{marker - 0xE0}")
    # How to read colours stays; JFIF without its small picture, too.
    belongs = held.startswith((b"ICC_PROFILE\0", b"Adobe\0")) or (
        held.startswith(b"JFIF\0") and held[12:14] == b"\0\0"
    )
    return Part(name, segment, belongs)


def _webp(content: bytes) -> Iterator[Part]:
    (size,) = struct.unpack_from("<I", content, 4)
    end = size + 8
    if end > len(content):
        raise IndexError
    yield Part("header", content[:12], True)
    at = 12
    while at < end:
        raw, length = struct.unpack_from("<4sI", content, at)
        name = raw.decode("latin-1")
        chunk = content[at : at + 8 + length + length % 2]
        yield Part(name.strip() if name not in _WEBP else name, chunk, name in _WEBP)
        at += len(chunk)
    yield from _behind_the_end(content, end)


def _announcing_nothing(chunk: Part) -> bytes:
    if chunk.name != "VP8X":
        return chunk.content
    flags = chunk.content[8] & ~_EXIF_AND_XMP
    return chunk.content[:8] + bytes([flags]) + chunk.content[9:]


def _gif(content: bytes) -> Iterator[Part]:
    at = 13 + _colours(content[10])
    yield Part("header", content[:at], True)
    while True:
        start, sign = at, content[at]
        if sign == 0x3B:
            yield Part("trailer", content[at : at + 1], True)
            yield from _behind_the_end(content, at + 1)
            return
        if sign == 0x2C:
            at = _end_of_blocks(content, at + 11 + _colours(content[at + 9]))
            yield Part("picture", content[start:at], True)
        elif sign == 0x21:
            label = content[at + 1]
            at = _end_of_blocks(content, at + 2)
            names = {0xF9: "control", 0xFE: "comment", 0x01: "text", 0xFF: "application"}
            yield Part(names.get(label, "extension"), content[start:at], label == 0xF9)
        else:
            raise NotAPicture(f"there is no block at byte {at}")


def _colours(flags: int) -> int:
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _end_of_blocks(content: bytes, at: int) -> int:
    while content[at]:
        at += content[at] + 1
    return at + 1


def _behind_the_end(content: bytes, at: int) -> Iterator[Part]:
    if content[at:]:
        yield Part("bytes behind its end", content[at:], False)
