"""The table of requirements is whole: every id once, every test that it names exists."""

from __future__ import annotations

import ast
import re

from editions.commands.workbench_machine import ROOT

PAGE = ROOT / "docs/requirements.md"
#: How many requirements each family has that the site meets by now.
FAMILIES = {"EXIT": 10, "TRACE": 3, "A11Y": 8, "SRCH": 1, "PERF": 1, "HELP": 6, "SAFE": 3, "OFF": 2}
WANTED = {f"{name}-{n}" for name, count in FAMILIES.items() for n in range(1, count + 1)}
WANTED |= {
    "SEC-1",
    "SEC-2",
    "SEC-3",
    "SEC-4",
    "SEC-6",
    "SEC-7",
    "OFF-3",
    "OFF-5",
    "OFF-6",
    "OFF-7",
    "OFF-8",
    "OFF-9",
    "OFF-10",
}

_ROW = re.compile(r"^\| ([A-Z0-9]+-\d+) \| ([^|]+) \| ([^|]+) \|", re.MULTILINE)
_TEST = re.compile(r"`([a-z_]+/test_\w+)(?:::(\w+))?`")


def rows() -> list[tuple[str, str]]:
    """Return each requirement's id and the cell with its tests."""
    return [(row[1], row[3]) for row in _ROW.finditer(PAGE.read_text("utf-8"))]


def named_in(module: str) -> set[str]:
    """Return the names of the tests of a module; empty where there is no such module."""
    path = ROOT / "tests" / f"{module}.py"
    if not path.is_file():
        return set()
    tree = ast.walk(ast.parse(path.read_text("utf-8")))
    return {n.name for n in tree if isinstance(n, ast.FunctionDef) and n.name.startswith("test_")}


def test_every_requirement_stands_in_the_table_once() -> None:
    ids = [id_ for id_, _ in rows()]
    assert sorted(ids) == sorted(WANTED)


def test_every_requirement_names_a_test() -> None:
    assert not [id_ for id_, cell in rows() if not _TEST.search(cell)]


def test_every_test_that_is_named_exists() -> None:
    lacking = [
        f"{id_}: {module}::{name}"
        for id_, cell in rows()
        for module, name in _TEST.findall(cell)
        if not (found := named_in(module)) or (name and name not in found)
    ]
    assert not lacking


def test_nothing_in_the_cells_of_tests_is_passed_over() -> None:
    """A name that is written in another way would not be looked for."""
    for id_, cell in rows():
        assert not _TEST.sub("", cell).strip(" ,"), id_
