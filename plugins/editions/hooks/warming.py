"""Doing once, in the process that stays, what every edition's process would begin with.

A process that is forked from a warm one finds modules imported and patterns compiled.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module

from editions.hooks.converter import markdown_of
from editions.hooks.edition import EditionJob, Ingredients, open_edition
from editions.model.plans import EditionPlan


@cache
def warm_up_pelican() -> None:
    """Import what the plugin imports when Pelican asks, and compile the patterns of Markdown."""
    for name in ("generators", "pelican_run"):
        import_module(f"editions.hooks.{name}")
    markdown_of("")


def warm_up(made_of: Ingredients) -> Ingredients:
    """Return what it was given, when everything is at hand that rendering a page takes."""
    warm_up_pelican()
    code = made_of.inventory.source_locale
    if code not in made_of.inventory.by_code:
        return made_of
    job = EditionJob(
        **vars(made_of), code=code, folder=made_of.site.cache / code, plan=EditionPlan({})
    )
    open_edition(job, lambda _: None)
    return made_of
