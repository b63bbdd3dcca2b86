"""How build time grows with languages: the same pages in 1, 2, 4 and 8 locales, built cold.

Prints CPU seconds of the whole process tree as the median of several rounds, and the ratio to one
locale, from one run on one machine. Linear growth shows as a ratio equal to the number of locales.

    .venv/bin/python benchmarks/languages.py --pages 60 --rounds 3
"""

from __future__ import annotations

import argparse
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from measure import ROOT

LOCALES = ("en", "fr", "es", "ar", "ru", "pt", "sw", "id")
WORDS = (
    "harbour lantern meadow orchard pebble quarry ribbon shelter timber valley window yarn"
    " bridge candle dune ember field garden hollow island journey kettle ladder market"
).split()


def main() -> None:
    """Measure, and print a table."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--pages", type=int, default=60, help="pages in each locale")
    options.add_argument("--words", type=int, default=500, help="words in each page")
    options.add_argument("--rounds", type=int, default=3)
    chosen = options.parse_args()
    print(f"{chosen.pages} pages of {chosen.words} words in each locale, cold, CPU seconds")
    print("| locales | median | least | most | ratio |")
    print("|---:|---:|---:|---:|---:|")
    single = 0.0
    for count in (1, 2, 4, 8):
        with tempfile.TemporaryDirectory() as folder:
            write_corpus(Path(folder), LOCALES[:count], chosen.pages, chosen.words)
            times = [cpu_of_cold_build(Path(folder)) for _ in range(chosen.rounds)]
        median = statistics.median(times)
        single = single or median
        print(
            f"| {count} | {median:.2f} | {min(times):.2f} | {max(times):.2f}"
            f" | {median / single:.2f} |"
        )


def write_corpus(folder: Path, locales: tuple[str, ...], pages: int, words: int) -> None:
    """Write the same seeded pages into every locale's folder."""
    for locale in locales:
        chance = random.Random(7)  # noqa: S311 - seeded on purpose: every locale gets equal work
        for number in range(pages):
            path = folder / "content" / locale / "guide" / f"page-{number}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(page_text(chance, number, words), "utf-8")


def page_text(chance: random.Random, number: int, words: int) -> str:
    """Return a page with headings, lists, emphasis and a link, as real ones have."""
    parts = [f"---\nTitle: Page {number}\nSummary: About page {number}.\n---\n"]
    written = 0
    while written < words:
        sentence = " ".join(chance.choices(WORDS, k=14))
        if written % 140 == 0:
            parts.append(f"## {' '.join(chance.choices(WORDS, k=3)).title()}\n")
        if written % 70 == 56:
            parts.append(f"- {sentence}\n- see [another](page-{max(number - 1, 0)}.md)\n")
        else:
            parts.append(f"{sentence.capitalize()}, *{chance.choice(WORDS)}* it's.\n")
        written += 14
    return "\n".join(parts)


def cpu_of_cold_build(folder: Path) -> float:
    """Return user and system seconds of one build from nothing, children included."""
    for name in ("output", "cache"):
        shutil.rmtree(folder / name, ignore_errors=True)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, str(ROOT / "inv"), "build"]
    flags = [f"--{name}={folder / name}" for name in ("content", "output", "cache")]
    subprocess.run([*command, *flags], check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
