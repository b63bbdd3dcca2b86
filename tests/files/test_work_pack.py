"""Work packs as files: what they allow, and what is refused when they come back."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

from editions.errors import SiteError
from editions.files.work_pack import read_work_pack, work_pack
from editions.model.links import SAFE_SCHEMES
from editions.model.markup import ALLOWED_ATTRIBUTES, ALLOWED_TAGS

HOSTILE = "</script><script>alert(1)</script><!-- \u2028 & {{style}}"


def work(text: str = "Bonjour", **unit: object) -> dict[str, Any]:
    given = {
        "context": "a#00000000", "kind": "paragraph", "state": "new", "source": "Hello",
        "previous": "", "text": text, "done": True,
    }  # fmt: skip
    language = {"code": "fr", "tag": "fr", "dir": "ltr", "autonym": "français"}
    page = {"page": "a", "title": "A", "critical": False, "units": [given | unit]}
    pack = {"format": 1, "site": "Site", "source": language, "target": language}
    return {**pack, "terms": [], "pages": [page]}


def saved(folder: Path, text: str) -> Path:
    path = folder / "pages-fr.html"
    path.write_text(text, "utf-8")
    return path


def test_only_its_own_script_and_style_may_run() -> None:
    page = work_pack(work())
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    for name in ("style", "script"):
        inside = re.search(rf"<{name}>(.*?)</{name}>", page, re.DOTALL)
        assert inside
        digest = base64.b64encode(hashlib.sha256(inside[1].encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy[1]
    assert policy[1].startswith("default-src 'none'")
    assert not re.search(r"https?://(?!example)|\son\w+=|\sstyle=", page.partition("<script")[0])


def test_the_script_ends_where_it_is_meant_to() -> None:
    # HTML, 13.1.2 and 13.2.5.20: behind “<!--” and “<script” its end tag is no longer one.
    script = work_pack(work()).rpartition("<script>")[2]
    assert script.count("</script>") == 1
    assert "<!--" not in script


def test_words_cannot_leave_their_place(tmp_path: Path) -> None:
    page = work_pack(work(HOSTILE, source=HOSTILE))
    assert page.partition("use strict")[0].count("<script") == 2
    assert "alert(1)</script>" not in page
    read = read_work_pack(saved(tmp_path, page))
    assert read.texts[0].text == read.texts[0].source == HOSTILE


def test_only_what_is_done_comes_back(tmp_path: Path) -> None:
    read = read_work_pack(saved(tmp_path, work_pack(work(done=False))))
    assert (read.language, read.texts, read.left_out) == ("fr", (), 1)


def test_the_page_allows_the_html_that_the_tools_allow() -> None:
    page = work_pack(work())
    tags = re.search(r'TAGS =\s*"([a-z0-9 ]+)"', page)
    attributes = re.search(r"ATTRIBUTE_NAMES = (\[[^\]]*\])", page)
    assert tags
    assert attributes
    assert set(tags[1].split()) == ALLOWED_TAGS
    assert set(json.loads(attributes[1])) == ALLOWED_ATTRIBUTES


def test_the_page_allows_the_addresses_that_the_tools_allow() -> None:
    found = re.search(r"SAFE_SCHEMES = (\[[^\]]*\])", work_pack(work()))
    assert found
    assert tuple(json.loads(found[1])) == SAFE_SCHEMES


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<p>Hello</p>", "holds no work"),
        (work_pack(work()).replace('"units":', '"unit":'), "data are damaged"),
        (work_pack(work()).replace('"format":1', '"format":2'), "of another version"),
        (work_pack(work()).replace('"Bonjour"', "7"), "data are damaged"),
        (work_pack(work()).replace('{"format"', '{"for'), "data are damaged"),
        (work_pack(work("NumÃ©ro")), "wrong encoding"),
        (work_pack(work("x")).replace(json.dumps([]), "[" * 100_000), "data are damaged"),
    ],
)
def test_what_is_damaged_is_named(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(SiteError) as raised:
        read_work_pack(saved(tmp_path, text))
    assert told in str(raised.value)
    assert "pages-fr.html" in str(raised.value)
