"""axe finds no fault: every component, both directions, in the colours and widths readers have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
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
#: The rules that other colours can break. That of AAA leaves to that of AA what is below both.
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


@dataclass(frozen=True)
class Look:
    """What is asked of an open page, in which colours and width, and which pages are asked."""

    colours: Colours
    width: int
    rules: Rules = field(hash=False)
    apart: Apart


#: What a rule looks at may differ by direction, but neither colours do nor the form of a desk.
LIGHT = Look("light", PHONE, EVERYTHING, "direction")
DARK = Look("dark", PHONE, OF_COLOURS, "site")
LOOKS = (
    LIGHT,
    DARK,
    Look("forced", PHONE, OF_COLOURS, "site"),
    Look("light", DESK, EVERYTHING, "site"),
)

#: What was found by look and page.
Seen = Mapping[Look, Mapping[str, list[str]]]


@pytest.fixture(scope="module")
def page_with_axe(chromium: Browser, axe_source: str) -> Iterator[Page]:
    """Return a page all tests here share, as nothing of one visit stays for the next.

    The script of axe is in it before any page is.
    """
    context = chromium.new_context()
    context.add_init_script(axe_source)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def seen(page_with_axe: Page, sample: Sample) -> Seen:
    """Return what axe finds; each page is opened once and looked at in all ways it is to be."""
    seen: dict[Look, dict[str, list[str]]] = {look: {} for look in LOOKS}
    asked = {look: set(sample.covering(look.apart)) for look in LOOKS}
    for path in sorted(set().union(*asked.values())):
        page_with_axe.goto((sample.site / path).as_uri())
        for look in LOOKS:
            if path in asked[look]:
                seen[look][path] = faults_of(page_with_axe, look)
    return seen


@pytest.mark.parametrize("colours", ["light", "dark", "forced"])
@pytest.mark.accessibility("rules")
def test_axe_finds_nothing_wrong(
    seen: Seen, colours: Colours, record_property: RecordProperty
) -> None:
    looks = [seen[look] for look in LOOKS if look.colours == colours]
    record_property("pages", len({path for look in looks for path in look}))
    faults = [f"{path}{fault}" for look in looks for path in look for fault in look[path]]
    assert all(looks)
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(
    ("body", "rule", "look"),
    [
        (
            "<p style='color: #767676'>grey as AA allows and AAA does not</p>",
            "color-contrast-enhanced",
            LIGHT,
        ),
        (
            "<style>@media (prefers-color-scheme: dark) { p { color: #555; background: #000 } }"
            "</style><p>less in the dark than AA allows</p>",
            "color-contrast",
            DARK,
        ),
        ("<p style='color: #999'>less than AA allows</p>", "color-contrast", LIGHT),
        (
            "<style>@media (prefers-color-scheme: dark) { p { color: #767676; background: #000 } }"
            "</style><p>grey in the dark alone</p>",
            "color-contrast-enhanced",
            DARK,
        ),
        ("<button style='block-size: 9px; padding: 0'>x</button>" * 2, "target-size", LIGHT),
        ("<p><span lang='nolanguage'>x</span></p>", "valid-lang", LIGHT),
    ],
)
def test_axe_finds_what_is_planted(
    page_with_axe: Page, tmp_path: Path, body: str, rule: str, look: Look
) -> None:
    planted = tmp_path / "planted.html"
    planted.write_text(f"<!doctype html><html lang=en><title>x</title><body>{body}", "utf-8")
    page_with_axe.goto(planted.as_uri())
    assert any(f": {rule}: " in fault for fault in faults_of(page_with_axe, look))


def faults_of(page: Page, look: Look) -> list[str]:
    """Return what axe finds on an open page when it is looked at in some way."""
    page.emulate_media(
        color_scheme="dark" if look.colours == "dark" else "light",
        forced_colors="active" if look.colours == "forced" else "none",
    )
    page.set_viewport_size({"width": look.width, "height": 800})
    found = page.evaluate("options => axe.run(document, options)", look.rules)
    return [
        f" at {look.width}: {violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]
