"""How long it takes to publish and to verify a large site in which nothing has changed.

Prints seconds of wall clock and of processors, as medians of several rounds, and the ratio to reading
and digesting the same files once, from one run on one machine. With rsync the other side is this
machine, reached without a network.

    .venv/bin/python benchmarks/publishing.py --pages 300 --rounds 3
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from languages import write_corpus
from measure import Taken, code_of, measured

from translations import LOCALES, write_settings

#: In the place of ssh: a shell here, for a host of any name.
HERE = '#!/bin/sh\nshift\nexec sh -c "$*"\n'
DIGEST = """
import hashlib, pathlib, sys
for path in pathlib.Path(sys.argv[1]).rglob('*'):
    path.is_file() and hashlib.sha256(path.read_bytes())
"""


def main() -> None:
    """Measure, and print a table."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--pages", type=int, default=300, help="pages in each locale")
    options.add_argument("--words", type=int, default=300, help="words in each page")
    options.add_argument("--rounds", type=int, default=3)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_corpus(folder, ("en", *LOCALES), chosen.pages, chosen.words)
        settings = _settings(folder)
        place = folder / "published"
        commands = {"publish, folder": _publish(f"folder:{place}", settings)}
        if shutil.which("rsync"):
            os.environ["RSYNC_RSH"] = str(_shell(folder))
            commands["publish, rsync"] = _publish(f"rsync:here:{folder / 'host'}", settings)
        commands["verify, folder"] = _code("verify", f"verify_copy(copy={str(place)!r})")
        for command in commands.values():
            measured(command)  # the first time everything is new
        files = [path for path in place.rglob("*") if path.is_file()]
        size = sum(path.stat().st_size for path in files)
        pages = chosen.pages * (len(LOCALES) + 1)
        print(f"{pages} pages, {len(files)} files, {size / 1e6:.0f} MB, nothing changed")
        print("| command | wall, s | least | most | CPU, s | MiB | ratio to reading |")
        print("|---|---:|---:|---:|---:|---:|---:|")
        reading = [sys.executable, "-c", DIGEST, str(place)]
        read = _rounds(reading, chosen.rounds)
        base = statistics.median(taken.wall for taken in read)
        _show("reading and digesting", read, base)
        for title, command in commands.items():
            _show(title, _rounds(command, chosen.rounds), base)


def _settings(folder: Path) -> Path:
    path = write_settings(folder)
    more = f"OUTPUT_PATH = {str(folder / 'output')!r}\nSITEURL = 'https://example.org'\n"
    # Nobody has translated these pages; they count as an edition all the same.
    path.write_text(path.read_text("utf-8") + more + "UNREADY_EDITIONS = 'list'\n", "utf-8")
    return path


def _shell(folder: Path) -> Path:
    path = folder / "here"
    path.write_text(HERE, "utf-8")
    path.chmod(0o755)
    return path


def _publish(to: str, settings: Path) -> list[str]:
    return _code("publish", f"publish_site(to={to!r}, wish=Wish(), settings={str(settings)!r})")


def _code(module: str, call: str) -> list[str]:
    return [sys.executable, "-c", code_of(module, call)]


def _rounds(command: Sequence[str], rounds: int) -> list[Taken]:
    return [measured(command) for _ in range(rounds)]


def _show(title: str, taken: Sequence[Taken], base: float) -> None:
    walls = [one.wall for one in taken]
    wall, cpu = statistics.median(walls), statistics.median(one.cpu for one in taken)
    memory = max(one.memory for one in taken)
    print(
        f"| {title} | {wall:.2f} | {min(walls):.2f} | {max(walls):.2f} | {cpu:.2f} "
        f"| {memory:.0f} | {wall / base:.1f} |"
    )


if __name__ == "__main__":
    main()
