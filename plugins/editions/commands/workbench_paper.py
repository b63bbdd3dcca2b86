"""What tests of printed forms need of the machine: Pango, fonts, and programs that read PDF.

In CI they are installed where apt offers them. Elsewhere nothing is installed: what is not there is
said before the tests, and these are listed as skipped.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from ctypes.util import find_library

from editions.commands.console import complain
from editions.commands.workbench_apt import check_found, install_offered

#: What is looked for, and the package that brings it.
_LIBRARIES = {
    "pango-1.0": "libpango-1.0-0",
    "pangoft2-1.0": "libpangoft2-1.0-0",
    "harfbuzz-subset": "libharfbuzz-subset0",
}
_PROGRAMS = {"fc-list": "fontconfig", "pdftotext": "poppler-utils"}
_FONTS = {"Noto Sans Devanagari": "fonts-noto-core", "Noto Sans CJK SC": "fonts-noto-cjk"}


def lacking_for_paper() -> list[str]:
    """Return the Debian packages of what is not on the machine."""
    libraries = [package for name, package in _LIBRARIES.items() if not find_library(name)]
    programs = [package for name, package in _PROGRAMS.items() if not shutil.which(name)]
    return [*libraries, *programs, *_missing_fonts(_FONTS)]


def provide_paper() -> None:
    """Install what is lacking in CI; elsewhere say that tests of printed forms are skipped.

    Raises SiteError where apt offers it and yet it is not there afterwards.
    """
    if lacking := lacking_for_paper():
        install_offered([lacking])
    if lacking := lacking_for_paper():
        check_found("What printed forms need", lacking)
        complain(
            f"NOT RUN: tests of printed forms. Debian as root: apt-get install {' '.join(lacking)}"
        )


def _missing_fonts(wanted: Mapping[str, str]) -> list[str]:
    if not shutil.which("fc-list"):
        return list(wanted.values())
    asked = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, check=False)
    return [package for family, package in wanted.items() if family not in asked.stdout]
