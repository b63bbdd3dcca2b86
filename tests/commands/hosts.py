"""Hosts a test publishes to: an sshd and a WebDAV server, each an ordinary process on a free port."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from editions.commands.workbench_archives import must_be_there
from editions.commands.workbench_machine import ROOT, node

_SSHD = """
Port {port}
ListenAddress 127.0.0.1
HostKey {folder}/host
AuthorizedKeysFile {folder}/key.pub
PidFile {folder}/pid
UsePAM no
StrictModes no
PasswordAuthentication no
"""
_SSH = """
Host site
  HostName 127.0.0.1
  Port {port}
  IdentityFile "{folder}/key"
  IdentitiesOnly yes
  UserKnownHostsFile /dev/null
  StrictHostKeyChecking no
  LogLevel ERROR
"""


def program(name: str) -> str:
    """Return the path of a program or module; skips the test without it, but in CI, where it fails."""
    found = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin")
    path = found or (name if Path(name).is_file() else None)
    if path is None:
        (pytest.fail if must_be_there(name) else pytest.skip)(f"there is no {name}")
    assert path
    return path


@contextlib.contextmanager
def ssh_host(folder: Path) -> Iterator[str]:
    """Run an sshd; give the words by which rsync reaches it as ``site``."""
    sshd = program("sshd")
    folder.mkdir()
    for name in ("host", "key"):
        quiet = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)]
        subprocess.run(quiet, check=True)
    if os.geteuid() == 0:  # as root it asks for this folder
        Path("/run/sshd").mkdir(exist_ok=True)
    port = free_port()
    (folder / "sshd.conf").write_text(_SSHD.format(port=port, folder=folder))
    (folder / "ssh.conf").write_text(_SSH.format(port=port, folder=folder))
    command = [sshd, "-D", "-e", "-f", str(folder / "sshd.conf")]
    with running(command, port):
        yield f"ssh -F {folder / 'ssh.conf'}"


@contextlib.contextmanager
def webdav_host(folder: Path) -> Iterator[str]:
    """Serve a folder by WebDAV; give its address."""
    folder.mkdir()
    port = free_port()
    flags = ["--addr", f"127.0.0.1:{port}", "--dir-cache-time", "0"]
    command = [program("rclone"), "serve", "webdav", str(folder), *flags]
    with running(command, port):
        yield f"http://127.0.0.1:{port}"


@contextlib.contextmanager
def s3_store(folder: Path, website: str) -> Iterator[str]:
    """Run a store that speaks as Amazon's S3 does, with a bucket ``store``; give its address.

    By its configuration, which is XML, the bucket is shown as a website below ``/store``.
    """
    folder.mkdir()
    configuration = folder / "website.xml"
    configuration.write_text(website, "utf-8")
    port = free_port()
    script = ROOT / "node_modules" / "s3rver" / "bin" / "s3rver.js"
    flags = ["--silent", "--directory", str(folder / "data"), "--address", "127.0.0.1"]
    bucket = ["--configure-bucket", "store", str(configuration)]
    with running([node(), str(script), *flags, "--port", str(port), *bucket], port):
        yield f"http://127.0.0.1:{port}"


def speak_s3(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    """Let rclone know a store as ``S3:``, with the keys s3rver has for everybody."""
    known = {"type": "s3", "provider": "Other", "endpoint": address, "force_path_style": "true"}
    known |= {"access_key_id": "S3RVER", "secret_access_key": "S3RVER"}
    for name, value in known.items():
        monkeypatch.setenv(f"RCLONE_CONFIG_S3_{name.upper()}", value)


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


@contextlib.contextmanager
def running(command: list[str], port: int) -> Iterator[None]:
    """Run a server until it is no longer needed; go on when it answers."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = subprocess.Popen(command, **quiet)  # type: ignore[call-overload]
    try:
        give_up = time.monotonic() + 60
        while not _answers(port):
            assert server.poll() is None, f"{command[0]} ended with {server.returncode}"
            assert time.monotonic() < give_up, f"{command[0]} does not answer"
            time.sleep(0.1)
        yield
    finally:
        server.terminate()
        server.wait()


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True
