"""The configuration of Apache: ``.htaccess``, which lies at the top of the site.

Compressed copies are found by rewriting and get their type from the name below. The flag ``E=`` loses
the header on the way (seen with 2.4), so a block for each name sets it.
"""

from __future__ import annotations

import re

from editions.model.hosts.table import ASK_AGAIN, CARRIED, DIGESTED, FOR_EVER, UNLOGGED, Hosting
from editions.model.media_types import MEDIA_TYPES

_TYPES = {end: MEDIA_TYPES[end] for end in ("html", "css", "js", "json", "svg", "xml", "txt")}
_CODINGS = {"br": "br", "gz": "gzip"}


def apache_files(hosting: Hosting) -> dict[str, str]:
    """Return the file that lies at the top of the site."""
    at = hosting.prefix
    headers = "".join(f'Header always set {n} "{value}"\n' for n, value in hosting.headers.items())
    text = f"""\
# Lies at the top of the site as .htaccess. The site needs AllowOverride All, and these modules:
#   mod_dir mod_mime mod_headers mod_rewrite mod_setenvif
# The log, in the block of the host, without lines of pages of help:
#   CustomLog ${{APACHE_LOG_DIR}}/access.log combined env=!editions_quiet
Options -Indexes -MultiViews
DirectoryIndex index.html
AddDefaultCharset utf-8
AddCharset utf-8 {" ".join(f".{suffix}" for suffix in _TYPES)}
# Breton, to Apache.
RemoveLanguage .br
# As it was asked for, and as it was understood: %68 is an h, and two slashes are one.
SetEnvIfExpr "%{{THE_REQUEST}} =~ m#^[A-Z]+ {at}/[^/]+/{UNLOGGED}/#" editions_quiet
SetEnvIf Request_URI "^{at}/[^/]+/{UNLOGGED}/" editions_quiet
{_quiet(hosting)}{_missing(hosting)}{headers}Header always set Cache-Control "{ASK_AGAIN}"
<If "%{{REQUEST_URI}} =~ m#^{at}/([^/]+/)?{DIGESTED}/# && -f %{{REQUEST_FILENAME}}">
Header always set Cache-Control "{FOR_EVER}"
</If>
<If "%{{REQUEST_URI}} =~ m#^{at}/{CARRIED}/#">
Header set Content-Disposition attachment
</If>
<If "%{{THE_REQUEST}} =~ m#^[A-Z]+ {at}/[? ]#">
Header always merge Vary Accept-Language
</If>
{_onion(hosting)}RewriteEngine On
RewriteBase {at}/
{_redirects(hosting)}{_languages(hosting)}RewriteCond %{{REQUEST_FILENAME}}index.html -f
RewriteRule ^(.*/)?$ $1index.html
{_compressed()}"""
    return {".htaccess": text}


def _onion(hosting: Hosting) -> str:
    """Return where pages lie at the onion service: by what was asked for, not what was found for it."""
    if not hosting.onion:
        return ""
    asked = rf"{hosting.prefix}/([^ ?]*(/|\.html))?([?][^ ]*)?"
    return (
        f'SetEnvIfExpr "%{{THE_REQUEST}} =~ m#^[A-Z]+ ({asked}) #" editions_asked=$1\n'
        f'Header set Onion-Location "{hosting.onion}%{{editions_asked}}e"'
        " \"expr=%{REQUEST_STATUS} -lt 400 && -n reqenv('editions_asked')\"\n"
    )


def _missing(hosting: Hosting) -> str:
    at = hosting.prefix
    return f"ErrorDocument 404 {at}/404.html\n" + "".join(
        f'<If "%{{REQUEST_URI}} =~ m#^{at}/{slug}/#">\nErrorDocument 404 {at}/{slug}/404.html\n</If>\n'
        for slug in hosting.editions
    )


def _redirects(hosting: Hosting) -> str:
    """Return a rule for each old address; a ``%`` would stand for something, were it not escaped."""
    below = len(hosting.prefix) + 1
    rules = ((re.escape(one.old[below:]), one.new.replace("%", r"\%")) for one in hosting.redirects)
    return "".join(f"RewriteRule ^{old}$ {new} [R=301,L,NE]\n" for old, new in rules)


def _quiet(hosting: Hosting) -> str:
    """Return what leaves no line of old addresses that lead to pages of help."""
    return "".join(
        f"SetEnvIf Request_URI ^{re.escape(one.old)}$ editions_quiet\n"
        for one in hosting.redirects
        if one.quiet
    )


def _languages(hosting: Hosting) -> str:
    return "".join(
        f"RewriteCond %{{HTTP:Accept-Language}} ^{tag}([-,;]|$) [NC]\n"
        f"RewriteRule ^$ {hosting.prefix}/{slug}/index.html [R=302,L]\n"
        for tag, slug in hosting.languages
    )


def _compressed() -> str:
    kinds = "|".join(_TYPES)
    rules = "".join(
        f"RewriteCond %{{HTTP:Accept-Encoding}} \\b{coding}\\b\n"
        f"RewriteCond %{{DOCUMENT_ROOT}}%{{REQUEST_URI}}.{suffix} -f\n"
        f"RewriteRule ^(.+\\.({kinds}))$ $1.{suffix} [L]\n"
        for suffix, coding in _CODINGS.items()
    )
    blocks = "".join(
        f'<FilesMatch "\\.{kind}\\.{suffix}$">\n'
        f'ForceType "{media_type}; charset=utf-8"\n'
        f"RemoveEncoding .{suffix}\n"
        f"Header set Content-Encoding {coding}\n"
        "</FilesMatch>\n"
        for suffix, coding in _CODINGS.items()
        for kind, media_type in _TYPES.items()
    )
    every = (
        f'<FilesMatch "\\.({kinds})(\\.br|\\.gz)?$">\n'
        "Header merge Vary Accept-Encoding\n"
        "</FilesMatch>\n"
    )
    return rules + blocks + every
