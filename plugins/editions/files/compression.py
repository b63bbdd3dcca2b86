"""Smaller copies of text files, for hosts that hand them out: ``.br`` and ``.gz`` beside each.

A copy holds no time stamp and no name, so that the same file makes the same copy. What was compressed
before is not compressed again: a ledger says of which file a copy was made, and what it was then.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping, Set
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli

from editions.files.processors import processors
from editions.files.sealed import read_sealed, write_sealed
from editions.files.writing import write_whole

#: Kinds of files that get smaller; pictures, fonts and archives are compressed in themselves.
KINDS = ("html", "css", "js", "json", "svg", "xml", "txt", "webmanifest")
_VERSION = f"1 {getattr(brotli, '__version__', '')} {zlib.ZLIB_RUNTIME_VERSION}"

#: Size in bytes and SHA-256 of a file; of none, where a copy would not be smaller.
Found = tuple[int, str]


def smaller_copies(
    folder: Path, own: Set[str], found: Mapping[str, Found], ledger: Path
) -> dict[str, Found]:
    """Put compressed copies beside the text files of a folder; return each with size and digest.

    ``own`` are the files of the site, which are never written over; ``found`` are all files of the
    folder, with those copies that were left from last time.
    """
    known: dict[str, tuple[str, dict[str, Found]]] = read_sealed(ledger, _VERSION) or {}
    names = [name for name in sorted(own) if name.rpartition(".")[2] in KINDS]

    def copies_of(name: str) -> dict[str, Found]:
        source, copies = known.get(name, ("", {}))
        kept = not own & copies.keys() and all(found.get(n) == copies[n] for n in copies)
        if kept and source == found[name][1]:
            return copies
        return dict(_write_copies(folder, name, own))

    # The compressors let other threads go on; the largest files come first.
    with ThreadPoolExecutor(max_workers=processors()) as workers:
        largest_first = sorted(names, key=lambda name: -found[name][0])
        made = dict(zip(largest_first, workers.map(copies_of, largest_first), strict=True))
    write_sealed(ledger, _VERSION, {name: (found[name][1], made[name]) for name in names})
    return {name: copy for copies in made.values() for name, copy in copies.items()}


def _write_copies(folder: Path, name: str, own: Set[str]) -> Iterator[tuple[str, Found]]:
    content = (folder / name).read_bytes()
    for suffix, compress in _COMPRESSORS.items():
        if f"{name}{suffix}" in own:
            continue
        smaller = compress(content)
        if len(smaller) < len(content):
            write_whole(folder / f"{name}{suffix}", smaller)
            yield f"{name}{suffix}", (len(smaller), hashlib.sha256(smaller).hexdigest())


def gzipped(content: bytes) -> bytes:
    """Return content as gzip writes it, without a time, a name or a word about the system (RFC 1952)."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, 9)
    head = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
    tail = struct.pack("<II", zlib.crc32(content), len(content) & 0xFFFFFFFF)
    return head + packer.compress(content) + packer.flush() + tail


def _brotli(content: bytes) -> bytes:
    return bytes(brotli.compress(content, mode=brotli.MODE_TEXT, quality=11))


_COMPRESSORS: Mapping[str, Callable[[bytes], bytes]] = {".br": _brotli, ".gz": gzipped}
