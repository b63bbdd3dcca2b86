"""What tests of packs share."""

from __future__ import annotations

import pytest

from editions.commands.workbench_apt import could_install
from editions.commands.workbench_paper import lacking_for_paper


@pytest.fixture(scope="session")
def paper() -> None:
    """Skip a test of a printed form where the machine cannot print; fail it where it could have."""
    lacking = lacking_for_paper()
    if not lacking:
        return
    told = f"printed forms cannot be made here: apt-get install {' '.join(lacking)}"
    if could_install(lacking):
        pytest.fail(told, pytrace=False)
    pytest.skip(told)
