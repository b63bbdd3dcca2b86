"""Programs that carry a release to its target; each takes credentials from its own places."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence

from editions.errors import Problem, SiteError

#: Debian's package for each program.
PACKAGES: Mapping[str, str] = {
    "git": "git",
    "rclone": "rclone",
    "rsync": "rsync",
    "ssh": "openssh-client",
    "ssh-keygen": "openssh-client",
}


def ask(
    command: Sequence[str],
    given: bytes = b"",
    *,
    where: str,
    remedy: str,
    environment: Mapping[str, str] | None = None,
) -> bytes:
    """Run a program to its end and return what it printed; raises SiteError when it fails.

    ``where`` and ``remedy`` are said then, with the last line the program said.
    """
    try:
        ran = subprocess.run(
            command,
            input=given,
            capture_output=True,
            check=False,
            env={**os.environ, **(environment or {})},
        )
    except OSError as error:
        raise SiteError([missing(command[0])]) from error
    if ran.returncode:
        raise SiteError([failed(command[0], ran.stderr + ran.stdout, where, remedy)])
    return ran.stdout


def missing(program: str) -> Problem:
    """Return the problem of a program that is not on this machine."""
    package = PACKAGES.get(program, program)
    return Problem(
        program,
        "there is no such program on this machine.",
        f"Install it; Debian and Ubuntu: apt-get install {package}.",
    )


def failed(program: str, said: bytes, where: str, remedy: str) -> Problem:
    """Return the problem of a program that ended badly."""
    lines = [line for line in said.decode(errors="replace").splitlines() if line.strip()]
    words = "; ".join(line.strip().rstrip(".") for line in lines[-2:]) or "nothing"
    return Problem(where, f"{program} says: {words}.", remedy)
