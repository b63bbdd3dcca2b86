"""Doing once, in the process that stays, what every edition's process would begin with.

A process that is forked from a warm one finds modules imported, patterns compiled and templates read.
"""

from __future__ import annotations

from importlib import import_module

from editions.hooks.edition import EditionJob, Ingredients, open_edition
from editions.hooks.rendering import environment_of
from editions.hooks.words import install_words
from editions.model.plans import EditionPlan


def warm_up(made_of: Ingredients) -> Ingredients:
    """Return what it was given, when everything is at hand that rendering a page takes."""
    for module in ("building", "generators"):
        import_module(f"editions.hooks.{module}")
    code = made_of.inventory.source_locale
    if code not in made_of.inventory.by_code:
        return made_of
    job = EditionJob(
        **vars(made_of), code=code, folder=made_of.site.cache / code, plan=EditionPlan({})
    )
    edition = open_edition(job, lambda _: None)
    environment = environment_of(made_of.site.theme, made_of.site.cache)
    install_words(environment, edition.interface, edition.inventory, edition.locale)
    return made_of
