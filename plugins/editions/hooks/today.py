"""The clock, read in one place."""

from __future__ import annotations

import datetime
import os


def today() -> datetime.date:
    """Return the day facts are as old as: SOURCE_DATE_EPOCH decides, so that builds can repeat."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date()
    return datetime.datetime.now(datetime.UTC).date()
