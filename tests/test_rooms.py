"""The rooms of the plugin: arrows point one way, and each room keeps to what it may know.

Reads the code without running it. ``docs/architecture.md`` describes the rooms.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from editions.commands.workbench_machine import ROOT

PLUGIN = ROOT / "plugins" / "editions"
#: From left to right: a room may import itself and those to its right.
ROOMS = ("tasks", "commands", "packs", "hooks", "files", "model", "errors")
#: The door of the plugin: a table of signals and answers, which any room may stand behind.
DOOR = "__init__"
#: What changes a value in place. Names are a rough net, and enough for values at module level.
CHANGING = frozenset(
    "add append clear discard extend insert pop popitem remove reverse setdefault sort update".split()
)


def modules() -> list[Path]:
    return [ROOT / "tasks.py", *sorted(PLUGIN.rglob("*.py"))]


def room_of(path: Path) -> str:
    """Return the room of a module: its folder, or its own name where it lies in none."""
    if path.parent in (ROOT, PLUGIN):
        return path.stem
    return path.relative_to(PLUGIN).parts[0]


def imports_of(code: str) -> Iterator[tuple[int, str]]:
    """Yield line and full name of everything imported anywhere in a module."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "imports are absolute"
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def wrong_imports(code: str, room: str) -> list[str]:
    """Return what a module of a room imports and may not."""
    wrong = []
    for line, name in imports_of(code):
        top, _, below = name.partition(".")
        if top == "editions":
            target = below.partition(".")[0]
            allowed = room == DOOR or ROOMS.index(target) >= ROOMS.index(room)
        elif top == "pelican":
            allowed = room in ("hooks", DOOR)
        elif room in ("model", "errors"):
            allowed = top in sys.stdlib_module_names or (top == "babel" and room == "model")
        else:
            allowed = True
        if not allowed:
            wrong.append(f"{line}: {room} imports {name}")
    return wrong


def speech(code: str) -> list[str]:
    """Return where a module prints, or writes to the standard streams."""
    found = []
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Name) and node.id == "print":
            found.append(f"{node.lineno}: print")
        elif isinstance(node, ast.Attribute) and ast.unparse(node) in ("sys.stdout", "sys.stderr"):
            found.append(f"{node.lineno}: {ast.unparse(node)}")
    return found


def late_assignments(code: str) -> list[str]:
    """Return where a function changes a name of its module, after the import."""
    tree = ast.parse(code)
    at_module_level = {
        target.id
        for statement in tree.body
        if isinstance(statement, (ast.Assign, ast.AnnAssign))
        for target in ast.walk(statement)
        if isinstance(target, ast.Name) and isinstance(target.ctx, ast.Store)
    }
    found = []
    for function in ast.walk(tree):
        if not isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            continue
        own = {node.arg for node in ast.walk(function) if isinstance(node, ast.arg)}
        own |= {
            node.id
            for node in ast.walk(function)
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
        }
        for node in ast.walk(function):
            if isinstance(node, ast.Global):
                found.append(f"{node.lineno}: global {', '.join(node.names)}")
            elif isinstance(node, ast.expr) and _changed_name(node) in at_module_level - own:
                found.append(f"{node.lineno}: {_changed_name(node)} is changed")
    return sorted(set(found))


def _changed_name(node: ast.expr) -> str | None:
    """Return the name whose value a node changes in place, as in ``name[0] = …``."""
    changed: ast.expr | None = None
    if isinstance(node, (ast.Subscript, ast.Attribute)) and not isinstance(node.ctx, ast.Load):
        changed = node.value
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        changed = node.func.value if node.func.attr in CHANGING else None
    return changed.id if isinstance(changed, ast.Name) else None


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
class TestEveryModule:
    def test_imports_only_from_its_own_room_and_those_to_the_right(self, path: Path) -> None:
        assert wrong_imports(path.read_text("utf-8"), room_of(path)) == []

    def test_prints_only_where_people_are_spoken_to(self, path: Path) -> None:
        if room_of(path) != "commands":
            assert speech(path.read_text("utf-8")) == []

    def test_assigns_nothing_at_module_level_after_the_import(self, path: Path) -> None:
        assert late_assignments(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("room", "code"),
    [
        ("model", "import pelican"),
        ("model", "from editions.files.paths import shown"),
        ("model", "import yaml"),
        ("files", "from pelican.utils import slugify"),
        ("files", "def f():\n    from editions.hooks import settings"),
        ("hooks", "from editions.commands.console import say"),
        ("commands", "import pelican.settings"),
        ("errors", "from editions.model import pages"),
        ("errors", "import babel"),
    ],
)
def test_an_arrow_against_the_others_is_found(room: str, code: str) -> None:
    assert len(wrong_imports(code, room)) == 1


@pytest.mark.parametrize("code", ["print('x')", "import sys\nsys.stderr.write('x')"])
def test_a_word_outside_of_commands_is_found(code: str) -> None:
    assert len(speech(code)) == 1


@pytest.mark.parametrize(
    "change",
    ["global KNOWN", "KNOWN['a'] = 1", "KNOWN.update(a=1)", "del KNOWN['a']", "KNOWN.a = 1"],
)
def test_a_late_assignment_is_found(change: str) -> None:
    assert late_assignments(f"KNOWN = {{}}\ndef learn():\n    {change}") != []


def test_a_name_of_the_function_itself_may_change() -> None:
    code = "found = ()\ndef look():\n    found = []\n    found.append(1)\n    return found"
    assert late_assignments(code) == []
