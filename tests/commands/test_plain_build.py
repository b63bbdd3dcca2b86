"""A plain call of build is read as invoke would read it; any other is left to invoke."""

from __future__ import annotations

import pytest
from invoke.parser import Parser

import tasks
from editions.commands.plain_build import read_call


def as_invoke_reads(words: list[str]) -> dict[str, object]:
    [call] = Parser(contexts=tasks.namespace.to_contexts()).parse_argv(words)
    read = dict(call.as_kwargs)
    assert not read.pop("pseudo")
    return read


@pytest.mark.parametrize(
    "words",
    [
        "build",
        "build --explain",
        "build --locale fr",
        "build --locale=fr --locale pt_BR --explain",
        "build --settings=publishconf.py --output there --cache=c",
        "build --content ../pages --settings s=t.py",
    ],
)
def test_a_plain_call_is_read_as_invoke_reads_it(words: str) -> None:
    assert read_call(words.split()) == as_invoke_reads(words.split())


def test_every_flag_but_the_one_for_another_build_can_be_read() -> None:
    flags = {argument.name for argument in tasks.namespace["build"].get_arguments()}
    assert {*(read_call(["build"]) or {}), "pseudo"} == flags


@pytest.mark.parametrize(
    "words",
    [
        "",
        "check",
        "--help build",
        "build --help",
        "build -h",
        "build --pseudo",
        "build check",
        "build fr",
        "build --locale",
        "build --locale= fr",
        "build --locale --explain",
        "build --explain=yes",
        "build --output a --output b",
        "build --explain --explain",
        "build --outptu a",
        "build --locale fr de",
        "build -- --locale fr",
    ],
)
def test_any_other_call_is_left_to_invoke(words: str) -> None:
    assert read_call(words.split()) is None
