"""Signatures of releases, made and checked by OpenSSH's ``ssh-keygen``; keys stay where they are."""

from __future__ import annotations

import os
from pathlib import Path

from editions.commands.programs import ask
from editions.files.paths import from_caller
from editions.files.writing import write_whole
from editions.model.manifests import SIGNATURE, SUMS

#: What a signature is for, as ssh-keygen calls it; the name it advises for files.
_NAMESPACE = "file"
_REMEDY = "Check the key, or the file of signers; without them nobody vouches for the copy."


def sign_release(folder: Path, key: str) -> None:
    """Sign the list of a release with a key of ssh, where one is named; raises SiteError.

    ``key`` is a path; without one PUBLISH_SIGN_KEY names it. A public key asks the agent of ssh.
    """
    path = key or from_caller(os.environ.get("PUBLISH_SIGN_KEY", ""))
    if not path:
        return
    sums = (folder / SUMS).read_bytes()
    command = ["ssh-keygen", "-Y", "sign", "-n", _NAMESPACE, "-f", path]
    signature = ask(command, sums, where=f"the key {path}", remedy=_REMEDY)
    write_whole(folder / SIGNATURE, signature)


def check_signature(sums: bytes, signature: Path, signers: str) -> str:
    """Return who signed a list; raises SiteError where it was none of the signers.

    ``signers`` is a file of allowed signers, as ``man ssh-keygen`` describes it.
    """
    keygen = ["ssh-keygen", "-Y"]
    files = ["-s", str(signature), "-f", signers]
    told = ask([*keygen, "find-principals", *files], where=SIGNATURE, remedy=_REMEDY)
    who = told.decode().splitlines()[0]
    verify = [*keygen, "verify", "-n", _NAMESPACE, "-I", who, *files]
    ask(verify, sums, where=SIGNATURE, remedy=_REMEDY)
    return who
