"""How long translators' commands take on a large site: status over ten locales, check of one.

Prints seconds of wall clock, as the median of several rounds after a first one that is thrown away
(warm), and the ratio to reading the same files and no more, from one run on one machine.

    .venv/bin/python benchmarks/translations.py --pages 1000 --rounds 3
"""

from __future__ import annotations

import argparse
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from languages import page_text
from measure import ROOT, code_of

LOCALES = ("ar", "es", "fr", "hi", "id", "pt", "ru", "sw", "th", "zh_Hans")
READ = "import pathlib, sys; [p.read_bytes() for p in pathlib.Path(sys.argv[1]).rglob('*.md')]"


def main() -> None:
    """Measure, and print a table."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--pages", type=int, default=1000, help="pages in each locale")
    options.add_argument("--words", type=int, default=200, help="words in each page")
    options.add_argument("--rounds", type=int, default=3)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_corpus(folder, chosen.pages, chosen.words)
        settings = write_settings(folder)
        for locale in LOCALES:
            stamp = f"stamp_translations({locale!r}, every=True, settings={str(settings)!r})"
            run_code(code_of("translate_stamp", stamp))
        print(f"{chosen.pages} pages of {chosen.words} words in {len(LOCALES) + 1} locales, warm")
        print("| command | median, s | least | most | ratio to reading |")
        print("|---|---:|---:|---:|---:|")
        read = timed(chosen.rounds, READ, str(folder / "content"))
        show("reading every file", read, read)
        for title, module, function, first in (
            ("translate.status", "translate_status", "translation_status", ""),
            ("translate.check fr", "translate_stamp", "check_translations", "fr"),
        ):
            code = code_of(module, f"{function}({first!r}, settings={str(settings)!r})")
            show(title, timed(chosen.rounds, code), read)


def write_corpus(folder: Path, pages: int, words: int) -> None:
    """Write the same seeded pages into every locale's folder, the source's too."""
    for locale in ("en", *LOCALES):
        chance = random.Random(7)  # noqa: S311 - seeded on purpose: every locale gets equal work
        for number in range(pages):
            path = folder / "content" / locale / f"part-{number % 20}" / f"page-{number}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(page_text(chance, number, words), "utf-8")


def write_settings(folder: Path) -> Path:
    """Write settings that read the corpus; return their path."""
    text = (ROOT / "pelicanconf.py").read_text("utf-8")
    text = text.replace("Path(__file__).parent", f"Path({str(ROOT)!r})")
    places = {
        "PATH": folder / "content",
        "CACHE_PATH": folder / "cache",
        "TRANSLATIONS_PATH": folder / "po",
        "THEME": ROOT / "theme",
    }
    lines = [f"{key} = {str(path)!r}" for key, path in places.items()]
    path = folder / "pelicanconf.py"
    path.write_text("\n".join([text, *lines]) + "\n", "utf-8")
    return path


def timed(rounds: int, code: str, *arguments: str) -> list[float]:
    """Return the seconds of some rounds of a program, each in a process of its own."""
    times = []
    for _ in range(rounds + 1):
        started = time.perf_counter()
        run_code(code, *arguments)
        times.append(time.perf_counter() - started)
    return times[1:]


def run_code(code: str, *arguments: str) -> None:
    """Run a program; its warnings are of no interest here."""
    quiet = subprocess.DEVNULL
    subprocess.run(
        [sys.executable, "-c", code, *arguments], check=False, stdout=quiet, stderr=quiet
    )


def show(title: str, times: list[float], base: list[float]) -> None:
    """Print a line of the table."""
    median = statistics.median(times)
    ratio = median / statistics.median(base)
    print(f"| {title} | {median:.2f} | {min(times):.2f} | {max(times):.2f} | {ratio:.1f} |")


if __name__ == "__main__":
    main()
