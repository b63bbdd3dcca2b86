"""Editions: one Pelican site in many languages, each language built alone.

The plugin as Pelican sees it: which of its signals we answer, and with what.
"""

from __future__ import annotations

#: Our answers to Pelican's signals by the signal's name, each as the module it stands in and its name.
#: They are imported when Pelican asks: commands that need no Pelican shall not wait for it.
ANSWERS = (
    ("initialized", "editions.commands.build", "leave_nothing_to_pelican"),
    ("get_generators", "editions.commands.build", "build_from_pelican"),
    ("get_generators", "editions.hooks.generators", "generators_of"),
    ("readers_init", "editions.hooks.pelican_run", "use_our_reader"),
    ("generator_init", "editions.hooks.pelican_run", "share_environment"),
    ("get_writer", "editions.hooks.pelican_run", "writer_of"),
)


def register() -> None:
    """Connect our answers to Pelican's signals; connecting twice changes nothing."""
    from importlib import import_module

    signals = import_module("pelican.plugins.signals")
    for signal, module, answer in ANSWERS:
        getattr(signals, signal).connect(getattr(import_module(module), answer))
