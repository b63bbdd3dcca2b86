"""Signatures of releases, made and checked by OpenSSH's ``ssh-keygen``; keys stay where they are."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from editions.errors import Problem, SiteError
from editions.files.paths import from_caller
from editions.files.writing import write_whole
from editions.model.manifests import SIGNATURE, SUMS

#: What a signature is for, as ssh-keygen calls it; the name it advises for files.
_NAMESPACE = "file"


def sign_release(folder: Path, key: str) -> None:
    """Sign the list of a release with a key of ssh, where one is named; raises SiteError.

    ``key`` is a path; without one PUBLISH_SIGN_KEY names it. A public key asks the agent of ssh.
    """
    path = key or from_caller(os.environ.get("PUBLISH_SIGN_KEY", ""))
    if not path:
        return
    sums = (folder / SUMS).read_bytes()
    command = ["ssh-keygen", "-Y", "sign", "-n", _NAMESPACE, "-f", path]
    write_whole(folder / SIGNATURE, _run(command, sums, f"the key {path}").stdout)


def check_signature(sums: bytes, signature: Path, signers: str) -> str:
    """Return who signed a list; raises SiteError where it was none of the signers.

    ``signers`` is a file of allowed signers, as ``man ssh-keygen`` describes it.
    """
    where = SIGNATURE
    keygen = ["ssh-keygen", "-Y"]
    files = ["-s", str(signature), "-f", signers]
    found = _run([*keygen, "find-principals", *files], b"", where).stdout.decode().splitlines()
    who = found[0] if found else ""
    _run([*keygen, "verify", "-n", _NAMESPACE, "-I", who, *files], sums, where)
    return who


def _run(command: list[str], given: bytes, where: str) -> subprocess.CompletedProcess[bytes]:
    try:
        ran = subprocess.run(command, input=given, capture_output=True, check=False)
    except OSError as error:
        remedy = "Install OpenSSH, 8.2 or newer; Debian: apt-get install openssh-client."
        raise SiteError([Problem(command[0], "cannot be run.", remedy)]) from error
    if ran.returncode:
        said = (ran.stderr + ran.stdout).decode(errors="replace").strip().splitlines()
        what = f"ssh-keygen says: {said[-1] if said else ran.returncode}."
        remedy = "Check the key, or the file of signers; without them nothing is vouched for."
        raise SiteError([Problem(where, what, remedy)])
    return ran
