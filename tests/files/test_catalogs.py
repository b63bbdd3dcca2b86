"""Catalogs that would break a page are refused with the line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from editions.errors import SiteError
from editions.files.catalogs import read_catalog, read_po
from editions.files.messages import extracted, update_catalog, write_template

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def po(folder: Path, text: str) -> Path:
    path = folder / "messages.po"
    path.write_text(HEAD + text, "utf-8")
    return path


def test_fuzzy_and_empty_messages_do_not_count(tmp_path: Path) -> None:
    text = '#, fuzzy\nmsgid "a"\nmsgstr "x"\n\nmsgid "b"\nmsgstr ""\n\nmsgid "c"\nmsgstr "y"\n'
    catalog = read_catalog(po(tmp_path, text), "fr")
    assert catalog.messages == {(None, "c"): ("y",)}


@pytest.mark.parametrize(("forms", "open_ones"), [("", 1), ("x", 1), ("xy", 0)])
def test_a_plural_is_open_until_all_its_forms_are_written(
    tmp_path: Path, forms: str, open_ones: int
) -> None:
    one, other = (*forms, "", "")[:2]
    entry = f'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "{one}"\nmsgstr[1] "{other}"\n'
    path = po(tmp_path, entry)
    template = read_po(path)
    assert len(read_catalog(path, "de").messages) == 1 - open_ones
    assert update_catalog(path, template) == (1, open_ones)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('msgid "a\nmsgstr "x"\n', r":4: this is not a line"),
        ('msgid "a %(n)s"\nmsgstr "x %(m)s"\n', "the placeholders differ"),
        ('msgid "a"\nmsgstr "20 %."\n', "a single % stands"),
        ('msgid "a"\nmsgstr "x\u202ey"\n', "invisible character, right-to-left override"),
        ('msgid "a"\nmsgstr "fÃ¼r"\n', "saved with a wrong encoding: 'fÃ¼r'"),
        ('msgid "a"\nmsgstr "f\ufffdr"\n', "letters were lost"),
    ],
)
def test_a_catalog_that_would_break_a_page_is_refused(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(SiteError, match=told):
        read_catalog(po(tmp_path, text), "fr")


def test_a_percent_sign_in_the_words_of_facts_is_one(tmp_path: Path) -> None:
    path = po(tmp_path, 'msgid "a fifth"\nmsgstr "20%"\n').rename(tmp_path / "facts.po")
    assert read_catalog(path, "fr").messages == {(None, "a fifth"): ("20%",)}


def test_a_catalog_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "messages.po"
    path.write_bytes(HEAD.encode() + b'msgid "a"\nmsgstr "\xe9"\n')
    with pytest.raises(SiteError, match="not UTF-8"):
        read_catalog(path, "fr")


@pytest.mark.slow
def test_extracting_twice_writes_the_same_file(repo: Path, tmp_path: Path) -> None:
    plugin = repo / "plugins" / "editions"
    for name in ("one.pot", "two.pot"):
        write_template(extracted(repo / "theme", plugin, "Site"), tmp_path / name)
    assert (tmp_path / "one.pot").read_bytes() == (tmp_path / "two.pot").read_bytes()
    assert "Date" not in (tmp_path / "one.pot").read_text().replace("PO-Revision-Date", "")


@pytest.mark.slow
def test_a_comment_names_values_as_its_message_does(repo: Path) -> None:
    found = extracted(repo / "theme", repo / "plugins" / "editions", "Site")
    notes = {m.id: " ".join(m.auto_comments) for m in found if isinstance(m.id, str)}
    assert not [note for note in notes.values() if "{{" in note]
    named = {m: set(re.findall(r"%\(\w+\)s", note)) for m, note in notes.items()}
    assert sum(map(len, named.values())) > 20
    assert [m for m, names in named.items() if not all(name in m for name in names)] == []


@pytest.mark.slow
def test_updating_an_up_to_date_catalog_changes_nothing(repo: Path, tmp_path: Path) -> None:
    template = extracted(repo / "theme", repo / "plugins" / "editions", "ECPAT International")
    path = tmp_path / "messages.po"
    path.write_bytes((repo / "translations/fr/LC_MESSAGES/messages.po").read_bytes())
    update_catalog(path, template)
    once = path.read_bytes()
    update_catalog(path, template)
    assert path.read_bytes() == once
