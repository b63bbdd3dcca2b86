"""What can be asked of the site: ``./inv`` lists it. One docstring and one call per task, no logic.

Modules are imported inside the tasks, so that the list appears at once. An empty string or 0 means
the setting's own value.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from invoke import Collection, Context, Exit, task

# Also found by plain `invoke` and by processes that are started with this one's path.
sys.path.insert(0, str(Path(__file__).parent / "plugins"))

from editions.files.paths import from_caller


@task(
    auto_shortflags=False,
    iterable=["locale"],
    help={
        "locale": "Build this edition only; may be given several times.",
        "content": "Build the pages of this folder; its locales are its folders.",
        "output": "Write the site into this folder.",
        "cache": "Keep what serves the next build in this folder.",
        "settings": "Read these settings in place of pelicanconf.py.",
        "explain": "Say for every page that is rendered why.",
        "pseudo": "Build pseudo-languages in the cache, which show what is not translated or clipped.",
    },
)
def build(
    _context: Context,
    locale: Sequence[str] | None = None,
    content: str = "",
    output: str = "",
    cache: str = "",
    settings: str = "",
    explain: bool = False,
    pseudo: bool = False,
) -> None:
    """Build every edition into output/."""
    if pseudo:
        from editions.commands.build_pseudo import build_pseudo

        folders = {"content": content, "cache": cache, "settings": settings}
        finish(build_pseudo(**{name: from_caller(path) for name, path in folders.items()}))
        return
    from editions.commands.build_at_rest import build_unless_at_rest

    finish(
        build_unless_at_rest(
            locales=list(locale or ()),
            content=from_caller(content),
            output=from_caller(output),
            cache=from_caller(cache),
            settings=from_caller(settings),
            explain=explain,
        )
    )


@task(
    auto_shortflags=False,
    help={"output": "The built site to remove.", "cache": "What was kept for the next build."},
)
def clean(_context: Context, output: str = "", cache: str = "") -> None:
    """Remove the built site and what the next would reuse."""
    from editions.commands.build import clean_site

    finish(clean_site(output=from_caller(output), cache=from_caller(cache)))


@task(
    auto_shortflags=False,
    iterable=["locale", "format"],
    help={
        "locale": "Pack this edition only; may be given several times.",
        "format": "Make this form only: html, epub, pdf, cards, sms, zip, zim or kiosk.",
        "settings": "Read these settings in place of publishconf.py.",
        "output": "Put the packs into this folder in place of dist/.",
    },
)
def pack(
    _context: Context,
    locale: Sequence[str] | None = None,
    format: Sequence[str] | None = None,  # noqa: A002 - the name of the flag
    settings: str = "",
    output: str = "",
) -> None:
    """Make the files people carry: zip, EPUB, PDF, ZIM."""
    from editions.commands.pack import pack_site

    finish(
        pack_site(
            locales=list(locale or ()),
            formats=list(format or ()),
            settings=from_caller(settings),
            output=from_caller(output),
        )
    )


@task(clean, build)
def rebuild(_context: Context) -> None:
    """Clean, then build everything."""


@task(
    auto_shortflags=False,
    help={"port": "Listen on this port of 127.0.0.1.", "output": "The built site to serve."},
)
def serve(_context: Context, port: int = 8000, output: str = "") -> None:
    """Serve the built site on this machine."""
    from editions.commands.serve import serve_site

    finish(serve_site(port=port, output=from_caller(output)))


@task(auto_shortflags=False, help={"port": "Listen on this port of 127.0.0.1."})
def livereload(_context: Context, port: int = 8000) -> None:
    """Serve, rebuild on every change and reload the browser."""
    from editions.commands.livereload import livereload as serve_and_watch

    finish(serve_and_watch(port=port))


@task(
    auto_shortflags=False,
    help={
        "share": "As 2/5: print the flags with which the second of five machines builds its editions.",
        "settings": "Read these settings in place of pelicanconf.py.",
    },
)
def editions(_context: Context, share: str = "", settings: str = "") -> None:
    """List the codes of all editions, as JSON."""
    from editions.commands.merge import list_editions

    finish(list_editions(settings=from_caller(settings), share=share))


@task(
    auto_shortflags=False,
    positional=["part"],
    iterable=["more"],
    help={
        "part": "A folder that ./inv build --locale … --output DIR has filled.",
        "more": "Another such folder; may be given several times.",
        "output": "Put the site into this folder in place of dist/site/.",
    },
)
def merge(
    _context: Context, part: str, more: Sequence[str] | None = None, output: str = ""
) -> None:
    """Join editions built apart to the whole site.

    Example: ./inv merge parts/en parts/fr
    """
    from editions.commands.merge import merge_parts

    folders = [from_caller(name) for name in (part, *(more or ()))]
    finish(merge_parts(folders, output=from_caller(output)))


@task
def preview(_context: Context) -> None:
    """Build as for publishing, but publish nothing."""
    from editions.commands.publish import preview as build_as_published

    finish(build_as_published())


@task(
    auto_shortflags=False,
    help={
        "to": "The place to publish to; see docs/deploying.md.",
        "compress": "With or without the compressed copies some hosts send.",
        "sign": "Sign the list of files with this key of ssh.",
        "dry-run": "Say what would change there, and change nothing.",
        "rollback": "Show the release before again; for rsync.",
        "merged": "Publish this folder, which ./inv merge made, and build nothing.",
        "settings": "Read these settings in place of publishconf.py.",
    },
)
def publish(
    _context: Context,
    to: str = "",
    compress: bool = True,
    sign: str = "",
    dry_run: bool = False,
    rollback: bool = False,
    merged: str = "",
    settings: str = "",
) -> None:
    """Build for publishing, and put the site there whole."""
    from editions.commands.publish import Wish, publish_site

    wish = Wish(compress, from_caller(sign), dry_run, rollback, from_caller(merged))
    finish(publish_site(to=to, wish=wish, settings=from_caller(settings)))


@task(
    auto_shortflags=False,
    iterable=["host"],
    help={
        "host": "Only for this host; may be given several times.",
        "settings": "Read these settings in place of publishconf.py.",
        "output": "Put the files into this folder in place of dist/hosts/.",
    },
)
def hosts(
    _context: Context, host: Sequence[str] | None = None, settings: str = "", output: str = ""
) -> None:
    """Write the configurations of web servers and hosts.

    Example: ./inv hosts --host nginx
    """
    from editions.commands.hosts import write_hosts

    finish(
        write_hosts(list(host or ()), settings=from_caller(settings), output=from_caller(output))
    )


@task(
    auto_shortflags=False,
    positional=["copy"],
    help={
        "copy": "The folder or the address of a published site.",
        "signers": "A file of allowed signers of ssh; one of them must have signed.",
    },
)
def verify(_context: Context, copy: str, signers: str = "") -> None:
    """Check that a copy of the site is what was published.

    Example: ./inv verify /media/stick/site
    """
    from editions.commands.verify import verify_copy

    finish(verify_copy(copy=copy, signers=from_caller(signers)))


@task
def check(_context: Context) -> None:
    """Check the sources: code, templates, styles, catalogs."""
    from editions.commands.workbench import check_sources

    finish(check_sources())


@task(
    auto_shortflags=False,
    optional=["locale"],
    positional=["locale"],
    help={
        "locale": "Only this language.",
        "pages": "Say of every page how long its sentences are.",
    },
)
def proofread(_context: Context, locale: str = "", pages: bool = False) -> None:
    """Say what to mend in words and pictures.

    Example: ./inv proofread fr
    """
    from editions.commands.proofread import proofread_site

    finish(proofread_site(locale, pages=pages))


@task
def strip(_context: Context) -> None:
    """Take places, names and dates out of pictures.

    Example: ./inv media.strip
    """
    from editions.commands.media import strip_media

    finish(strip_media())


@task(
    auto_shortflags=False,
    help={
        "fast": "Only the tests that need neither a browser nor a minute.",
        "only": "Only the tests pytest's -k selects with this expression.",
        "record": "Only the tests of accessibility, and write what they find for readers.",
        "every-page": "Open every page in the browser, in place of a sample of all there is on them.",
    },
)
def test(
    _context: Context,
    fast: bool = False,
    only: str = "",
    record: bool = False,
    every_page: bool = False,
) -> None:
    """Run all tests, installing what they need."""
    from editions.commands.workbench import record_accessibility, run_tests

    finish(
        record_accessibility(every_page=every_page)
        if record
        else run_tests(fast=fast, only=only, every_page=every_page)
    )


@task(
    auto_shortflags=False,
    help={
        "sizes": "Languages x pages, as 3x50,10x500; all that the report has without it.",
        "rounds": "How often each is measured.",
        "builders": "Some of editions,hugo,pelican.",
        "write": "Keep the report in benchmarks/results/.",
    },
)
def bench(
    _context: Context, sizes: str = "", rounds: int = 0, builders: str = "", write: bool = False
) -> None:
    """Measure builds beside those of Hugo and stock Pelican."""
    from editions.commands.bench import run_benchmarks

    finish(run_benchmarks(sizes=sizes, rounds=rounds, builders=builders, write=write))


@task(
    auto_shortflags=False,
    help={
        "output": "The built site to audit; one is built when it is not given.",
        "rounds": "How often Lighthouse looks at each page; the median counts.",
        "write": "Keep the report in benchmarks/results/.",
    },
)
def audit(_context: Context, output: str = "", rounds: int = 5, write: bool = False) -> None:
    """Measure pages with Lighthouse and on slow networks."""
    from editions.commands.audit import audit_site

    finish(audit_site(output=from_caller(output), rounds=rounds, write=write))


@task
def lock(_context: Context) -> None:
    """Renew requirements*.txt and package-lock.json."""
    from editions.commands.workbench import renew_locks

    finish(renew_locks())


@task(
    auto_shortflags=False,
    help={"json": "Print it for machines."},
)
def status(_context: Context, json: bool = False) -> None:
    """List facts that are due to be read again."""
    from editions.commands.facts import facts_status

    finish(facts_status(as_json=json))


@task(
    auto_shortflags=False,
    positional=["locale"],
    help={"locale": "The language's code: sw, pt_BR, zh_Hans."},
)
def add(_context: Context, locale: str) -> None:
    """Prepare a new language, and say what to translate first.

    Example: ./inv translate.add sw
    """
    from editions.commands.translate_add import add_language

    finish(add_language(locale))


@task(
    auto_shortflags=False,
    optional=["locale"],
    positional=["locale"],
    help={
        "locale": "Only this language, and every page of it.",
        "json": "Print it for machines.",
        "fail-under": "End with 1 where fewer per cent of the pages are current.",
    },
)
def translate_status(
    _context: Context, locale: str = "", json: bool = False, fail_under: int = 0
) -> None:
    """Say how every translation stands to its source.

    Example: ./inv translate.status sw
    """
    from editions.commands.translate_status import translation_status

    finish(translation_status(locale, as_json=json, fail_under=fail_under))


@task(
    auto_shortflags=False,
    positional=["locale", "page"],
    help={"locale": "The language.", "page": "The page, as issues/travel."},
)
def diff(_context: Context, locale: str, page: str) -> None:
    """Show what changed in a source since it was translated.

    Example: ./inv translate.diff sw issues/travel
    """
    from editions.commands.translate_diff import translation_diff

    finish(translation_diff(locale, page))


@task(
    auto_shortflags=False,
    positional=["locale"],
    iterable=["page"],
    help={
        "locale": "The language.",
        "page": "A page, as issues/travel; may be given several times.",
        "all": "Every page that is translated, but for those whose source has changed.",
    },
)
def stamp(
    _context: Context,
    locale: str,
    page: Sequence[str] | None = None,
    all: bool = False,  # noqa: A002 - the name of the flag
) -> None:
    """Say that translations are made from today's source.

    Example: ./inv translate.stamp sw issues/travel
    """
    from editions.commands.translate_stamp import stamp_translations

    finish(stamp_translations(locale, list(page or ()), every=all))


@task(
    auto_shortflags=False,
    positional=["page"],
    iterable=["line"],
    help={
        "page": "The source page, as issues/travel.",
        "minor": "Say that the changes leave its meaning alone; without it they are only shown.",
        "line": "Only the change at this line of the source; may be given several times.",
    },
)
def accept(
    _context: Context, page: str, minor: bool = False, line: Sequence[str] | None = None
) -> None:
    """Say that a change of a source changes no meaning.

    Example: ./inv translate.accept issues/travel --minor
    """
    from editions.commands.translate_accept import accept_change

    finish(accept_change(page, minor=minor, lines=list(line or ())))


@task(
    auto_shortflags=False,
    optional=["locale"],
    positional=["locale"],
    help={"locale": "Only this language."},
)
def translate_check(_context: Context, locale: str = "") -> None:
    """Compare translations with their sources, block by block.

    Example: ./inv translate.check sw
    """
    from editions.commands.translate_stamp import check_translations

    finish(check_translations(locale))


@task(
    auto_shortflags=False,
    positional=["locale"],
    iterable=["page"],
    help={
        "locale": "The language.",
        "page": "Only this page, as issues/travel; may be given several times.",
        "stale": "Only what is not translated or older than its source.",
        "max-words": "No more than about this many words of the source.",
        "html": "A work pack in place of a PO file: a page to translate in, with any browser.",
        "output": "The file to write; pages-LOCALE.po or .html in your folder without it.",
    },
)
def export(
    _context: Context,
    locale: str,
    page: Sequence[str] | None = None,
    stale: bool = False,
    max_words: int = 0,
    html: bool = False,
    output: str = "",
) -> None:
    """Write the words of pages into a file to translate.

    Example: ./inv translate.export sw --stale
    """
    from editions.commands.translate_export import export_pages

    finish(
        export_pages(
            locale,
            pages=list(page or ()),
            stale=stale,
            max_words=max_words,
            html=html,
            output=from_caller(output or f"pages-{locale}.{'html' if html else 'po'}"),
        )
    )


@task(
    auto_shortflags=False,
    positional=["file"],
    iterable=["more"],
    name="import",
    help={
        "file": "The PO file or the work pack that a translator sent back.",
        "more": "Another such file; may be given several times.",
    },
)
def import_(_context: Context, file: str, more: Sequence[str] | None = None) -> None:
    """Take words that a translator sent into the pages.

    Example: ./inv translate.import pages-sw.po
    """
    from editions.commands.translate_import import import_files

    finish(import_files([from_caller(name) for name in (file, *(more or ()))]))


@task
def extract(_context: Context) -> None:
    """Collect the theme's words into messages.pot.

    Example: ./inv translate.extract
    """
    from editions.commands.interface import extract_messages

    finish(extract_messages())


@task
def update(_context: Context) -> None:
    """Bring new and changed words into every catalog.

    Example: ./inv translate.update
    """
    from editions.commands.interface import update_catalogs

    finish(update_catalogs())


def finish(code: int) -> None:
    """End with the exit status of a command, unless all is well and the next task may follow."""
    if code:
        raise Exit(code=code)


@task(auto_shortflags=False, help={"settings": "Read these settings in place of pelicanconf.py."})
def exits(_context: Context, settings: str = "") -> None:
    """Visit the addresses the exit leads to: once a week."""
    from editions.commands.exits import visit_exits

    finish(visit_exits(settings=from_caller(settings)))


namespace = Collection(
    *(
        build,
        clean,
        rebuild,
        serve,
        livereload,
        preview,
        editions,
        merge,
        pack,
        publish,
        verify,
        hosts,
        exits,
        check,
        proofread,
        test,
        bench,
        audit,
        lock,
    ),
    translate=Collection(
        add,
        diff,
        stamp,
        accept,
        export,
        import_,
        extract,
        update,
        status=translate_status,
        check=translate_check,
    ),
    facts=Collection(status),
    media=Collection(strip),
)
