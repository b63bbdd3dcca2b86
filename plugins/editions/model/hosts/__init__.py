"""Hosts: one table of headers and language rules, written in the form of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from editions.model.hosts.apache import apache_files
from editions.model.hosts.caddy import caddy_files
from editions.model.hosts.cloudfront import cloudfront_files
from editions.model.hosts.lighttpd import lighttpd_files
from editions.model.hosts.nginx import nginx_files
from editions.model.hosts.s3 import s3_files
from editions.model.hosts.static_hosts import cloudflare_files, netlify_files
from editions.model.hosts.table import Hosting

#: Each host with what writes its files: their names and texts.
WRITERS: Mapping[str, Callable[[Hosting], dict[str, str]]] = {
    "nginx": nginx_files,
    "apache": apache_files,
    "caddy": caddy_files,
    "lighttpd": lighttpd_files,
    "netlify": netlify_files,
    "cloudflare": cloudflare_files,
    "s3": s3_files,
    "cloudfront": cloudfront_files,
}
