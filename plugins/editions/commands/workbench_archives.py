"""What some tests ask: openZIM's checker, the server of Kiwix, what carries a site to a host, and hosts.

In CI they are installed where apt offers them. Elsewhere nothing is installed: what is not there is said
before the tests, and its tests are listed as skipped.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from editions.commands.console import complain
from editions.commands.workbench_apt import check_found, could_install, install_offered

#: Each program, or module of one by its path, and Debian's package that holds it.
PROGRAMS = {
    "zimcheck": "zim-tools",
    "kiwix-serve": "kiwix-tools",
    "rsync": "rsync",
    "sshd": "openssh-server",
    "rclone": "rclone",
    "nginx": "nginx",
    "apache2": "apache2-bin",
    "caddy": "caddy",
    "lighttpd": "lighttpd",
    "/usr/lib/lighttpd/mod_magnet.so": "lighttpd-modules-lua",
}


def provide_archive_tools() -> None:
    """Install the programs in CI; say of each that is not to be had that nothing is asked of it.

    Raises SiteError where apt offers one and yet it is not there afterwards.
    """
    install_offered((PROGRAMS[name],) for name in _lacking())
    for name in _lacking():
        check_found(name, (PROGRAMS[name],))
        complain(
            f"NOT ASKED: {name}: there is none on this machine. "
            f"Debian as root: apt-get install {PROGRAMS[name]}"
        )


def must_be_there(name: str) -> bool:
    """Tell whether tests fail without a program: in CI, where we could have installed it."""
    return could_install((PROGRAMS[name],))


def _lacking() -> list[str]:
    return [name for name in PROGRAMS if not (shutil.which(name) or Path(name).is_file())]
