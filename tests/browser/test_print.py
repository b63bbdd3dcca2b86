"""On paper a page is a document: black on white, addresses written out, nothing to click."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from recording import RecordProperty
from sample import Sample

pytestmark = pytest.mark.browser

#: Everything that is wrong with a page on paper, each with the element it is about.
FAULTS = (Path(__file__).parent / "paper.js").read_text("utf-8")


@pytest.mark.accessibility("paper")
def test_a_page_on_paper_is_black_on_white_with_its_addresses(
    page: Page, sample: Sample, record_property: RecordProperty
) -> None:
    pages, also_dark = sample.covering("direction"), set(sample.covering("site"))
    record_property("pages", len(pages))
    faults = []
    for path in pages:
        page.goto((sample.site / path).as_uri())
        for scheme in ("light", "dark") if path in also_dark else ("light",):
            page.emulate_media(media="print", color_scheme=scheme)
            faults += [f"{path}, {scheme}: {fault}" for fault in page.evaluate(FAULTS)]
    assert not faults, "\n".join(faults)
