"""The configuration of Caddy: a snippet to import into the site's block."""

from __future__ import annotations

from editions.model.hosts.table import ASK_AGAIN, CARRIED, DIGESTED, FOR_EVER, UNLOGGED, Hosting


def caddy_files(hosting: Hosting) -> dict[str, str]:
    """Return the snippet, to be imported inside the block of the site."""
    at = hosting.prefix
    headers = "".join(f'\t{name} "{value}"\n' for name, value in hosting.headers.items())
    text = f"""\
# Goes into the block of the site, below root: import /path/to/Caddyfile.editions
# Pages of help leave no line in its log.
header {{
{headers}\t?Cache-Control "{ASK_AGAIN}"
}}
@for_ever {{
\tpath_regexp ^{at}/([^/]+/)?{DIGESTED}/
\tfile
}}
header @for_ever Cache-Control "{FOR_EVER}"
{_onion(hosting)}@root path {at}/
header @root +Vary Accept-Language
@carried {{
\tpath {at}/{CARRIED}/*
\tfile
}}
header @carried Content-Disposition attachment
@unlogged path_regexp ^{at}/[^/]+/{UNLOGGED}/
skip_log @unlogged
{_redirects(hosting)}{_languages(hosting)}@text path */ *.html *.css *.js *.json *.svg *.xml *.txt
header @text +Vary Accept-Encoding
file_server {{
\tprecompressed br gzip
}}
{_missing(hosting)}"""
    return {"Caddyfile.editions": text}


def _onion(hosting: Hosting) -> str:
    at = hosting.prefix
    if not hosting.onion:
        return ""
    return (
        f"@onion {{\n\tpath_regexp ^{at}/(.*(/|\\.html))?$\n\tfile {{path}} {{path}}index.html\n}}\n"
        f"header @onion Onion-Location {hosting.onion}{{uri}}\n"
    )


def _redirects(hosting: Hosting) -> str:
    """Return a line for each old address; one that leads to a page of help is not logged."""
    lines = (
        (f"skip_log {one.old}\n" if one.quiet else "") + f"redir {one.old} {one.new} 301\n"
        for one in hosting.redirects
    )
    return "".join(lines)


def _languages(hosting: Hosting) -> str:
    at = hosting.prefix
    return "".join(
        f"@language_{n} {{\n\tpath {at}/\n\theader_regexp Accept-Language (?i)^{tag}([-,;]|$)\n}}\n"
        f"redir @language_{n} {at}/{slug}/index.html 302\n"
        for n, (tag, slug) in enumerate(hosting.languages)
    )


def _missing(hosting: Hosting) -> str:
    """Return what is done for addresses that do not exist; headers are set there once more."""
    at = hosting.prefix
    headers = "".join(f'\t\t{name} "{value}"\n' for name, value in hosting.headers.items())
    handlers = "".join(
        f"\thandle {at}/{slug}/* {{\n\t\trewrite * {at}/{slug}/404.html\n\t\tfile_server\n\t}}\n"
        for slug in hosting.editions
    )
    return f"""\
handle_errors {{
\theader {{
{headers}\t\tCache-Control "{ASK_AGAIN}"
\t}}
{handlers}\thandle {{
\t\trewrite * {at}/404.html
\t\tfile_server
\t}}
}}
"""
