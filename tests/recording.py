"""Writes down what the tests of accessibility found, for the page that shows it.

A test says by ``@pytest.mark.accessibility("keyboard")`` which check it belongs to, and by
``record_property("pages", …)`` how many pages it looked at. With xdist the workers send both along with
their reports, and the process that started them writes.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import yaml

from editions.model.check_records import CHECKS

#: The file to write; ``./inv test --record`` sets it.
RECORD = "ACCESSIBILITY_RECORD"
MARKER = "accessibility"

#: Pytest's fixture ``record_property``.
RecordProperty = Callable[[str, object], None]

_HEAD = """# What the tests of accessibility found last, for the page site/accessibility.
# Written by "./inv test --record"; nobody edits it.
"""


@dataclass
class Findings:
    """What was found so far: by check, the most pages, the failed tests, the browsers."""

    pages: dict[str, int] = field(default_factory=dict)
    faults: dict[str, int] = field(default_factory=dict)
    browsers: dict[str, set[str]] = field(default_factory=dict)

    def add(self, report: pytest.TestReport) -> None:
        """Take in the report of a test, or of what it needed where that went wrong."""
        told = dict(report.user_properties)
        check = str(told.get(MARKER, ""))
        if not check or report.skipped or (report.when != "call" and report.passed):
            return
        self.pages[check] = max(self.pages.get(check, 0), int(str(told.get("pages", 0))))
        self.faults[check] = self.faults.get(check, 0) + report.failed
        if browser := told.get("browser"):
            self.browsers.setdefault(check, set()).add(str(browser))

    def written(self, day: datetime.date) -> str:
        """Return the text of the file."""
        records = {
            check: {
                "tested_on": day.replace(),  # YAML refers to what it has written already
                "pages": self.pages[check],
                "faults": self.faults[check],
                "browsers": sorted(self.browsers.get(check, ())),
            }
            for check in CHECKS
            if check in self.pages
        }
        return _HEAD + yaml.safe_dump(records, sort_keys=False, default_flow_style=None)


def mark_for_the_record(items: Iterable[pytest.Item]) -> None:
    """Let the reports of marked tests say which check they belong to."""
    for item in items:
        for marker in item.iter_markers(MARKER):
            assert marker.args[0] in CHECKS, f"{item.nodeid}: there is no check {marker.args[0]}"
            item.user_properties.append((MARKER, marker.args[0]))


def keep(findings: Findings) -> None:
    """Write what was found, where the run was to be recorded and has found anything."""
    target = os.environ.get(RECORD)
    if not target or not findings.pages:
        return
    path = Path(target)
    path.write_text(findings.written(datetime.datetime.now(datetime.UTC).date()), "utf-8")
