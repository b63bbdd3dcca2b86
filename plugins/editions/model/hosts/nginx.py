"""The configuration of nginx: one file for its ``http`` block, one for the site's ``server`` block.

A header that is added in a location drops all those of the server (ngx_http_headers_module), so every
header is added once, at the server, and what differs by path comes from a map. Where a page stands for
another, ``$uri`` is the one that is shown and ``$request_uri`` the one that was asked for.
"""

from __future__ import annotations

from editions.model.hosts.table import ASK_AGAIN, CARRIED, DIGESTED, FOR_EVER, UNLOGGED, Hosting

#: Text types nginx does not give a charset by itself.
_TEXTS = (
    "text/css", "application/javascript", "text/javascript", "application/json", "application/xml",
    "text/xml", "application/atom+xml", "image/svg+xml", "text/plain",
)  # fmt: skip


def nginx_files(hosting: Hosting) -> dict[str, str]:
    """Return the files to include, by name."""
    return {"nginx-http.conf": _http(hosting), "nginx-server.conf": _server(hosting)}


def _http(hosting: Hosting) -> str:
    at = hosting.prefix
    languages = "".join(f'    "~*^{tag}(?:[-,;]|$)" {slug};\n' for tag, slug in hosting.languages)
    return f"""\
# Goes into the http block of nginx: include /path/to/nginx-http.conf;
# The log, in the server block, without lines of pages of help:
#   access_log /var/log/nginx/access.log combined if=$editions_logged;
map $uri $editions_cache {{
    ~^{at}/(?:[^/]+/)?{DIGESTED}/ "{FOR_EVER}";
    default "{ASK_AGAIN}";
}}
map $uri $editions_disposition {{
    ~^{at}/{CARRIED}/ "attachment";
    default "";
}}
map $http_accept_language $editions_language {{
{languages}    default "";
}}
map $request_uri $editions_vary {{
    ~^{at}/(?:\\?|$) "Accept-Language";
    default "";
}}
# As it was asked for, and as it was understood: %68 is an h, and two slashes are one.
map "$request_uri $uri" $editions_logged {{
    "~(?:^| ){at}/[^/ ]+/{UNLOGGED}/" 0;
    default 1;
}}
{_onion(hosting)}"""


def _onion(hosting: Hosting) -> str:
    """Return where pages lie at the onion service, without what no page is called."""
    if not hosting.onion:
        return ""
    return f"""\
map $request_uri $editions_onion {{
    "~^{hosting.prefix}/(?:[^?]*(?:/|\\.html))?(?:\\?|$)" "{hosting.onion}$request_uri";
    default "";
}}
"""


def _server(hosting: Hosting) -> str:
    at = hosting.prefix
    headers = "".join(f'add_header {n} "{value}" always;\n' for n, value in hosting.headers.items())
    onion = "add_header Onion-Location $editions_onion;\n" if hosting.onion else ""
    missing = "".join(
        f"location {at}/{slug}/ {{ error_page 404 {at}/{slug}/404.html; }}\n"
        for slug in hosting.editions
    )
    return f"""\
# Goes into the server block of the site, below root: include /path/to/nginx-server.conf;
# With the module for brotli (Debian: libnginx-mod-http-brotli-static) add: brotli_static on;
charset utf-8;
charset_types {" ".join(_TEXTS)};
gzip_static on;
gzip_vary on;
absolute_redirect off;
server_tokens off;
# Its lines name the reader, too.
log_not_found off;
{headers}add_header Cache-Control $editions_cache always;
add_header Content-Disposition $editions_disposition always;
add_header Vary $editions_vary always;
{onion}error_page 404 {at}/404.html;
{_redirects(hosting)}location = {at}/ {{
    if ($editions_language) {{ return 302 {at}/$editions_language/index.html; }}
}}
{missing}"""


def _redirects(hosting: Hosting) -> str:
    """Return a location for each old address; a line of the log would tell of the page it leads to."""
    quiet = {True: "access_log off; ", False: ""}
    return "".join(
        f'location = {one.old} {{ {quiet[one.quiet]}return 301 "{one.new}"; }}\n'
        for one in hosting.redirects
    )
