"""Web servers a test asks, each an ordinary process on a free port of this machine."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from commands.hosts import free_port, program, running

#: Modules of Debian's Apache that a plain site needs, and those the file asks for.
_APACHE_MODULES = (
    "mpm_event", "authz_core", "mime", "dir", "headers", "rewrite", "setenvif",
)  # fmt: skip
_BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
#: The address of the Tor Project, and so a whole one.
ONION_HOST = "2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid.onion"
#: Where nginx answers Tor, in its folder.
ONION_SOCKET = "onion.sock"
#: What a browser sends as its languages, and the edition the top leads to: of en, fr and zh_Hans.
LED_TO = {
    "fr": "fr",
    "fr-CA,fr;q=0.9,en;q=0.8": "fr",
    "FR;q=1": "fr",
    "zh-CN,zh;q=0.9": "zh-hans",
    "zh": "zh-hans",
    "en-GB": "en",
}
#: And what it sends where none of them is meant.
LED_NOWHERE = ("", "de", "fro", "xx-fr")
#: The module of lighttpd that Debian has in a package of its own.
_MAGNET = "/usr/lib/lighttpd/mod_magnet.so"


@dataclass(frozen=True)
class Answer:
    """What a server answered: its status, its headers by their names in small letters, its body."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Server:
    """A server that runs: how it is asked, and the lines of its log."""

    port: int
    folder: Path
    encodings: tuple[str, ...] = ("br", "gzip")

    def ask(self, path: str, **headers: str) -> Answer:
        """Ask for a path as it is written; ``Accept_Encoding`` stands for the header of that name."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        with contextlib.closing(connection):
            return answer_of(connection, path, headers)

    def ask_as_tor_does(self, path: str, **headers: str) -> Answer:
        """Ask at the socket for the onion service, where there is one."""
        connection = HTTPConnection(ONION_HOST, timeout=20)
        with contextlib.closing(connection):
            connection.sock = socket.socket(socket.AF_UNIX)
            connection.sock.connect(str(self.folder / ONION_SOCKET))
            return answer_of(connection, path, headers)

    def logged(self) -> str:
        """Return all that the server wrote down of those who asked."""
        return "".join(path.read_text("utf-8") for path in sorted(self.folder.glob("*.log")))


def answer_of(connection: HTTPConnection, path: str, headers: Mapping[str, str]) -> Answer:
    """Ask for a path on a connection; a header that was told twice has both values."""
    connection.request("GET", path, headers={n.replace("_", "-"): v for n, v in headers.items()})
    answer = connection.getresponse()
    told: dict[str, str] = {}
    for name, value in answer.getheaders():
        told[name.lower()] = ", ".join(filter(None, (told.get(name.lower()), value)))
    return Answer(answer.status, told, answer.read())


Start = Callable[[Path, Path, Path], contextlib.AbstractContextManager[Server]]


@contextlib.contextmanager
def nginx(site: Path, configuration: Path, folder: Path) -> Iterator[Server]:
    """Run nginx on a site."""
    port, found = free_port(), program("nginx")
    brotli = _BROTLI.is_file()
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"""
{f"load_module {_BROTLI};" if brotli else ""}
{"user root;" if os.geteuid() == 0 else ""}
pid {folder}/pid;
error_log {folder}/error.log;
daemon off;
events {{}}
http {{
include /etc/nginx/mime.types;
{temporary}
include {configuration}/nginx-http.conf;
server {{
listen 127.0.0.1:{port};
root {site};
access_log {folder}/access.log combined if=$editions_logged;
{"brotli_static on;" if brotli else ""}
include {configuration}/nginx-server.conf;
}}
server {{
listen unix:{folder}/{ONION_SOCKET};
root {site};
access_log off;
include {configuration}/nginx-server.conf;
}}
}}
"""
    )
    command = [found, "-e", f"{folder}/error.log", "-c", f"{folder}/nginx.conf"]
    with running(command, port):
        yield Server(port, folder, ("br", "gzip") if brotli else ("gzip",))


@contextlib.contextmanager
def apache(site: Path, configuration: Path, folder: Path) -> Iterator[Server]:
    """Run Apache on a site, with the file for the top of the site in its place."""
    port, found = free_port(), program("apache2")
    top = next(path for path in (site / "site", site) if path.is_dir())
    (top / ".htaccess").write_bytes((configuration / ".htaccess").read_bytes())
    modules = "".join(
        f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n"
        for name in _APACHE_MODULES
    )
    (folder / "apache.conf").write_text(
        f"""
ServerRoot /usr/lib/apache2
ServerName localhost
{modules}
DefaultRuntimeDir {folder}
Mutex file:{folder}
PidFile {folder}/pid
Listen 127.0.0.1:{port}
TypesConfig /etc/mime.types
DocumentRoot "{site}"
LogFormat "%h %r" combined
CustomLog {folder}/access.log combined env=!editions_quiet
ErrorLog {folder}/error.log
<Directory "{site}">
AllowOverride All
Require all granted
</Directory>
"""
    )
    with running([found, "-D", "FOREGROUND", "-f", f"{folder}/apache.conf"], port):
        yield Server(port, folder)


@contextlib.contextmanager
def caddy(site: Path, configuration: Path, folder: Path) -> Iterator[Server]:
    """Run Caddy on a site."""
    port, found = free_port(), program("caddy")
    (folder / "Caddyfile").write_text(
        f"""
{{
admin off
auto_https off
storage file_system {folder}/storage
}}
http://127.0.0.1:{port} {{
root * {site}
log {{
output file {folder}/access.log
}}
import {configuration}/Caddyfile.editions
}}
"""
    )
    with running([found, "run", "--config", f"{folder}/Caddyfile"], port):
        yield Server(port, folder)


@contextlib.contextmanager
def lighttpd(site: Path, configuration: Path, folder: Path) -> Iterator[Server]:
    """Run lighttpd on a site, with its modules in the order Debian loads them in."""
    port, found = free_port(), program("lighttpd")
    program(_MAGNET)
    told = folder / "lighttpd.conf"
    told.write_text(
        f"""
server.modules = ( "mod_indexfile", "mod_access", "mod_alias", "mod_redirect" )
server.document-root = "{site}"
server.bind = "127.0.0.1"
server.port = {port}
server.errorlog = "{folder}/error.log"
server.modules += ( "mod_setenv", "mod_accesslog", "mod_magnet" )
accesslog.filename = "{folder}/access.log"
$HTTP["host"] =~ "^127" {{
var.editions = "{configuration}"
include "{configuration}/lighttpd.conf"
}}
server.modules += ( "mod_dirlisting", "mod_staticfile" )
"""
    )
    checked = subprocess.run(
        [found, "-tt", "-f", str(told)], capture_output=True, text=True, check=False
    )
    assert (checked.returncode, checked.stderr) == (0, "")
    with running([found, "-D", "-f", str(told)], port):
        yield Server(port, folder)
