"""Lighthouse on some pages: four marks for each, as a phone on slow 4G gets it."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

TOOL = Path(__file__).resolve().parent / "node_modules/lighthouse/cli/index.js"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
#: It asks for robots.txt from within the page, and the policy of our pages allows no connection.
#: ``robots_are_welcome`` of ``audit`` looks at the file itself.
NOT_ABLE = "robots-txt"
_FLAGS = "--headless=new --disable-gpu --disable-quic --no-first-run --disable-extensions"


@dataclass(frozen=True)
class Marks:
    """The marks of a page, 0 to 100, and the audits that lost some, with what they say."""

    page: str
    marks: Mapping[str, float]
    lost: Mapping[str, str]

    @property
    def is_full(self) -> bool:
        """Whether nothing could be better."""
        return all(mark == 100 for mark in self.marks.values())


def marks_of(address: str, page: str, rounds: int) -> Marks:
    """Return the median of the marks of a page over some rounds."""
    seen = [_report(address + page) for _ in range(rounds)]
    marks = {
        category: round(
            100 * statistics.median(one["categories"][category]["score"] for one in seen), 1
        )
        for category in CATEGORIES
    }
    lost = {name: told for one in seen for name, told in _lost(one)}
    return Marks(page, marks, lost)


def version() -> str:
    """Return the version of Lighthouse."""
    return str(json.loads((TOOL.parents[1] / "package.json").read_text("utf-8"))["version"])


def _report(address: str) -> dict[str, dict[str, dict[str, float]]]:
    # As root Chromium has no sandbox to use.
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    flags = f"{_FLAGS} --no-sandbox" if as_root else _FLAGS
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "report.json")
        command: Sequence[str] = (
            *(os.environ["NODE"], str(TOOL), address, "--quiet", "--output=json"),
            *(f"--output-path={path}", f"--chrome-flags={flags}"),
            f"--only-categories={','.join(CATEGORIES)}",
            f"--skip-audits={NOT_ABLE}",
        )
        subprocess.run(command, check=True)
        found: dict[str, dict[str, dict[str, float]]] = json.loads(path.read_text("utf-8"))
    return found


def _lost(report: Mapping[str, Mapping[str, Mapping[str, object]]]) -> list[tuple[str, str]]:
    weighed = {
        reference["id"]
        for category in CATEGORIES
        for reference in report["categories"][category]["auditRefs"]  # type: ignore[attr-defined]
        if reference["weight"]
    }
    return [
        (name, f"{audit['title']} {audit.get('displayValue') or ''}".strip())
        for name, audit in report["audits"].items()
        if name in weighed and isinstance(score := audit["score"], int | float) and score < 1
    ]
