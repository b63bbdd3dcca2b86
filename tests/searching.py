"""The shipped search run in Node, as a page runs it: the theme's scripts with an index."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from editions.commands.workbench_machine import ROOT, node

_RUNNER = Path(__file__).parent / "search.js"


@dataclass(frozen=True)
class Told:
    """What the scripts made of questions: their answers, words and stems; terms with their entries."""

    answers: list[dict[str, Any]]
    words: list[list[str]]
    stems: list[list[str]]
    found: dict[str, list[int]]

    def pages(self, number: int) -> list[str]:
        """Return the page ids a question is answered with, each once, in their order."""
        hrefs = (result["href"] for result in self.answers[number]["results"])
        return list(dict.fromkeys(href.partition("#")[0].removesuffix(".html") for href in hrefs))


def ask(index: Path, questions: Sequence[str], scripts: Sequence[Path] = ()) -> Told:
    """Return what the scripts of the search make of questions; those of the theme, as written."""
    written = sorted((ROOT / "theme/static/js/search").glob("*.js"))
    asked = {
        "scripts": [str(path) for path in (*(scripts or written), index)],
        "questions": list(questions),
        "language": 0,
    }
    ran = subprocess.run(
        [node(), str(_RUNNER)], input=json.dumps(asked), capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout)
    return Told(told["answers"], told["words"], told["stems"], dict(told["found"]))
