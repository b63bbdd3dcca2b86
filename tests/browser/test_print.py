"""On paper a page is a document: black on white, addresses written out, nothing to click."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page

from recording import RecordProperty
from sample import Sample

pytestmark = pytest.mark.browser

#: Everything that is wrong with a page on paper, each with the element it is about.
FAULTS = (Path(__file__).parent / "paper.js").read_text("utf-8")
#: Leaves a page with a gap and six items of a list, of one line each.
WITH_A_LIST_BELOW_A_GAP = """() => {
  const text = document.querySelector('.prose');
  const gap = Object.assign(document.createElement('div'), { id: 'gap' });
  const list = document.createElement('ul');
  for (let i = 0; i < 6; i += 1) {
    list.append(Object.assign(document.createElement('li'), { textContent: 'item' }));
  }
  text.replaceChildren(gap, list);
}"""


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


def test_no_item_of_a_list_stands_alone_on_a_sheet(
    page: Page, sample: Sample, tmp_path: Path
) -> None:
    """The list is pushed down bit by bit, over the end of the first sheet."""
    page.goto((sample.site / "en/help/report.html").as_uri())
    page.evaluate(WITH_A_LIST_BELOW_A_GAP)
    apart = set()
    for gap in range(500, 780, 15):
        page.evaluate(
            "(gap) => { document.getElementById('gap').style.blockSize = `${gap}px`; }", gap
        )
        page.pdf(path=tmp_path / "sheet.pdf", format="A4")
        read = ["pdftotext", str(tmp_path / "sheet.pdf"), "-"]
        sheets = subprocess.run(read, capture_output=True, text=True, check=True).stdout.split("\f")
        apart.add(tuple(found for sheet in sheets if (found := sheet.count("item"))))
    assert {items for items in apart if len(items) > 1}, "no list was parted"
    assert not {items for items in apart if 1 in items}
