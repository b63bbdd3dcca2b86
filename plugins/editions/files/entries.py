"""YAML files of the data folder: entries with their lines out.

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
from editions.model.entries import FoundEntry


def entries_of(path: Path, problems: list[Problem]) -> Iterator[FoundEntry]:
    """Yield the entries of a file, each a mapping below its id; raises SiteError for what is no YAML.

    What is wrong with a single entry is added to the problems.
    """
    try:
        loader, root = _composed(read_text(path))
        for id_, node, line in _top_of(root, path, problems, loader):
            if not isinstance(node, yaml.MappingNode):
                problems.append(_not_a_mapping(path, node))
                continue
            pairs = list(_pairs(node, path, problems, loader))
            values = {key: loader.construct_object(child, deep=True) for key, child, _ in pairs}
            lines = {key: key_line for key, _, key_line in pairs}
            yield FoundEntry(path.stem, id_, shown(path), line, values, lines)
    except yaml.YAMLError as error:
        raise SiteError([_not_yaml(path, error)]) from error


def lists_of(path: Path, problems: list[Problem]) -> Iterator[FoundEntry]:
    """Yield the lists of a file: an item is a key of the entry, alone (None) or with its value.

    Raises SiteError for what is no YAML.
    """
    try:
        loader, root = _composed(read_text(path))
        for id_, node, line in _top_of(root, path, problems, loader):
            pairs: list[tuple[Any, Any, int]]
            if isinstance(node, yaml.MappingNode):
                found = _pairs(node, path, problems, loader)
                pairs = [(key, loader.construct_object(v, deep=True), n) for key, v, n in found]
            elif isinstance(node, yaml.SequenceNode):
                pairs = list(_items(node, path, problems, loader))
            else:
                problems.append(_not_a_mapping(path, node))
                continue
            values = {key: value for key, value, _ in pairs}
            lines = {key: number for key, _, number in pairs}
            yield FoundEntry(path.stem, id_, shown(path), line, values, lines)
    except yaml.YAMLError as error:
        raise SiteError([_not_yaml(path, error)]) from error


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


def _top_of(
    root: yaml.Node | None, path: Path, problems: list[Problem], loader: Any
) -> Iterator[tuple[str, yaml.Node, int]]:
    if root is None:
        return
    if not isinstance(root, yaml.MappingNode):
        raise SiteError([_not_a_mapping(path, root)])
    yield from _pairs(root, path, problems, loader)


def _pairs(
    node: yaml.MappingNode, path: Path, problems: list[Problem], loader: Any
) -> Iterator[tuple[str, yaml.Node, int]]:
    """Yield key, value and line of a mapping; a key given twice is noted, there and deeper down."""
    seen: dict[Hashable, int] = {}
    for key_node, value_node in node.value:
        key: Any = loader.construct_object(key_node)
        line = key_node.start_mark.line + 1
        if key in seen:
            problems.append(_twice(path, key, line, seen[key]))
            continue
        seen[key] = line
        yield str(key), value_node, line


def _items(
    node: yaml.SequenceNode, path: Path, problems: list[Problem], loader: Any
) -> Iterator[tuple[str, None, int]]:
    """Yield item and line of a list; one given twice is noted."""
    seen: dict[str, int] = {}
    for child in node.value:
        item, line = loader.construct_object(child, deep=True), child.start_mark.line + 1
        if not isinstance(item, str):
            what = f"{item!r} is taken for something else than text."
            problems.append(Problem(f"{shown(path)}:{line}", what, "Put it into quotes."))
            continue
        if item in seen:
            problems.append(_twice(path, item, line, seen[item]))
            continue
        seen[item] = line
        yield item, None, line


def _twice(path: Path, key: object, line: int, first: int) -> Problem:
    return Problem(
        f"{shown(path)}:{line}",
        f"{key!r} is given twice; it stands in line {first} already.",
        "Keep one of the two.",
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
