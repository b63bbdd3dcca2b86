"""What tests share: the built site, a server for it, and the Nu HTML checker."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from editions.commands.workbench_machine import ROOT, java
from recording import Findings, keep, mark_for_the_record
from sample import Sample
from sites import TinySite, compiled_templates

#: Starts a server for a folder, under a prefix such as ``/a/sub/path/``; returns its address.
Serve = Callable[..., str]
#: Returns what the Nu HTML checker finds wrong with files or folders.
NuCheck = Callable[[Sequence[Path]], list[str]]

BUILD_TIMEOUT = 300  # seconds
#: An address that is no top of a host, so that a path lost on the way is seen.
PUBLISHED_AT = "https://example.org/a/path"
#: What differs where a site is published is its addresses: one edition for each direction, and one
#: that borrows pages.
EDITIONS_PUBLISHED = ("en", "ar", "th")

_FINDINGS = pytest.StashKey[Findings]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer to open every page in the browser, not only those of a sample."""
    told = "open every page in the browser, in place of a sample of all there is on them"
    parser.addoption("--every-page", action="store_true", help=told)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is for ``--every-page``; order the others, and let them say what they check."""
    if not config.getoption("--every-page"):
        left_out = [item for item in items if item.get_closest_marker("every_page")]
        items[:] = [item for item in items if item not in left_out]
        config.hook.pytest_deselected(items=left_out)
    # The files beside this one start many processes: as the last they would leave other workers idle.
    items.sort(key=lambda item: item.path.parent != Path(__file__).parent)
    mark_for_the_record(items)


def pytest_configure(config: pytest.Config) -> None:
    """Take down what these tests find, in the process that hears of all of them."""
    findings = config.stash[_FINDINGS] = Findings()

    class Listener:
        def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
            findings.add(report)

    config.pluginmanager.register(Listener())


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Keep what is to be kept; count a run that skipped every test as one that ran none."""
    if not hasattr(session.config, "workerinput"):
        keep(session.config.stash[_FINDINGS])
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if not reporter or exitstatus != pytest.ExitCode.OK:
        return  # a worker, or a run that failed anyway
    if not any(reporter.stats.get(kind) for kind in ("passed", "xfailed")):
        session.exitstatus = pytest.ExitCode.NO_TESTS_COLLECTED


@pytest.fixture(scope="session")
def repo() -> Path:
    """Return the root of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def built_site(repo: Path, tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Return the output folder of the shipped content, built once for all workers.

    Read only: a test that changes it takes ``file_copy`` or a copy of its own.
    """
    own = tmp_path_factory.getbasetemp()
    return _built_once(repo, (own if worker_id == "master" else own.parent) / "built-site")


@pytest.fixture(scope="session")
def published_site(
    repo: Path,
    tmp_path_factory: pytest.TempPathFactory,
    worker_id: str,
    request: pytest.FixtureRequest,
) -> Path:
    """Return the output folder of some editions as published at ``PUBLISHED_AT``: read only.

    Their content lies beside it. With ``--every-page`` these are all editions.
    """
    every = sorted(path.name for path in (repo / "content").iterdir() if path.name != "data")
    editions = every if request.config.getoption("--every-page") else EDITIONS_PUBLISHED
    own = tmp_path_factory.getbasetemp()
    shared = (own if worker_id == "master" else own.parent) / "published-site"
    settings = f"SITEURL = {PUBLISHED_AT!r}\nTHEME = {str(repo / 'theme')!r}\n"
    source = f"import sys\nsys.path.insert(0, {str(repo)!r})\nfrom pelicanconf import *\n{settings}"
    return _built_once(repo, shared, source, editions)


def _built_once(
    repo: Path, shared: Path, settings: str = "", editions: Collection[str] = ()
) -> Path:
    """Build the shipped content below a folder unless another worker does; return the output.

    ``settings`` is the text of a file of settings, empty for those of the repository. With
    ``editions`` the content has no others.
    """
    try:
        shared.mkdir()
    except FileExistsError:
        return _site_of_another_worker(shared)
    content = repo / "content"
    if editions:
        content = shared / "content"
        for name in (*editions, "data"):
            shutil.copytree(repo / "content" / name, content / name)
    flags = [f"--{name}={shared / name}" for name in ("output", "cache")]
    if settings:
        (shared / "settings.py").write_text(settings, "utf-8")
        flags.append(f"--settings={shared / 'settings.py'}")
    built = subprocess.run(
        [sys.executable, repo / "inv", "build", f"--content={content}", *flags],
        capture_output=True,
        text=True,
        check=False,
    )
    told = shared / "told"
    told.write_text(built.stdout + built.stderr if built.returncode else "", "utf-8")
    told.rename(shared / "problem")  # at once, so that no worker reads half of it
    return _site_of_another_worker(shared)


def _site_of_another_worker(shared: Path) -> Path:
    problem = shared / "problem"  # empty when all went well; written when the build has ended
    give_up = time.monotonic() + BUILD_TIMEOUT
    while not problem.exists() and time.monotonic() < give_up:
        time.sleep(0.2)
    told = problem.read_text("utf-8") if problem.exists() else "it took too long"
    if told:
        pytest.fail(f"The shipped site could not be built:\n{told}", pytrace=False)
    return shared / "output"


@pytest.fixture(scope="session")
def sample(request: pytest.FixtureRequest, built_site: Path) -> Sample:
    """Return what chooses the pages to look at; all of them with ``--every-page``."""
    return Sample(built_site, every_page=request.config.getoption("--every-page"))


@pytest.fixture(scope="session")
def serve() -> Iterator[Serve]:
    """Return a function that serves a folder and returns the address, ending in the prefix.

    As good hosts do, it answers what it lacks with 404 and the page ``404.html`` of the folder.
    """
    servers: list[ThreadingHTTPServer] = []

    def serve_folder(folder: Path, prefix: str = "/") -> str:
        handler = partial(_PrefixHandler, prefix=prefix, directory=str(folder))
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        servers.append(server)
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}{prefix}"

    yield serve_folder
    for server in servers:
        server.shutdown()
        server.server_close()


class _PrefixHandler(SimpleHTTPRequestHandler):
    """Serves a folder under a prefix and nothing outside of it."""

    def __init__(self, *arguments: object, prefix: str, directory: str) -> None:
        self.prefix = prefix
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type]

    def translate_path(self, path: str) -> str:
        """Return the file of an address; one that cannot exist for an address outside."""
        if not path.startswith(self.prefix):
            return str(Path(self.directory, "outside of the prefix"))
        return super().translate_path("/" + path.removeprefix(self.prefix))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Send the site's own page for 404 where it has one."""
        page = Path(self.directory, "404.html")
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        content = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - its name there
        """Say nothing; the tests tell what matters."""


@pytest.fixture(scope="session")
def nu_check(repo: Path) -> NuCheck:
    """Return a function that has the Nu HTML checker look at files and folders, in one JVM.

    It returns a line per error: file, line, and what is wrong. Style sheets in pages are left to
    stylelint: Nu does not know ``min()`` within ``minmax()``.
    """
    jar = repo / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"

    def check(paths: Sequence[Path]) -> list[str]:
        assert paths, "there is nothing to check"
        # Compiling as hard as Java does by itself costs more than it gains in so short a life; compiled
        # less, Nu needs more room on its stack.
        quick = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss4m"]
        flags = ["--errors-only", "--format", "json"]
        command = [java(), *quick, "-jar", str(jar), *flags, *map(str, paths)]
        checked = subprocess.run(command, capture_output=True, text=True, check=False)
        try:
            messages = json.loads(checked.stderr)["messages"]
        except ValueError:
            pytest.fail(f"The Nu checker could not be run:\n{checked.stderr}", pytrace=False)
        return [
            f"{message.get('url')}:{message.get('lastLine')}: {message['message']}"
            for message in messages
            if not message["message"].startswith("CSS: ")
        ]

    return check


@pytest.fixture
def tiny_site(repo: Path, tmp_path: Path) -> Callable[..., TinySite]:
    """Return a function that makes a site of the pages it is given, with settings to add.

    For example ``tiny_site({"en/index.md": "Hello"}, SITEURL="https://example.org")``.
    """
    return partial(make_tiny_site, repo, tmp_path)


@pytest.fixture(scope="module")
def shared_site(repo: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., TinySite]:
    """Return a function that makes a site for all tests of a file, which only read it."""

    def made(pages: Mapping[str, str], **settings: object) -> TinySite:
        return make_tiny_site(repo, tmp_path_factory.mktemp("site"), pages, **settings)

    return made


def make_tiny_site(
    repo: Path, folder: Path, pages: Mapping[str, str], **settings: object
) -> TinySite:
    """Write a site of some pages into an empty folder, with settings to add."""
    # A handful of pages is never a ready edition; tests of the gate say otherwise.
    given = {"UNREADY_EDITIONS": "list", **settings}
    lines = [f"{key} = {value!r}" for key, value in given.items()]
    source = (repo / "pelicanconf.py").read_text("utf-8")
    source = source.replace("Path(__file__).parent", f"Path({str(repo)!r})")
    source = source.replace('THEME = "theme"', f"THEME = {str(repo / 'theme')!r}")
    (folder / "pelicanconf.py").write_text("\n".join([source, *lines]), "utf-8")
    site = TinySite(folder, str(folder / "pelicanconf.py"))
    site.content.mkdir()
    site.write(pages)
    # Half of the time of a small build from nothing is the compiling of templates. Jinja never writes
    # into a file it has compiled, but puts another one in its place.
    compiled = compiled_templates(repo / "theme")
    shutil.copytree(compiled, folder / "cache" / "templates", copy_function=_link)
    return site


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # another disk, or one without such links
        shutil.copy2(source, target)
