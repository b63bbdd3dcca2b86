"""Editions: one Pelican site in many languages, each language built alone.

The plugin as Pelican sees it: which of its signals we answer, and with what.
"""

from __future__ import annotations

from blinker import Signal
from pelican.plugins import signals

from editions.commands.build import build_from_pelican, leave_nothing_to_pelican
from editions.hooks.building import share_environment, use_our_reader, writer_of
from editions.hooks.generators import generators_of

ANSWERS = (
    (signals.initialized, leave_nothing_to_pelican),
    (signals.get_generators, build_from_pelican),
    (signals.get_generators, generators_of),
    (signals.readers_init, use_our_reader),
    (signals.generator_init, share_environment),
    (signals.get_writer, writer_of),
)


def register() -> None:
    """Connect our answers to Pelican's signals; connecting twice changes nothing."""
    for signal, answer in ANSWERS:
        assert isinstance(signal, Signal)
        signal.connect(answer)
