"""Making the pages of an edition: Markdown to HTML, HTML into templates.

Pelican calls both steps for every page of a whole edition. Where only some pages are made again they are
made here directly: importing Pelican takes longer than making a few pages.
"""

from __future__ import annotations

from jinja2 import Environment

from editions.errors import SiteError
from editions.hooks.edition import Edition
from editions.hooks.rendering import template_named, write_page
from editions.hooks.searching import page_entry
from editions.hooks.views import page_context
from editions.model.composition import ComposedPage, template_of
from editions.model.frontmatter import read_header


def make_pages(edition: Edition, environment: Environment) -> None:
    """Make every composed page of an edition, and nothing else."""
    site = edition.job.site
    html: dict[str, str] = {}
    for page_id, page in edition.pages.items():
        try:
            html[page_id], _ = convert_page(edition, page)
        except SiteError as error:
            edition.problems.extend(error.problems)
    for page_id in html:
        page = edition.pages[page_id]
        template = template_named(
            environment, template_of(edition.inventory, page.entry), site.theme
        )
        render_page(edition, page, template, html[page_id])


def convert_page(edition: Edition, composed: ComposedPage) -> tuple[str, dict[str, str]]:
    """Return a page's HTML and the fields of its header; mistakes and cited facts are noted."""
    header, _ = read_header(composed.markdown, composed.entry.page_id)
    glossary = edition.navigator.link_to_template(
        "words", edition.navigator.path_of(composed.entry)
    )
    converted = edition.converter.convert(
        header.body,
        composed,
        edition.words_in,
        glossary.href if glossary else "",
    )
    edition.cited[composed.entry.page_id] = converted.cited
    edition.problems.extend(converted.problems)
    edition.advance(1)
    return converted.html, {field.key: field.value for field in header.fields}


def render_page(edition: Edition, composed: ComposedPage, template: object, html: str) -> None:
    """Write a page that has been converted into its file, and note what it is found by."""
    values = page_context(edition, composed, html)
    rendered = write_page(edition, composed.entry.address, template, values)
    page_id = composed.entry.page_id
    if rendered and page_id in edition.navigator.shown:
        edition.found[page_id] = page_entry(edition, composed, html, rendered)
    edition.advance(1)
