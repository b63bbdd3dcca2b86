"""On paper a page is a document: black on white, addresses written out, nothing to click."""

from __future__ import annotations

from pathlib import Path

import pytest

from browser.conftest import NewPage
from recording import RecordProperty
from sample import Apart, Sample

pytestmark = pytest.mark.browser

#: Everything that is wrong with a page on paper, each with the element it is about.
FAULTS = (Path(__file__).parent / "paper.js").read_text("utf-8")


@pytest.mark.parametrize(("scheme", "apart"), [("light", "direction"), ("dark", "site")])
@pytest.mark.accessibility("paper")
def test_a_page_on_paper_is_black_on_white_with_its_addresses(
    new_page: NewPage, sample: Sample, scheme: str, apart: Apart, record_property: RecordProperty
) -> None:
    page = new_page(color_scheme=scheme)
    page.emulate_media(media="print")
    faults = []
    pages = sample.covering(apart)
    record_property("pages", len(pages))
    for path in pages:
        page.goto((sample.site / path).as_uri())
        faults += [f"{path}: {fault}" for fault in page.evaluate(FAULTS)]
    assert not faults, "\n".join(faults)
