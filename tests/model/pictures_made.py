"""Small pictures of every format, made by hand, with whatever a test wants in them."""

from __future__ import annotations

import struct
import zlib

EXIF = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0%b\0\0\0\0\0\0\0"


def chunk(name: bytes, content: bytes = b"") -> bytes:
    """Return a chunk of PNG."""
    crc = struct.pack(">I", zlib.crc32(name + content))
    return struct.pack(">I", len(content)) + name + content + crc


def png(*between: bytes) -> bytes:
    """Return a PNG of one grey point, with chunks before the end."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    data = chunk(b"IDAT", zlib.compress(b"\0\x80"))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(between) + data + chunk(b"IEND")


def segment(marker: int, content: bytes) -> bytes:
    """Return a segment of JPEG."""
    return bytes([0xFF, marker]) + struct.pack(">H", len(content) + 2) + content


def jpeg(*between: bytes) -> bytes:
    """Return the frame of a JPEG, with segments behind the first; its scan has stuffed bytes."""
    jfif = segment(0xE0, b"JFIF\0\x01\x02\0\0\x01\0\x01\0\0")
    scan = segment(0xDA, b"\x01\x01\0\0\x3f\0") + b"\x11\xff\0\x22\xff\xd0\x33"
    return b"\xff\xd8" + jfif + b"".join(between) + segment(0xDB, bytes(65)) + scan + b"\xff\xd9"


def turned(orientation: int) -> bytes:
    """Return EXIF that says how a picture is turned."""
    return segment(0xE1, EXIF % bytes([orientation]))


def riff(name: bytes, content: bytes) -> bytes:
    """Return a chunk of WebP."""
    return name + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)


def webp(flags: int, *between: bytes) -> bytes:
    """Return a WebP with what it announces and some chunks behind its picture."""
    chunks = riff(b"VP8X", bytes([flags, *bytes(9)])) + riff(b"VP8L", b"\x2f\0\0\0\0")
    body = b"WEBP" + chunks + b"".join(between)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def gif(*between: bytes, pictures: int = 1) -> bytes:
    """Return a GIF of some pictures, with blocks before them."""
    one = b"\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0"
    return (
        b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff"
        + b"".join(between)
        + one * pictures
        + b"\x3b"
    )
