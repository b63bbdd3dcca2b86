"""What tests of the whole site share: its pages, as built and as published."""

from __future__ import annotations

from pathlib import Path

import pytest

from recording import MARKER, RecordProperty
from shipped.pages import ShippedSite


@pytest.fixture(scope="session")
def site(repo: Path, built_site: Path) -> ShippedSite:
    """Return the shipped site as it is built without an address."""
    return ShippedSite(built_site, repo / "content")


@pytest.fixture(autouse=True)
def pages_for_the_record(request: pytest.FixtureRequest, record_property: RecordProperty) -> None:
    """Let a test of accessibility say how many pages it looks at: all, unless it says otherwise."""
    if request.node.get_closest_marker(MARKER) and "site" in request.fixturenames:
        record_property("pages", len(request.getfixturevalue("site").pages))


@pytest.fixture(scope="session")
def published(published_site: Path) -> ShippedSite:
    """Return some editions as they are built for an address that has a path."""
    return ShippedSite(published_site, published_site.with_name("content"))
