"""Templates: one environment per edition, our views in place of Pelican's objects, whole files."""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import (
    ChoiceLoader,
    DictLoader,
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
)

from editions.errors import Problem, SiteError
from editions.files.paths import shown
from editions.files.writing import write_new
from editions.hooks.edition import Edition
from editions.hooks.settings import Site

#: Templates that Pelican loads even when it has nothing to write with them.
_UNUSED = ("archives", "author", "category", "period_archives", "tag")


def environment_of(theme: Path, cache: Path) -> Environment:
    """Return the environment of a theme's templates: escaping on, and no missing name in silence.

    Compiled templates are kept in a folder of the cache, by the digest of their text.
    """
    kept = cache / "templates"
    kept.mkdir(parents=True, exist_ok=True)
    unused = DictLoader({f"{name}.html": "" for name in _UNUSED})
    environment = Environment(
        loader=ChoiceLoader([FileSystemLoader(theme / "templates"), unused]),
        autoescape=True,
        # Templates do not change while an edition is built; asking each time costs a tenth of it.
        auto_reload=False,
        bytecode_cache=FileSystemBytecodeCache(str(kept)),
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
    )
    # Both are compiled in, so they are set before any template is. Lines of a template are wrapped
    # for its author; the message they make is one line. Babel's mapping for extraction says the
    # same, or no message would be found again.
    environment.policies["ext.i18n.trimmed"] = True
    environment.newstyle_gettext = True  # type: ignore[attr-defined]
    return environment


def render(template: Any, context: Mapping[str, Any], theme: Path) -> str:
    """Return a rendered template; a mistake in the theme is raised as SiteError with its line."""
    try:
        return str(template.render(context))
    except SiteError:
        raise
    except Exception as error:
        raise SiteError([template_problem(error, theme)]) from error


def template_named(environment: Environment, name: str, theme: Path) -> Any:
    """Return a template by its name without suffix; raises SiteError."""
    try:
        return environment.get_template(f"{name}.html")
    except Exception as error:
        raise SiteError([template_problem(error, theme)]) from error


def template_problem(error: Exception, theme: Path) -> Problem:
    """Return the place in the theme where rendering failed; our own errors are raised again."""
    if isinstance(error, TemplateSyntaxError):
        where = f"{shown(Path(error.filename))}:{error.lineno}" if error.filename else error.name
        return Problem(
            str(where), f"the template cannot be read: {error.message}.", "Mend the line."
        )
    if isinstance(error, TemplateNotFound):
        return Problem(
            shown(theme / "templates"), f"there is no template {error.name}.", "Add the file."
        )
    frames = traceback.extract_tb(error.__traceback__)
    inside = [frame for frame in frames if Path(frame.filename).is_relative_to(theme)]
    if not inside:
        raise error
    what = str(error) or type(error).__name__
    if isinstance(error, KeyError):
        what = f"there is nothing called {error}"
    return Problem(
        f"{shown(Path(inside[-1].filename))}:{inside[-1].lineno}",
        f"the template asks for what it cannot have: {what}.",
        "docs/theming.md lists what templates are given.",
    )


def site_view(site: Site) -> dict[str, str]:
    """Return what templates know of the site as a whole."""
    return {"name": site.name, "url": site.url, "name_lang": site.name_lang}


def write_page(edition: Edition, name: str, template: Any, values: Mapping[str, Any]) -> str:
    """Render a template with our own context into a file of the edition, and return what it says.

    Mistakes of the theme are collected; then nothing is written or returned.
    """
    site = edition.job.site
    try:
        text = render(template, {"site": site_view(site), **values}, site.theme)
    except SiteError as error:
        edition.problems.extend(error.problems)
        return ""
    write_new(f"{edition.job.staging}/{name}", text.encode())
    return text
