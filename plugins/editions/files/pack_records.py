"""The record of packs beside them: ``packs.json``, and ``SHA256SUMS`` for whoever checks a copy."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from editions.files.writing import write_whole
from editions.model.manifests import SUMS, sums_of
from editions.model.packs import FORMATS, RECORD, Pack


def read_packs(folder: Path) -> tuple[Pack, ...]:
    """Return the packs of a folder that lie there as they were recorded; damaged ones are left out."""
    try:
        entries = json.loads((folder / RECORD).read_bytes())["packs"]
        found = [
            Pack(
                **{
                    **entry,
                    "locales": tuple(entry["locales"]),
                    "made": datetime.date.fromisoformat(entry["made"]),
                }
            )
            for entry in entries
        ]
    except (OSError, ValueError, TypeError, KeyError):
        return ()
    return tuple(pack for pack in found if pack.form in FORMATS and _lies_there(folder, pack))


def write_packs(folder: Path, packs: Iterable[Pack]) -> None:
    """Record the packs of a folder."""
    listed = sorted(packs, key=lambda pack: pack.name)
    entries = [{**asdict(pack), "made": pack.made.isoformat()} for pack in listed]
    text = json.dumps({"packs": entries}, ensure_ascii=False, indent=1)
    sums = sums_of((pack.name, pack.sha256) for pack in listed)
    write_whole(folder / SUMS, sums.encode())
    write_whole(folder / RECORD, f"{text}\n".encode())


def _lies_there(folder: Path, pack: Pack) -> bool:
    path = folder / pack.name
    return "/" not in pack.name and path.is_file() and path.stat().st_size == pack.size
