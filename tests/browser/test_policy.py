"""The browser enforces our policy from the first byte, and no page of ours breaks it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from sample import Sample

pytestmark = pytest.mark.browser

#: Notes every violation, from before a page is read.
LISTEN = """
  window.violations = [];
  document.addEventListener("securitypolicyviolation", (event) => {
    window.violations.push(`${event.effectiveDirective} ${event.blockedURI} ${event.lineNumber}`);
  });
"""
#: Something each directive forbids; none of it may run or be fetched.
PLANTED = {
    "script-src-elem": "<script>document.title = 'ran'</script>",
    "script-src-attr": "<img src='data:,' onerror=\"document.title = 'ran'\">",
    "style-src-elem": "<style>h1 { color: red }</style>",
    "style-src-attr": "<p style='color: red'>red</p>",
    "img-src": "<img src='https://elsewhere.example/pixel.gif' alt=''>",
    "frame-src": "<iframe src='https://elsewhere.example/' title='x'></iframe>",
    "base-uri": "<base href='https://elsewhere.example/'>",
    "font-src": "<link rel=preload as=font href='https://elsewhere.example/f.woff2'>",
}


def violations_of(page: Page, address: str) -> list[str]:
    """Return what the policy stopped on a page."""
    page.goto(address)
    page.wait_for_load_state()
    found = page.evaluate("window.violations")
    assert isinstance(found, list)
    return found


def test_no_page_breaks_its_policy(page: Page, sample: Sample) -> None:
    page.add_init_script(LISTEN)
    broken = {
        path: found
        for path in sample.covering("site")
        if (found := violations_of(page, uri(sample.site, path)))
    }
    assert not broken


@pytest.mark.parametrize("directive", PLANTED)
def test_what_is_planted_into_a_page_is_stopped(
    page: Page, file_copy: Path, directive: str
) -> None:
    page.add_init_script(LISTEN)
    html = (file_copy / "en" / "index.html").read_text("utf-8")
    planted = file_copy / "en" / "planted.html"
    planted.write_text(html.replace("</main>", f"{PLANTED[directive]}</main>", 1), "utf-8")
    found = violations_of(page, planted.as_uri())
    planted.unlink()
    assert any(violation.startswith(directive) for violation in found), found
    assert page.title() != "ran"


def test_markup_made_by_a_script_is_refused(page: Page, built_site: Path) -> None:
    page.goto(uri(built_site, "en/index.html"))
    refused = page.evaluate(
        "() => { try { document.body.innerHTML = '<b>x</b>'; } catch (e) { return e.name; } }"
    )
    assert refused == "TypeError"


def uri(site: Path, path: str) -> str:
    return (site / path).as_uri()
