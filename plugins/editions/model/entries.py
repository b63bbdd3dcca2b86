"""An entry of a file of the data folder as found, before anything is known of what it means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class FoundEntry:
    """An entry as found: its id, its values, and the lines of the entry and of each key."""

    kind: str
    id: str
    path: str
    line: int
    values: Mapping[str, Any]
    lines: Mapping[str, int]

    def at(self, key: str = "") -> str:
        """Return where a key stands, as ``path:line``."""
        return f"{self.path}:{self.lines.get(key, self.line)}"
