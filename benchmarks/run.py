"""Builds the same corpus with Editions, Hugo and stock Pelican, and reports what each takes.

Builders take turns, round by round, so that a machine that grows slower or faster does so for all of
them. Quote the ratios; seconds are those of one machine on one day.

    ./inv bench                          # everything, about half an hour on two processors
    ./inv bench --sizes 3x50 --rounds 1  # a first look
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from builders import BUILDERS, Builder
from measure import Taken, measured
from report import chart, report

RESULTS = Path(__file__).resolve().parent / "results"
#: What is measured, in this order; what each means is said in the report.
SCENARIOS = ("cold", "nothing", "edit", "source", "fact", "theme")
#: Stock Pelican reads every file anew for every language; more than this takes it hours.
MOST_FOR_PELICAN = 1000
#: Cold builds with one language and with eight, to see how time grows.
GROWTH = ((1, 100), (8, 100))

Measurements = dict[str, dict[str, dict[str, list[Taken]]]]


def main() -> int:
    """Measure, print the report, and keep it if asked to."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--sizes", default="3x50,10x100,10x500,10x1000")
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--words", type=int, default=500, help="words of each page")
    options.add_argument("--builders", default=",".join(BUILDERS))
    options.add_argument("--write", action="store_true", help="keep the report in results/")
    chosen = options.parse_args()
    sizes = [read_size(text) for text in chosen.sizes.split(",")]
    names = chosen.builders.split(",")
    found: Measurements = {}
    with tempfile.TemporaryDirectory() as folder:
        for locales, pages in sizes:
            built = [n for n in names if n != "pelican" or locales * pages <= MOST_FOR_PELICAN]
            made = {n: BUILDERS[n](Path(folder, n), locales, pages, chosen.words) for n in built}
            say(f"{locales} x {pages}: written")
            found[f"{locales}x{pages}"] = measure_all(made, chosen.rounds)
            for name in built:
                shutil.rmtree(Path(folder, name))
        growth = measure_growth(Path(folder), chosen.words, chosen.rounds)
    about = machine() | {"rounds": str(chosen.rounds), "words of a page": str(chosen.words)}
    text = report(found, growth, about)
    print(text)
    if chosen.write:
        keep(found, growth, about, text)
    return 0


def measure_all(made: dict[str, Builder], rounds: int) -> dict[str, dict[str, list[Taken]]]:
    """Return what each builder takes in each scenario, round by round."""
    found: dict[str, dict[str, list[Taken]]] = {}
    for scenario in SCENARIOS:
        able = {n: b for n, b in made.items() if scenario == "cold" or scenario in b.can}
        found[scenario] = {name: [] for name in able}
        for round_ in range(rounds):
            for name, builder in able.items():
                prepare(builder, scenario, round_)
                taken = measured(builder.command)
                found[scenario][name].append(taken)
                say(f"  {scenario:8} {builder.name:24} {taken.cpu:8.2f} s CPU {taken.wall:8.2f} s")
    return found


def prepare(builder: Builder, scenario: str, round_: int) -> None:
    """Bring a site into the state a scenario begins with."""
    if scenario == "cold":
        builder.clean()
    elif scenario != "nothing":
        builder.change(scenario, round_)


def measure_growth(folder: Path, words: int, rounds: int) -> dict[str, list[Taken]]:
    """Return what cold builds of this project take with one language and with more."""
    found: dict[str, list[Taken]] = {}
    for locales, pages in GROWTH:
        builder = BUILDERS["editions"](folder / f"growth-{locales}", locales, pages, words)
        taken = []
        for _ in range(rounds):
            builder.clean()
            taken.append(measured(builder.command))
        found[f"{locales}x{pages}"] = taken
        say(f"growth {locales} x {pages}: {statistics.median(t.cpu for t in taken):.2f} s CPU")
    return found


def read_size(text: str) -> tuple[int, int]:
    """Return (locales, pages) of a size written as ``10x500``."""
    locales, _, pages = text.partition("x")
    return int(locales), int(pages)


def machine() -> dict[str, str]:
    """Return what the numbers depend on: machine, versions, day."""
    with Path("/proc/cpuinfo").open(encoding="utf-8") as file:
        model = next((line.split(":")[1].strip() for line in file if "model name" in line), "?")
    names: Sequence[tuple[str, Callable[[], str]]] = (
        ("day", lambda: datetime.now(UTC).date().isoformat()),
        ("processor", lambda: f"{model}, {os.cpu_count()} of them"),
        ("system", platform.platform),
        ("Python", platform.python_version),
        ("Hugo", lambda: version("hugo")),
        ("Pelican", lambda: version("pelican")),
        ("i18n-subsites", lambda: version("pelican-i18n-subsites")),
        ("Editions", commit),
    )
    return {name: read() for name, read in names}


def commit() -> str:
    """Return the commit that is measured."""
    asked = ["git", "describe", "--always", "--dirty"]
    folder = Path(__file__).resolve().parent
    ran = subprocess.run(asked, cwd=folder, capture_output=True, text=True, check=False)
    return ran.stdout.strip() or "?"


def keep(
    found: Measurements, growth: dict[str, list[Taken]], about: dict[str, str], text: str
) -> None:
    """Write report, chart and all single measurements into the folder of results."""
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "report.md").write_text(text, "utf-8")
    (RESULTS / "chart.svg").write_text(chart(found), "utf-8")
    plain = {
        size: {
            scenario: {name: [asdict(t) for t in taken] for name, taken in by_name.items()}
            for scenario, by_name in scenarios.items()
        }
        for size, scenarios in found.items()
    }
    single = {size: [asdict(t) for t in taken] for size, taken in growth.items()}
    values = {"about": about, "measured": plain, "growth": single}
    (RESULTS / "measurements.json").write_text(json.dumps(values, indent=1) + "\n", "utf-8")


def say(line: str) -> None:
    """Say how far it is, beside the report."""
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
