"""Pages that were parsed once are kept, and never believed when their files have changed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editions.files.content import read_content
from editions.files.page_store import PageStore, open_store
from editions.model.frontmatter import read_header
from editions.model.pages import PageText, read_page
from editions.model.stored_pages import packed, sharing, unpacked
from editions.model.survey import survey

PAGE = """---
Title: Help
Summary: Where to turn.
Date: 2026-01-31
Tags: a, b
Reviewed: 2026-02-01 Ada Diallo
Critical: yes
---
# One {#one}

Text with {figure:x}.

- item
"""


def text_of(raw: str) -> PageText:
    return read_page("help/index", "en", "content/en/help/index.md", read_header(raw, "x")[0])[0]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    (folder / "en").mkdir(parents=True)
    write(folder / "en/index.md", PAGE)
    return folder


def write(path: Path, text: str, *, age: float = 60) -> None:
    """Write a file that was changed some seconds ago."""
    path.write_text(text)
    changed = path.stat().st_mtime_ns - int(age * 1e9)
    os.utime(path, ns=(changed, changed))


def survey_with(store: PageStore, content: Path) -> tuple[PageText, bool]:
    """Return the front page as surveyed, and whether its file was read."""
    tree = read_content(content, store)
    inventory = survey(
        tree,
        source_locale="en",
        added_locales={},
        articles=(),
        keep=lambda found, page: store.keep(f"{found.folder}/{found.name}", page),
    )
    store.save()
    return inventory.entries["index"].source, bool(tree.pages[0].text)


def test_a_page_is_the_same_after_it_was_kept() -> None:
    page = text_of(PAGE)
    assert unpacked(packed(page), page.page_id, page.locale, page.path) == page


def test_a_translation_shares_the_digests_of_its_source() -> None:
    source = text_of(PAGE)
    text = text_of(PAGE.replace("---\n", f"---\nSource: {source.prints.stamp}\n", 1))
    share = sharing()
    kept, shared = packed(source), share(packed(source))
    assert shared == kept
    one, two = (unpacked(page, "a", "en", "x") for page in (shared, share(packed(text))))
    assert two.stamp
    assert two.stamp.blocks is one.prints.digests
    assert two.prints.shapes is one.prints.shapes


@given(st.text(max_size=300))
def test_any_page_is_the_same_after_it_was_kept(body: str) -> None:
    page = text_of(f"---\nTitle: x\n---\n{body}")
    assert unpacked(packed(page), page.page_id, page.locale, page.path) == page


def test_an_unchanged_file_is_not_read_again(content: Path, tmp_path: Path) -> None:
    first, read = survey_with(open_store(tmp_path / "pages", "1"), content)
    again, read_again = survey_with(open_store(tmp_path / "pages", "1"), content)
    assert (read, read_again) == (True, False)
    assert again == first


def test_a_changed_file_is_read_again(content: Path, tmp_path: Path) -> None:
    survey_with(open_store(tmp_path / "pages", "1"), content)
    write(content / "en/index.md", PAGE.replace("Help", "Hope"), age=50)
    page, _ = survey_with(open_store(tmp_path / "pages", "1"), content)
    assert page.title == "Hope"


def test_a_file_changed_a_moment_ago_is_read_again(content: Path, tmp_path: Path) -> None:
    path = content / "en/index.md"
    write(path, PAGE, age=0)
    survey_with(open_store(tmp_path / "pages", "1"), content)
    before = path.stat().st_mtime_ns
    path.write_text(PAGE.replace("Help", "Hope"))
    os.utime(path, ns=(before, before))  # a disk whose clock has not ticked in between
    page, _ = survey_with(open_store(tmp_path / "pages", "1"), content)
    assert page.title == "Hope"


def test_pages_parsed_by_other_code_are_not_used(content: Path, tmp_path: Path) -> None:
    survey_with(open_store(tmp_path / "pages", "1"), content)
    assert survey_with(open_store(tmp_path / "pages", "2"), content)[1]


@pytest.mark.parametrize("damage", [b"", b"nonsense", b"0" * 32 + b"more"])
def test_a_damaged_store_counts_as_empty(content: Path, tmp_path: Path, damage: bytes) -> None:
    survey_with(open_store(tmp_path / "pages", "1"), content)
    (tmp_path / "pages").write_bytes(damage)
    assert survey_with(open_store(tmp_path / "pages", "1"), content)[1]


def test_a_page_with_a_mistake_is_read_every_time(content: Path, tmp_path: Path) -> None:
    write(content / "en/index.md", PAGE.replace("2026-01-31", "soon"))
    survey_with(open_store(tmp_path / "pages", "1"), content)
    assert survey_with(open_store(tmp_path / "pages", "1"), content)[1]
