"""Facts: which are due to be read again, and the copies that machines read."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator

from editions.commands.console import FINE, PROBLEMS, counted, report, say
from editions.errors import SiteError
from editions.files.facts import read_facts
from editions.hooks.settings import read_site
from editions.hooks.today import today
from editions.model.facts import DUE_AFTER, KINDS, OLD_AFTER, Fact, Facts, age_in_days


def facts_status(*, as_json: bool = False, settings: str = "") -> int:
    """List what was read more than 180 days ago; return 1 when something is over 365 days old."""
    try:
        site = read_site(settings or "pelicanconf.py")
        facts, problems = read_facts(site.content / "data")
    except SiteError as error:
        return report(error.problems)
    if problems:
        return report(problems)
    day = today()
    due = sorted(_due(facts, day), key=lambda item: (-item[2], item[0], item[1].id))
    old = [item for item in due if item[2] > OLD_AFTER]
    if as_json:
        say(json.dumps(_for_machines(facts, due, day), ensure_ascii=False, indent=1))
    else:
        for kind, fact, age in due:
            mark = "old" if age > OLD_AFTER else "due"
            say(f"{mark}  {age:5} days  {kind:12} {fact.id}  read at {fact.read_at}")
        total = counted(sum(len(getattr(facts, kind)) for kind in KINDS), "fact")
        say(f"{total}, {len(due)} due to be read again, {len(old)} of them older than a year")
    return PROBLEMS if old else FINE


def _due(facts: Facts, day: datetime.date) -> Iterator[tuple[str, Fact, int]]:
    for kind in KINDS:
        for fact in getattr(facts, kind).values():
            age = age_in_days(fact, day)
            if age > DUE_AFTER:
                yield kind, fact, age


def _for_machines(
    facts: Facts, due: list[tuple[str, Fact, int]], day: datetime.date
) -> dict[str, object]:
    return {
        "today": day.isoformat(),
        "facts": {kind: len(getattr(facts, kind)) for kind in KINDS},
        "due": [
            {
                "kind": kind,
                "id": fact.id,
                "read_on": fact.read_on.isoformat(),
                "read_at": fact.read_at,
                "days": age,
                "old": age > OLD_AFTER,
            }
            for kind, fact, age in due
        ],
    }
