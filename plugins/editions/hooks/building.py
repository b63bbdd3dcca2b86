"""One edition, built in this process: composed, converted, rendered into staging.

Pelican builds whole editions; where only pages are made again they are made without it.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from jinja2 import Environment

from editions.errors import Problem, SiteError
from editions.files.content import media_folder, read_text
from editions.files.writing import copy_files, replace_tree, write_new
from editions.hooks.edition import Built, Edition, EditionJob, open_edition, page_rules_in
from editions.hooks.edition_parts import run_jobs
from editions.hooks.page_making import make_pages
from editions.hooks.rendering import environment_of, template_named
from editions.hooks.saving import write_manifest
from editions.hooks.searching import write_index
from editions.hooks.views import exit_of
from editions.hooks.words import install_words
from editions.model.composition import compose, template_of
from editions.model.exits import lacking_exit
from editions.model.frontmatter import read_header
from editions.model.page_rules import page_problems
from editions.model.pages import PageText
from editions.model.redirects import redirects_in
from editions.model.saved import WORKER
from editions.model.tokens import unsourced_numbers
from editions.model.wording import catalog_wording_problems


def build_editions(
    jobs: Sequence[EditionJob], advance: Callable[[int], object] = lambda _: None
) -> Iterator[Built]:
    """Yield what came of editions, each built into its staging folder; raises OwnMistake.

    ``advance`` is told of each step: a page is converted in one and rendered in another.
    """
    by_code = {job.code: job for job in jobs}
    for job in jobs:
        for folder in (job.staging, job.fresh):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
    for built in run_jobs(jobs, build_edition, advance):
        _keep_composed(by_code[built.code])
        if not built.problems:
            edition = open_edition(by_code[built.code], advance)
            write_manifest(edition, write_index(edition, built.found))
        yield replace(built, found={})


def build_edition(job: EditionJob, advance: Callable[[int], object] = lambda _: None) -> Built:
    """Build an edition, or a part of its pages, into its folders; problems are returned, all of them."""
    edition = open_edition(job, advance)
    edition.problems.extend(job.inventory.flaws_of(job.code))
    _compose_pages(edition)
    edition.problems.extend(_lacking_exits(edition))
    environment = _environment(edition)
    if _templates_are_sound(edition, environment):
        if job.plan.others:
            import_module("editions.hooks.pelican_run").run_pelican(edition, environment)
        else:
            make_pages(edition, environment)
    if job.plan.others:
        _add_files(edition)
    return Built(
        code=job.code,
        rendered=len(edition.pages),
        problems=SiteError(edition.problems).problems,
        found=edition.found,
        missing=tuple(sorted(edition.interface.missing)),
        missing_facts=tuple(sorted(edition.words_in(edition.locale).facts.missing)),
    )


def _compose_pages(edition: Edition) -> None:
    """Write the composed Markdown of every page the edition shows; flawed ones wait for mending."""
    job = edition.job
    rules = page_rules_in(job.inventory, job.catalogs, job.facts, edition.locale)
    bodies: dict[str, str] = {}  # pages made one for each country share a text

    def body_of(text: PageText) -> str:
        if text.path not in bodies:
            header, _ = read_header(read_text(Path(text.path)), text.path)
            bodies[text.path] = header.body
        return bodies[text.path]

    for page_id, text in job.inventory.shown_in(job.code).items():
        if job.inventory.is_flawed(text) or page_id not in job.plan.render:
            continue
        first = text.path not in bodies
        page = compose(job.inventory, job.inventory.entries[page_id], text, body_of)
        edition.pages[page_id] = page
        if first and text.locale == job.code:
            edition.problems.extend(_unsourced_metadata(edition, text))
            edition.problems.extend(page_problems(rules, page.entry, text, body_of(text)))
        write_new(f"{job.fresh}/{page_id}.md", page.markdown.encode())
    for catalog in (job.catalogs.get(job.code), job.fact_catalogs.get(job.code)):
        if catalog:
            edition.problems.extend(catalog_wording_problems(rules.words, catalog))


def _keep_composed(job: EditionJob) -> None:
    """Put the composed pages of an edition, made in however many parts, beside those that stay."""
    shown = job.inventory.shown_in(job.code)
    stay = frozenset(f"{page_id}.md" for page_id in set(shown) - set(job.plan.render))
    replace_tree(job.fresh, job.composed, stay)
    job.composed.mkdir(parents=True, exist_ok=True)


def _unsourced_metadata(edition: Edition, text: PageText) -> list[Problem]:
    """Return numbers in the title and the summary that would need a source."""
    if not edition.job.facts.sources:
        return []
    return [
        Problem(
            text.at(key),
            f"the number {number} stands in the {key} without a source.",
            "Leave it to the text, as {figure:…}; a summary says what the page is about.",
        )
        for key, value in (("title", text.title), ("summary", text.summary))
        for number in unsourced_numbers(value)
    ]


def _lacking_exits(edition: Edition) -> list[Problem]:
    sources = {page.entry.source.path: page.entry for page in edition.pages.values()}
    return [
        lacking_exit(entry.source.at("risk"), edition.locale.code)
        for entry in sources.values()
        if entry.source.risk == "high" and not exit_of(edition, entry)
    ]


def _environment(edition: Edition) -> Environment:
    environment = environment_of(edition.job.site.theme, edition.job.site.cache)
    install_words(environment, edition.interface, edition.inventory, edition.locale)
    return environment


def _templates_are_sound(edition: Edition, environment: Environment) -> bool:
    """Load every template the edition needs; note those that are missing or cannot be read."""
    sound = True
    entries = (page.entry for page in edition.pages.values())
    names = {template_of(edition.inventory, entry) for entry in entries} | {"404", "not_saved"}
    if redirects_in(edition.inventory, edition.locale.code):
        names.add("redirect")
    for name in sorted(names):
        try:
            template_named(environment, name, edition.job.site.theme)
        except SiteError as error:
            edition.problems.extend(error.problems)
            sound = False
    return sound


def _add_files(edition: Edition) -> None:
    """Add the theme's files and the locale's own media, so that an edition is whole by itself."""
    job = edition.job
    for name, content in job.assets.contents.items():
        write_new(f"{job.staging}/{name}", content)
    if job.assets.worker:
        write_new(f"{job.staging}/{WORKER}", job.assets.worker)
    own = job.inventory.media.get(job.code)
    if own:
        copy_files(media_folder(job.site.content, job.code), own, job.staging / "media")
