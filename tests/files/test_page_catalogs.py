"""PO files of pages: other programs read them, and what is none is told once."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from editions.errors import SiteError
from editions.files.deliveries import read_delivery
from editions.files.page_catalogs import Entry, page_catalog, read_page_catalog

LONG = (
    'Former words of “a page” with a "quotation", a \\ and more than one line of a file can hold. '
)


def exported(folder: Path, *entries: Entry) -> Path:
    path = folder / "pages-fr.po"
    path.write_bytes(
        page_catalog(entries, project="Site", code="fr", plural="nplurals=1; plural=0;")
    )
    return path


@pytest.mark.parametrize(
    "former", ["Short", LONG.strip(), LONG * 9, "Two  \nlines", f"{LONG}\\\n{LONG}"]
)
def test_a_former_source_of_any_length_is_written_as_gettext_writes_it(
    tmp_path: Path, former: str
) -> None:
    entry = Entry(
        "a#00000000", LONG * 9, LONG * 9, "content/en/a.md:3", ("paragraph",), True, former
    )
    path = exported(tmp_path, entry, Entry("a#00000001", "One", "Un", "content/en/a.md:5"))
    lines = path.read_text("utf-8").split("\n")
    told = [line.removeprefix("#| ") for line in lines if line.startswith("#|")]
    assert told[0].startswith("msgid ")
    assert all(line.startswith('"') and line.endswith('"') for line in told[1:])
    assert [text.text for text in read_page_catalog(path).texts] == ["Un"]
    if shutil.which("msgfmt"):
        subprocess.run(["msgfmt", "--check", "-o", "/dev/null", str(path)], check=True)
    if shutil.which("msgattrib"):
        command = ["msgattrib", "--only-fuzzy", "--no-wrap", str(path)]
        plain = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        assert plain.count("\nmsgctxt") == 1
        assert plain.count("#| msgid") == 1


@pytest.mark.parametrize("text", ["# A guide\n\nWords.\n\n- More\n", "Words.\n" * 55, "{}\n"])
def test_what_is_no_catalog_is_told_once(tmp_path: Path, text: str) -> None:
    path = tmp_path / "README.md"
    path.write_text(text, "utf-8")
    with pytest.raises(SiteError, match="this is no PO file") as raised:
        read_delivery(path)
    assert len(raised.value.problems) == 1


def test_of_many_damaged_lines_the_first_are_told_and_the_rest_counted(tmp_path: Path) -> None:
    path = exported(tmp_path, Entry("a#00000000", "One", "Un", "content/en/a.md:3"))
    path.write_text(path.read_text("utf-8") + "<<<<<<< ours\n" * 30, "utf-8")
    with pytest.raises(SiteError) as raised:
        read_delivery(path)
    assert len(raised.value.problems) == 6
    assert "no line of a gettext catalog either, nor are 24 more" in str(raised.value)
