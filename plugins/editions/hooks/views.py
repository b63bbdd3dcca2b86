"""What templates are shown of a page: decided here, so that a template only has to show it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urljoin, urlsplit

from markupsafe import Markup

from editions.files.assets import Assets
from editions.hooks.converter import typeset_text
from editions.hooks.edition import Edition
from editions.hooks.fact_pages import fact_context
from editions.hooks.fact_views import notes_of
from editions.hooks.page_view import PageView, TocEntry, open_graph, structured_data
from editions.model.addresses import relative_base, relative_href, report_address
from editions.model.composition import ComposedPage, template_of
from editions.model.content_policy import POLICY_OF_REDIRECTS, policy_of_pages
from editions.model.exits import exit_for
from editions.model.inventory import Entry
from editions.model.navigation import LanguageLink, Link
from editions.model.onion import onion_address
from editions.model.typography import set_text, typography_of

#: A page with fewer sections than this needs no table of contents.
TOC_FROM = 3
_WITH_TOC = frozenset({"page", "section", "article"})


def page_context(edition: Edition, composed: ComposedPage, content: str) -> dict[str, Any]:
    """Return what the template of a page is given."""
    navigator, entry, text = edition.navigator, composed.entry, composed.text
    start = navigator.path_of(entry)
    view = _view_of(edition, composed, content, start)
    canonical = navigator.canonical(entry, text, start)
    context = {
        **surroundings(edition, entry.page_id, start),
        "page": view,
        "exit": exit_of(edition, entry),
        "canonical": canonical,
        "onion": onion_of(edition, start),
        "alternates": navigator.alternates(entry, start),
        "open_graph": open_graph(edition, view, canonical),
        "structured_data": structured_data(edition, view, canonical),
    }
    context |= fact_context(edition, view.template, text.country, start)
    if view.template == "front":
        context |= {"areas": navigator.areas(start), "latest": navigator.articles(start, 3)}
    if view.template == "news":
        context |= {"articles": navigator.articles(start)}
    return context


def exit_of(edition: Edition, entry: Entry) -> str:
    """Return where the exit of a page leads, or ``""`` for a page that needs none."""
    if entry.source.risk != "high":
        return ""
    chain = edition.inventory.chains[edition.locale.code]
    return exit_for(edition.job.site.exits, chain)


def onion_of(edition: Edition, path: str) -> str:
    """Return where a page lies at the site's onion service, or ``""``."""
    site = edition.job.site
    return onion_address(site.onion, site.url, path)


def _reports(edition: Edition, composed: ComposedPage) -> dict[str, Any]:
    """Return where a reader says that a translation is wrong: the page, and each translated section.

    An address names the place and no reader. Where a visit itself may put somebody at risk there is
    none: a letter would show where they were.
    """
    to = edition.job.site.reports
    if not to or composed.entry.source.risk == "high":
        return {}
    place = f"{edition.locale.code}/{composed.entry.page_id}"
    letters = typography_of(composed.locale)
    sections = tuple(
        Link(
            report_address(to, f"{place}#{heading.anchor}"),
            set_text(heading.text, letters),
            composed.locale,
            composed.entry.page_id,
        )
        for heading in composed.headings
        if heading.anchor not in composed.source_anchors
    )
    return {"report": report_address(to, place), "report_sections": sections}


def generated_context(edition: Edition, name: str, title: str, template: str) -> dict[str, Any]:
    """Return what the template of a page nobody wrote is given: a 404, a list without a text."""
    navigator = edition.navigator
    path = f"{edition.locale.slug}/{name}.html"
    listed = template not in ("404", "not_saved")
    view = PageView(
        id=name,
        title=title,
        title_html=Markup(typeset_text(title, typography_of(edition.locale))),
        menu_title=title,
        summary="",
        summary_html=Markup(""),
        content=Markup(""),
        locale=edition.locale,
        title_locale=edition.locale,
        summary_locale=edition.locale,
        kind="generated",
        template=template,
    )
    return {
        **surroundings(edition, None, path),
        "page": view,
        "exit": "",
        "canonical": navigator.href_for_machines(path, path) if listed else None,
        "onion": onion_of(edition, path) if listed else "",
        "alternates": (),
        "open_graph": (),
        "structured_data": None,
        "areas": navigator.areas(path),
        "latest": navigator.articles(path, 3),
        "articles": navigator.articles(path),
    }


def redirect_context(edition: Edition, entry: Entry, start: str) -> dict[str, Any]:
    """Return what is shown at an old address: where the page is now."""
    to = edition.navigator.card_of(entry.page_id, start)
    return {
        "edition": edition.locale,
        "asset": AssetFinder(relative_base(start.partition("/")[2]), edition.job.assets),
        # A browser that reads an address after “url=” takes a quote for the beginning of a string.
        "to": replace(to, href=to.href.replace("'", "%27")),
        "policy": Markup(POLICY_OF_REDIRECTS),
    }


def surroundings(edition: Edition, page_id: str | None, start: str) -> dict[str, Any]:
    """Return what every page of an edition has around its text."""
    navigator, settings = edition.navigator, edition.job.site.pelican
    base = relative_base(start.partition("/")[2])
    here = page_id or ""
    front = Link(f"{base}index.html", edition.job.site.name, edition.locale, "index")
    feed = settings.get("FEED_ALL_ATOM") if navigator.article_ids else None
    return {
        "edition": edition.locale,
        "base": base,
        "root": relative_base(start),
        "asset": AssetFinder(base, edition.job.assets),
        "home": navigator.link_to("index", start, current=here == "index") or front,
        "menu": navigator.menu(here, start),
        "help": navigator.link_to_role("help", here, start),
        "safety": navigator.link_to_role("safety", here, start),
        "languages": navigator.languages(page_id, start),
        "editions_page": navigator.link_to_template("editions", start),
        "offline_page": navigator.link_to_template("offline", start),
        "pages_page": navigator.link_to_template("pages", start),
        "accessibility_page": navigator.link_to_template("accessibility", start),
        "feed": f"{base}{feed}" if feed else None,
    }


@dataclass(frozen=True)
class AssetFinder:
    """Finds theme files from where a page lies: ``asset('site.css')``."""

    base: str
    assets: Assets

    def __call__(self, name: str) -> str:
        """Return the href of a theme file; KeyError names one that the theme does not have."""
        return self.base + self.assets.names[name]

    @property
    def first(self) -> Markup:
        """The script that runs before a page is shown, as it stands in every page; may be empty."""
        return Markup(self.assets.first)

    @property
    def policy(self) -> Markup:
        """What a browser may load and run on a page, that script among it."""
        return Markup(policy_of_pages(self.assets.first))

    def policy_with(self, sheet: str) -> Markup:
        """Return the policy of a page in which a style sheet stands."""
        return Markup(policy_of_pages(self.assets.first, self.text(sheet)))

    @property
    def policy_of_saving(self) -> Markup:
        """What a browser may do on the page that saves the others."""
        return Markup(policy_of_pages(self.assets.first, saving=True))

    def text(self, name: str) -> Markup:
        """Return the text of a theme file, to stand in a page; KeyError as above."""
        return Markup(self.assets.contents[self.assets.names[name]].decode())


def rooted(context: dict[str, Any], site_url: str, start: str) -> dict[str, Any]:
    """Return a context whose links hold at any depth, as a host shows a 404 page at any address.

    Without a known address of the site nothing better than relative links can be given.
    """
    if not site_url:
        return context
    place = f"{urlsplit(site_url).path}/{start}"

    def moved(value: Any) -> Any:
        if isinstance(value, (Link, LanguageLink)):
            return replace(value, href=urljoin(place, value.href))
        if isinstance(value, AssetFinder):
            return replace(value, base=urljoin(place, value.base or "."))
        if isinstance(value, tuple):
            return tuple(moved(item) for item in value)
        return value

    moved_context = {key: moved(value) for key, value in context.items()}
    addresses = {
        key: urljoin(place, context[key] or ".")
        for key in ("base", "root", "feed")
        if context[key] is not None
    }
    return moved_context | addresses


def _view_of(edition: Edition, composed: ComposedPage, content: str, start: str) -> PageView:
    navigator, entry, text = edition.navigator, composed.entry, composed.text
    translated = entry.is_translation(text)
    borrowed = composed.locale.code != edition.locale.code
    before, after = navigator.neighbours(entry.page_id, start)
    template = template_of(edition.inventory, entry)
    title, title_locale = composed.shown("title")
    summary, summary_locale = composed.shown("summary")
    older, lacking = composed.parts_told
    review = text.reviewed if text.status == "reviewed" else None
    return PageView(
        id=entry.page_id,
        title=title,
        title_html=Markup(typeset_text(title, typography_of(title_locale))),
        menu_title=text.menu_title or text.title,
        summary=summary,
        summary_html=Markup(typeset_text(summary, typography_of(summary_locale))),
        content=Markup(content),
        locale=composed.locale,
        title_locale=title_locale,
        summary_locale=summary_locale,
        kind="article" if edition.inventory.is_article(entry.page_id) else "page",
        template=template,
        borrowed=borrowed,
        status=("reviewed" if review else "draft") if translated else None,
        translators=text.translators if translated else "",
        reviewed_on=review.date if review else None,
        reviewed_by=review.name if review else "",
        date=entry.source.date,
        modified=text.modified or entry.source.modified,
        tags=navigator.tag_links(entry, start),
        tag=entry.source.tag,
        drawn='<figure class="drawn ' in content,
        toc=_toc_of(composed) if template in _WITH_TOC else (),
        breadcrumbs=navigator.breadcrumbs(entry.page_id, start),
        previous=before,
        next=after,
        children=navigator.children(entry.page_id, start) if template == "section" else (),
        source=_source_link(edition, composed, start) if borrowed or translated else None,
        publication=entry.publication,
        unkept=translated and edition.locale.code in edition.job.inventory.unkept,
        older=older,
        lacking=lacking,
        notes=notes_of(edition, edition.cited.get(entry.page_id, ())),
        **(_reports(edition, composed) if translated else {}),
    )


def _source_link(edition: Edition, composed: ComposedPage, start: str) -> Link:
    """Return the link to the page in the edition it was borrowed from or translated from."""
    borrowed = composed.locale.code != edition.locale.code
    text = composed.text if borrowed else composed.entry.source
    locale = edition.inventory.by_code[text.locale]
    href = relative_href(edition.navigator.path_of(composed.entry, locale), start)
    title = set_text(text.title, typography_of(locale))
    return Link(href, title, locale, composed.entry.page_id, elsewhere=True)


def _toc_of(composed: ComposedPage) -> tuple[TocEntry, ...]:
    """Return two levels of headings; nothing for a page short enough to do without."""
    headings = composed.headings
    if not headings:
        return ()
    top = min(heading.level for heading in headings)
    entries: list[TocEntry] = []
    for heading in headings:
        borrowed = heading.anchor in composed.source_anchors
        locale = composed.source_locale if borrowed else composed.locale
        entry = TocEntry(heading.anchor, set_text(heading.text, typography_of(locale)), locale)
        if heading.level == top:
            entries.append(entry)
        elif heading.level == top + 1 and entries:
            entries[-1] = replace(entries[-1], children=(*entries[-1].children, entry))
    return tuple(entries) if len(entries) >= TOC_FROM else ()
