"""``./inv build`` read without invoke: importing that takes longer than finding nothing to build.

Reads only what can be read in one way: every flag with its value, each once. Any other call is
left to invoke, which explains mistakes and knows ``--help``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from editions.files.garbage import no_collecting
from editions.files.paths import from_caller

#: Flags of the task with a path behind them.
_PATHS = ("content", "output", "cache", "settings")


def plain_build(arguments: Sequence[str]) -> int | None:
    """Build as the arguments say and return the exit status; None where invoke has to read them."""
    call = read_call(arguments)
    if call is None:
        return None
    with no_collecting():
        from editions.commands.build_at_rest import build_unless_at_rest

        return build_unless_at_rest(
            locales=call["locale"],
            **{name: from_caller(call[name]) for name in _PATHS},
            explain=call["explain"],
        )


def read_call(arguments: Sequence[str]) -> dict[str, Any] | None:
    """Return what the task ``build`` would be given; None for a call that is not plain."""
    if list(arguments[:1]) != ["build"]:
        return None
    call: dict[str, Any] = {"locale": [], **dict.fromkeys(_PATHS, ""), "explain": False}
    for name, value in _flags(iter(arguments[1:])):
        if name == "locale":
            call["locale"].append(value)
        elif call.get(name, True):  # no flag of ours, or given before
            return None
        else:
            call[name] = value
    return call


def _flags(arguments: Iterator[str]) -> Iterator[tuple[str, Any]]:
    """Yield name and value of each flag; what is none, or lacks its value, without a name."""
    for argument in arguments:
        if argument == "--explain":
            yield "explain", True
            continue
        name, equals, value = argument.removeprefix("--").partition("=")
        value = value if equals else next(arguments, "")
        sound = (
            argument.startswith("--") and name != "explain" and value and value[0] not in "-=\"'"
        )
        yield (name if sound else ""), value
