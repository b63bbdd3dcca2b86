"""The data folder: YAML in, entries with their lines out.

Read with a loader that knows nothing but plain values, and that names a key given twice, which YAML
forbids and every loader takes in silence.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from pathlib import Path
from typing import Any

import yaml

from editions.errors import Problem, SiteError
from editions.files.content import read_text
from editions.files.paths import shown
from editions.files.phones import wrong_with
from editions.model.fact_checks import ALLOWED, FoundEntry, check_facts
from editions.model.facts import KINDS, Facts


def read_facts(folder: Path) -> tuple[Facts, tuple[Problem, ...]]:
    """Return the facts below a folder, none where there is no folder, and everything wrong."""
    problems: list[Problem] = []
    found: list[FoundEntry] = []
    for path in sorted(folder.glob("*.y*ml")):
        if path.stem not in (*KINDS, ALLOWED):
            problems.append(_unknown_file(path))
            continue
        try:
            found.extend(_entries_of(path, problems))
        except SiteError as error:
            problems.extend(error.problems)
    facts, mistakes = check_facts(found, wrong_with)
    return facts, (*problems, *mistakes)


def _composed(text: str) -> tuple[Any, yaml.Node | None]:
    """Return a loader of a text with what it made of it, before values; raises YAMLError.

    The loader in C takes a tenth of the time. Where it finds a mistake the one in Python says what is
    wrong, so that it is said in the same words everywhere.
    """
    quick: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        loader = quick(text)
        return loader, loader.get_single_node()
    except yaml.YAMLError:
        loader = yaml.SafeLoader(text)
        return loader, loader.get_single_node()


def _entries_of(path: Path, problems: list[Problem]) -> Iterator[FoundEntry]:
    try:
        loader, root = _composed(read_text(path))
        if root is None:
            return
        if not isinstance(root, yaml.MappingNode):
            raise SiteError([_not_a_mapping(path, root)])
        for id_, node, line in _pairs(root, path, problems, loader):
            if not isinstance(node, yaml.MappingNode):
                problems.append(_not_a_mapping(path, node))
                continue
            pairs = list(_pairs(node, path, problems, loader))
            values = {key: loader.construct_object(child, deep=True) for key, child, _ in pairs}
            lines = {key: key_line for key, _, key_line in pairs}
            yield FoundEntry(path.stem, id_, shown(path), line, values, lines)
    except yaml.YAMLError as error:
        raise SiteError([_not_yaml(path, error)]) from error


def _pairs(
    node: yaml.MappingNode, path: Path, problems: list[Problem], loader: Any
) -> Iterator[tuple[str, yaml.Node, int]]:
    """Yield key, value and line of a mapping; a key given twice is noted, there and deeper down."""
    seen: dict[Hashable, int] = {}
    for key_node, value_node in node.value:
        key: Any = loader.construct_object(key_node)
        line = key_node.start_mark.line + 1
        if key in seen:
            problems.append(
                Problem(
                    f"{shown(path)}:{line}",
                    f"{key!r} is given twice; it stands in line {seen[key]} already.",
                    "Keep one of the two.",
                )
            )
            continue
        seen[key] = line
        yield str(key), value_node, line


def _unknown_file(path: Path) -> Problem:
    return Problem(
        shown(path),
        "there is no kind of fact of this name.",
        f"The data folder has {', '.join(f'{kind}.yaml' for kind in (*KINDS, ALLOWED))}.",
    )


def _not_a_mapping(path: Path, node: yaml.Node) -> Problem:
    return Problem(
        f"{shown(path)}:{node.start_mark.line + 1}",
        "here an id, a colon and the entry below it, indented, are expected.",
        "docs/facts.md shows an entry of every kind.",
    )


def _not_yaml(path: Path, error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None)
    line = f":{mark.line + 1}" if mark else ""
    reason = getattr(error, "problem", None) or str(error)
    return Problem(
        f"{shown(path)}{line}",
        f"this is not YAML: {reason}.",
        "Mend the line; text with a colon or a quotation mark in it stands in quotes.",
    )
