"""The ledger of an edition: what it was last made from, and the files that lay there then.

Written when the edition is in its place. A build that is killed before leaves the older ledger, in
which the files that have changed since are not found again, and are made anew.
"""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

from editions.files.sealed import read_sealed, write_sealed
from editions.model.plans import Ledger


def read_ledger(place: Path, version: str, output: Path) -> Ledger:
    """Return the ledger of an edition; an empty one where none fits the folder it was built into."""
    folder, values = read_sealed(place, version) or ("", ())
    return Ledger(*values) if folder == str(output) else Ledger()


def write_ledger(place: Path, version: str, output: Path, ledger: Ledger) -> None:
    """Write the ledger of an edition that lies in a folder."""
    values = tuple(getattr(ledger, field.name) for field in fields(ledger))
    write_sealed(place, version, (str(output), values))
