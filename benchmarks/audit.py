"""Audits some pages of the built site, and films how they appear on the slowest networks.

Pages are served compressed, as a host serves them. Lighthouse simulates a phone on slow 4G; the films
are of a Chromium whose network is slowed down. Ends with 1 where a target is missed.

    ./inv audit              # about six minutes on two processors
    ./inv audit --rounds 1   # a first look
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from urllib.robotparser import RobotFileParser

from filmstrip import EDGE, GPRS, Film, film
from host import served
from lighthouse import Marks, marks_of, version
from playwright.sync_api import Browser, sync_playwright
from reel import audit_report, joined

RESULTS = Path(__file__).resolve().parent / "results"
LOCALES = ("en", "ar", "th")
#: The front page, the page of help, a text.
PAGES = ("index.html", "help/index.html", "issues/trafficking.html")
FILMED = ("help/index.html", "help/ke.html", "issues/trafficking.html")


def main() -> int:
    """Audit, print the report, and keep it if asked to."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--site", type=Path, required=True)
    options.add_argument("--port", type=int, default=0, help="what it was built for")
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--write", action="store_true", help="keep the report in results/")
    chosen = options.parse_args()
    with served(chosen.site, chosen.port) as address, sync_playwright() as playwright:
        as_root = hasattr(os, "geteuid") and os.geteuid() == 0
        flags = ["--disable-gpu", *(["--no-sandbox"] if as_root else [])]
        browser = playwright.chromium.launch(executable_path=os.environ["CHROME_PATH"], args=flags)
        films = filmed(browser, address)
        strip = joined(browser, films)
        about = facts_of(browser.version, chosen.rounds)
        browser.close()
        marks = audited(address, chosen.rounds)
    text = audit_report(marks, films, about)
    print(text)
    if chosen.write:
        keep(text, marks, films, about)
        (RESULTS / "filmstrip.png").write_bytes(strip)
    welcome = robots_are_welcome(chosen.site)
    if not welcome:
        say("robots.txt keeps search engines out")
    full = all(one.is_full for one in marks)
    quick = all(one.is_quick for one in films if needs(one))
    return 0 if welcome and full and quick else 1


def filmed(browser: Browser, address: str) -> list[Film]:
    """Return a film of each page on each network."""
    found = []
    for locale in LOCALES:
        for page in FILMED:
            for network in (GPRS, EDGE):
                say(f"filming {locale}/{page} on {network.name}")
                found.append(film(browser, address, f"{locale}/{page}", network))
    return found


def audited(address: str, rounds: int) -> list[Marks]:
    """Return the marks of each page."""
    found = []
    for locale in LOCALES:
        for page in PAGES:
            say(f"auditing {locale}/{page}")
            found.append(marks_of(address, f"{locale}/{page}", rounds))
    return found


def robots_are_welcome(site: Path) -> bool:
    """Tell whether robots.txt lets search engines read every audited page."""
    rules = RobotFileParser()
    rules.parse((site / "robots.txt").read_text("utf-8").splitlines())
    return all(rules.can_fetch("*", f"/{locale}/{page}") for locale in LOCALES for page in PAGES)


def needs(one: Film) -> bool:
    """Tell whether a target binds: the page of help has to be seen in time."""
    return one.page.endswith("help/index.html")


def facts_of(chromium: str, rounds: int) -> dict[str, str]:
    """Return what a reader of the numbers has to know."""
    revision = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
    )
    return {
        "day": datetime.now(UTC).date().isoformat(),
        "system": platform.platform(),
        "Chromium": chromium,
        "Lighthouse": version(),
        "Editions": revision.stdout.strip(),
        "rounds": str(rounds),
        # What else runs lowers the marks for speed: Lighthouse takes its waits for those of the page.
        "load": f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} processors",
    }


def keep(text: str, marks: Sequence[Marks], films: Sequence[Film], about: dict[str, str]) -> None:
    """Write the report for people and for machines."""
    measured = {
        "about": about,
        "lighthouse": [asdict(one) for one in marks],
        "first_paint": [
            {
                "page": one.page,
                "network": one.network.name,
                "seconds": round(one.first_paint, 2),
                "bytes": one.weight,
            }
            for one in films
        ],
    }
    (RESULTS / "audit.md").write_text(text, "utf-8")
    (RESULTS / "audit.json").write_text(json.dumps(measured, indent=1) + "\n", "utf-8")


def say(line: str) -> None:
    """Tell what is being done."""
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
