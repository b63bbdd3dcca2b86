"""On paper a page is a document: black on white, addresses written out, nothing to click."""

from __future__ import annotations

from pathlib import Path

import pytest

from browser.conftest import NewPage
from browser.visits import one_of_each_kind
from recording import RecordProperty

pytestmark = pytest.mark.browser

#: Everything that is wrong with a page on paper, each with the element it is about.
FAULTS = (Path(__file__).parent / "paper.js").read_text("utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.accessibility("paper")
def test_a_page_on_paper_is_black_on_white_with_its_addresses(
    new_page: NewPage, built_site: Path, scheme: str, record_property: RecordProperty
) -> None:
    page = new_page(color_scheme=scheme)
    page.emulate_media(media="print")
    faults = []
    record_property("pages", len(one_of_each_kind(built_site)))
    for path in one_of_each_kind(built_site):
        page.goto((built_site / path).as_uri())
        faults += [f"{path}: {fault}" for fault in page.evaluate(FAULTS)]
    assert not faults, "\n".join(faults)
