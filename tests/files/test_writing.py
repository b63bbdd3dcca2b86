"""Files are written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from editions.errors import SiteError
from editions.files.writing import copy_files, replace_tree, write_whole


def tree(folder: Path) -> dict[str, str]:
    return {
        p.relative_to(folder).as_posix(): p.read_text("utf-8")
        for p in folder.rglob("*")
        if p.is_file()
    }


def fill(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def test_what_is_there_already_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    assert write_whole(path, b"x")
    stamp = path.stat().st_mtime_ns
    assert not write_whole(path, b"x")
    assert path.stat().st_mtime_ns == stamp


def test_a_failed_write_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.html"
    write_whole(path, b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fdopen", full)
    with pytest.raises(SiteError, match="No space left"):
        write_whole(path, b"new")
    assert tree(tmp_path) == {"a.html": "old"}


def test_a_new_file_has_the_rights_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "usual").write_bytes(b"")
    write_whole(tmp_path / "a.html", b"x")
    assert (tmp_path / "a.html").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_a_tree_becomes_equal_to_the_new_one(tmp_path: Path) -> None:
    place = fill(
        tmp_path / "place",
        {"same": "1", "old/gone": "2", "changed": "3", "was/file": "4", "is": "8"},
    )
    new = fill(
        tmp_path / "new",
        {"same": "1", "changed": "5", "added/deep": "6", "was": "7", "is/folder": "9"},
    )
    assert replace_tree(new, place) == 5
    assert tree(place) == {
        "same": "1",
        "changed": "5",
        "added/deep": "6",
        "was": "7",
        "is/folder": "9",
    }
    assert not (place / "old").exists()


def test_copying_again_copies_nothing(tmp_path: Path) -> None:
    source = fill(tmp_path / "media", {"a.svg": "a", "b/c.svg": "c"})
    names = frozenset({"a.svg", "b/c.svg"})
    assert copy_files(source, names, tmp_path / "out") == 2
    assert copy_files(source, names, tmp_path / "out") == 0
    assert copy_files(source, frozenset({"a.svg"}), tmp_path / "out") == 1
    assert tree(tmp_path / "out") == {"a.svg": "a"}
