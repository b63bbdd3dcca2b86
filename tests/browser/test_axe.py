"""axe finds no fault: every component, both directions, in the colours and widths readers have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from recording import RecordProperty
from sample import Apart, Sample

pytestmark = pytest.mark.browser

#: WCAG 2.0 to 2.2, levels A and AA; and the three rules there are for AAA (1.4.6, 2.4.9, 2.2.4).
EVERYTHING = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    },
    "rules": {
        "color-contrast-enhanced": {"enabled": True},
        "identical-links-same-purpose": {"enabled": True},
        "meta-refresh-no-exceptions": {"enabled": True},
        "target-size": {"enabled": True},
    },
    "resultTypes": ["violations"],
}
#: The rules that other colours can break.
OF_COLOURS = {
    "runOnly": {
        "type": "rule",
        "values": ["color-contrast", "color-contrast-enhanced", "link-in-text-block"],
    },
    "resultTypes": ["violations"],
}

Rules = Mapping[str, object]
Colours = Literal["light", "dark", "forced"]

#: Where most is in the way, and the form of a desk.
PHONE, DESK = 360, 1280
#: What a rule looks at may differ by direction, but neither colours do nor the form of a desk.
LOOKS: dict[Colours, dict[int, Apart]] = {
    "light": {PHONE: "direction", DESK: "site"},
    "dark": {PHONE: "site"},
    "forced": {PHONE: "site"},
}


@pytest.fixture(scope="module")
def page_with_axe(chromium: Browser, axe_source: str) -> Iterator[Page]:
    """Return a page all tests here share, as nothing of one visit stays for the next.

    The script of axe is in it before any page is.
    """
    context = chromium.new_context()
    context.add_init_script(axe_source)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("colours", ["light", "dark", "forced"])
@pytest.mark.accessibility("rules")
def test_axe_finds_nothing_wrong(
    page_with_axe: Page,
    sample: Sample,
    colours: Colours,
    record_property: RecordProperty,
) -> None:
    page_with_axe.emulate_media(
        color_scheme="dark" if colours == "dark" else "light",
        forced_colors="active" if colours == "forced" else "none",
    )
    looks = [
        (path, width) for width, apart in LOOKS[colours].items() for path in sample.covering(apart)
    ]
    rules = EVERYTHING if colours == "light" else OF_COLOURS
    record_property("pages", len({path for path, _ in looks}))
    faults = [
        fault
        for path, width in looks
        for fault in faults_of(page_with_axe, (sample.site / path).as_uri(), rules, width)
    ]
    assert not faults, "\n".join(dict.fromkeys(faults))


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        (
            "<p style='color: #767676'>grey as AA allows and AAA does not</p>",
            "color-contrast-enhanced",
        ),
        ("<button style='block-size: 9px; padding: 0'>x</button>" * 2, "target-size"),
        ("<p><span lang='nolanguage'>x</span></p>", "valid-lang"),
    ],
)
def test_axe_finds_what_is_planted(
    page_with_axe: Page, tmp_path: Path, body: str, rule: str
) -> None:
    page_with_axe.emulate_media(color_scheme="light", forced_colors="none")
    planted = tmp_path / "planted.html"
    planted.write_text(f"<!doctype html><html lang=en><title>x</title><body>{body}", "utf-8")
    faults = faults_of(page_with_axe, planted.as_uri(), EVERYTHING, PHONE)
    assert any(f": {rule}" in fault for fault in faults)


def faults_of(page: Page, address: str, rules: Rules, width: int) -> list[str]:
    """Return what axe finds on a page in a width."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address)
    found = page.evaluate("options => axe.run(document, options)", rules)
    return [
        f"{'/'.join(address.split('/')[-3:])} at {width}: {violation['id']}: {node['target']} "
        f"{node['failureSummary']}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]
