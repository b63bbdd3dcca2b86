"""One edition, built by Pelican in this process: composed, converted, rendered into staging."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pelican
from jinja2 import Environment
from rich.console import Console

from editions.errors import Problem, SiteError
from editions.files.content import media_folder, read_text
from editions.files.writing import copy_files, replace_tree, write_new
from editions.hooks.edition import SETTING, Built, Edition, EditionJob, open_edition
from editions.hooks.reader import ComposedPageReader
from editions.hooks.rendering import EditionWriter, environment_of, template_named
from editions.hooks.settings import edition_settings
from editions.hooks.words import install_words
from editions.model.composition import compose, template_of
from editions.model.frontmatter import read_header
from editions.model.pages import PageText
from editions.model.tokens import unsourced_numbers
from editions.model.wording import catalog_wording_problems, page_wording_problems, word_list

#: The setting that carries the one template environment of an edition.
ENVIRONMENT = "EDITION_ENVIRONMENT"


def build_edition(job: EditionJob, advance: Callable[[int], object] = lambda _: None) -> Built:
    """Build an edition into its staging folder; problems are returned, all of them.

    ``advance`` is told of each step: a page is converted in one and rendered in another.
    """
    log = _listen_to_pelican()
    edition = open_edition(job, advance)
    edition.problems.extend(job.inventory.flaws_of(job.code))
    shutil.rmtree(job.staging, ignore_errors=True)
    _compose_pages(edition)
    settings = edition_settings(job.site, edition.locale.slug, job.composed, job.staging)
    settings |= _files_to_read(edition)
    settings[SETTING] = edition
    settings[ENVIRONMENT] = _environment(edition)
    if _templates_are_sound(edition, settings[ENVIRONMENT]):
        pelican.Pelican(settings).run()
    log.raise_own_mistakes()
    edition.problems.extend(log.problems)
    if job.plan.others:
        _add_files(edition)
    job.staging.mkdir(parents=True, exist_ok=True)
    return Built(
        code=job.code,
        rendered=len(edition.pages),
        problems=SiteError(edition.problems).problems,
        missing=tuple(sorted(edition.interface.missing)),
        missing_facts=tuple(sorted(edition.words_in(edition.locale).facts.missing)),
    )


def use_our_reader(readers: Any) -> None:
    """Read pages of an edition with our reader and nothing else (signal ``readers_init``)."""
    if SETTING in readers.settings:
        readers.reader_classes = {"md": ComposedPageReader}


def share_environment(generator: Any) -> None:
    """Give all generators of an edition one environment, templates compiled once.

    Pelican builds an environment for each of its generators (signal ``generator_init``).
    """
    if ENVIRONMENT in generator.settings:
        generator.env = generator.settings[ENVIRONMENT]


def writer_of(running: Any) -> type[EditionWriter] | None:
    """Return our writer for Pelican runs that build an edition (signal ``get_writer``)."""
    return EditionWriter if SETTING in running.settings else None


def _compose_pages(edition: Edition) -> None:
    """Write the composed Markdown of every page the edition shows; flawed ones wait for mending."""
    job = edition.job
    fresh = job.folder / "content.new"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    words = word_list(job.facts, edition.locale)
    bodies: dict[str, str] = {}  # pages made one for each country share a text

    def body_of(text: PageText) -> str:
        if text.path not in bodies:
            header, _ = read_header(read_text(Path(text.path)), text.path)
            bodies[text.path] = header.body
        return bodies[text.path]

    shown = job.inventory.shown_in(job.code)
    for page_id, text in shown.items():
        if job.inventory.is_flawed(text) or page_id not in job.plan.render:
            continue
        first = text.path not in bodies
        page = compose(job.inventory, job.inventory.entries[page_id], text, body_of)
        edition.pages[page_id] = page
        if first and text.locale == job.code:
            edition.problems.extend(_unsourced_metadata(edition, text))
            edition.problems.extend(
                page_wording_problems(words, job.facts, page.entry, text, body_of(text))
            )
        write_new(f"{fresh}/{page_id}.md", page.markdown.encode())
    for catalog in (job.catalogs.get(job.code), job.fact_catalogs.get(job.code)):
        if catalog:
            edition.problems.extend(catalog_wording_problems(words, catalog))
    stay = frozenset(f"{page_id}.md" for page_id in set(shown) - set(job.plan.render))
    replace_tree(fresh, job.composed, stay)
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


def _files_to_read(edition: Edition) -> dict[str, list[str]]:
    """Return Pelican's settings that name the composed files of pages and of articles."""
    articles = [i for i in edition.pages if edition.inventory.is_article(i)]
    pages = [i for i in edition.pages if not edition.inventory.is_article(i)]
    return {
        "ARTICLE_PATHS": [f"{page_id}.md" for page_id in articles],
        "PAGE_PATHS": [f"{page_id}.md" for page_id in pages],
    }


def _environment(edition: Edition) -> Environment:
    environment = environment_of(edition.job.site.theme, edition.job.site.cache)
    install_words(environment, edition.interface, edition.inventory, edition.locale)
    return environment


def _templates_are_sound(edition: Edition, environment: Environment) -> bool:
    """Load every template the edition needs; note those that are missing or cannot be read."""
    sound = True
    entries = (page.entry for page in edition.pages.values())
    names = {template_of(edition.inventory, entry) for entry in entries} | {"404"}
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
    own = job.inventory.media.get(job.code)
    if own:
        copy_files(media_folder(job.site.content, job.code), own, job.staging / "media")


class _PelicanLog(logging.Handler):
    """Keeps what Pelican logs as an error; it would go on, and leave a page out."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.problems: list[Problem] = []
        self._mistakes: list[BaseException] = []

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, SiteError):
            self.problems.extend(error.problems)
        elif error is not None:
            self._mistakes.append(error)
        else:
            self.problems.append(
                Problem("Pelican", record.getMessage(), "See Pelican's documentation.")
            )

    def raise_own_mistakes(self) -> None:
        """Raise what Pelican caught and only logged: a bug of ours must not pass as a warning."""
        if self._mistakes:
            raise self._mistakes[0]


class _Silence(Console):
    """A console that prints nothing; a quiet one lays out everything first."""

    def print(self, *_: object, **__: object) -> None:
        """Print nothing."""


def _listen_to_pelican() -> _PelicanLog:
    """Return a log in the place of Pelican's, which would print from several processes at once."""
    handler = _PelicanLog()
    root = logging.getLogger()
    root.handlers = [handler]
    # The console is shared with a parent that may be printing while this process is forked off.
    pelican.console = _Silence(quiet=True)
    return handler
