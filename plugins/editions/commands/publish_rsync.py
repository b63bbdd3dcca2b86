"""Publication by rsync over ssh: each release in a folder of its own, a link leads to the current one.

At the target lie ``releases/ID``, the link ``current``, which a web server shows, and ``.history``, the
releases in the order they were published. The other side needs a shell, rsync and flock (util-linux).
"""

from __future__ import annotations

import contextlib
import os
import shlex
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass

from editions.commands.programs import ask, failed, missing
from editions.errors import Problem, SiteError
from editions.files.releases import Release
from editions.model.manifests import MANIFEST, MARK, Manifest, read_manifest
from editions.model.targets import Target, release_before, releases_to_remove, until

_REMEDY = "See that ssh reaches the host without a question, and may write to that folder."
#: Run at the host, in the folder that is published to, before anything else. Says what is there, then
#: holds the lock until we are gone, however we go.
_BEGIN = f"""
test -e {MARK} || test -z "$(ls -A)" || {{ echo foreign; exit 0; }}
: > {MARK}; mkdir -p releases
command -v flock > /dev/null || {{ echo "flock: not found; install util-linux" >&2; exit 1; }}
exec 9> .lock
flock -n 9 || {{ echo busy; exit 0; }}
echo held; readlink current || echo
ls releases | tr '\\n' ' '; echo
cat .history 2> /dev/null | tr '\\n' ' '; echo
cat > /dev/null
"""
_DIGITS = 16


@dataclass(frozen=True)
class _Host:
    """A folder at a host, and what lay there when the lock was taken."""

    target: Target
    current: str
    there: frozenset[str]
    history: tuple[str, ...]


def current_manifest(target: Target) -> Manifest | None:
    """Return the manifest of what readers see at a target; None where nothing can be read."""
    try:
        return read_manifest(_at(target, f"cat current/{MANIFEST}"))
    except (SiteError, ValueError):
        return None


def publish_by_rsync(release: Release, target: Target, keep: int) -> str:
    """Send a release, compare it, then let ``current`` lead to it; return its name there.

    Removes releases beyond ``keep``. Raises SiteError; until the last step nothing changes for readers.
    """
    name = release.manifest.release[:_DIGITS]
    with _locked(target, new=True) as host:
        send = _rsync(release, host, name)
        ask(send, where=str(target), remedy=_REMEDY)
        different = ask(
            [*send, "--dry-run", "--itemize-changes"], where=str(target), remedy=_REMEDY
        )
        if different:
            raise SiteError([_not_whole(target, different)])
        there = host.there | {name}
        history = tuple(release for release in host.history if release in there)
        if name != host.current:
            history = (*history, name)
        _switch(host, name, history)
        for old in releases_to_remove(there, history, name, keep):
            _at(target, f"rm -rf releases/{shlex.quote(old)}")
    return name


def roll_back(target: Target) -> str:
    """Let ``current`` lead to the release before; return its name, raises SiteError without one."""
    with _locked(target, new=False) as host:
        before = release_before(host.history, host.current, host.there)
        if not before:
            what = "there is no release before the current one."
            raise SiteError([Problem(str(target), what, "Publish the site as it shall be.")])
        _switch(host, before, until(host.history, before))
    return before


def _rsync(release: Release, host: _Host, name: str) -> list[str]:
    """Return the command that makes a folder at the host equal to a release.

    Contents decide, never dates; what the current release has the same gets a second name.
    """
    target = host.target
    # Counted from the folder that is sent to.
    same = [f"--link-dest=../{host.current}"] if host.current not in ("", name) else []
    flags = ["--recursive", "--checksum", "--delete", "--perms", "--chmod=D755,F644", *same]
    place = f"{target.host}:{target.path}/releases/{name}/"
    # The remote shell must not read names; the program there takes them as they are.
    return ["rsync", *flags, "--protect-args", "--rsh", _shell(), f"{release.folder}/", place]


def _switch(host: _Host, name: str, history: tuple[str, ...]) -> None:
    lines = "".join(f"{release}\\n" for release in history)
    link = f"ln -s releases/{shlex.quote(name)} .current.new"
    # GNU's mv and BSD's have different words for not following the link that is replaced.
    move = "{ mv -fT .current.new current 2>&- || mv -fh .current.new current; }"
    _at(
        host.target,
        f"rm -f .current.new && {link} && {move} && printf {shlex.quote(lines)} > .history.new"
        " && mv -f .history.new .history",
    )


@contextlib.contextmanager
def _locked(target: Target, *, new: bool) -> Iterator[_Host]:
    """Hold the lock of a target while something changes there; raises SiteError where it is taken."""
    make = f"mkdir -p {shlex.quote(target.path)} && " if new else ""
    script = f"{make}cd {shlex.quote(target.path)} && {{ {_BEGIN} }}"
    command = [*shlex.split(_shell()), target.host, script]
    try:
        session = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
    except OSError as error:
        raise SiteError([missing(command[0])]) from error
    with session:
        assert session.stdin
        assert session.stdout
        assert session.stderr
        said = session.stdout.readline().strip()
        if said != b"held":
            session.stdin.close()
            raise SiteError([_refused(target, said, session.stderr.read())])
        current, there, history = (session.stdout.readline().decode().strip() for _ in range(3))
        yield _Host(
            target, current.rpartition("/")[2], frozenset(there.split()), tuple(history.split())
        )
        session.stdin.close()


def _at(target: Target, script: str) -> bytes:
    """Run commands in the folder of a target; return what they print."""
    command = [*shlex.split(_shell()), target.host, f"cd {shlex.quote(target.path)} && {script}"]
    return ask(command, where=str(target), remedy=_REMEDY)


def _shell() -> str:
    """Return how the host is reached, as rsync is told it too."""
    return os.environ.get("RSYNC_RSH", "") or "ssh"


def _refused(target: Target, said: bytes, complaint: bytes) -> Problem:
    where = str(target)
    if said == b"busy":
        what = "another publication is under way."
        return Problem(where, what, "Wait until it has ended, then publish again.")
    if said == b"foreign":
        what = "this folder holds files that no publication put there."
        return Problem(where, what, "Name a new or an empty folder.")
    return failed("ssh", complaint, where, _REMEDY)


def _not_whole(target: Target, different: bytes) -> Problem:
    first = different.decode(errors="replace").splitlines()[:5]
    return Problem(
        str(target),
        f"what arrived is not what was sent: {'; '.join(first)}.",
        "Readers see the release before. See that the disk there has room, and publish again.",
    )
