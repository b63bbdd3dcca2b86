"""security.txt says whom to tell of a weakness, only if the settings do, and never for too long."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

import pytest

from editions.model.security_txt import expired, expiry_warning, security_problems, security_text

TODAY = datetime.date(2027, 1, 1)
GOOD = {"SECURITY_CONTACT": "mailto:a@example.org", "SECURITY_EXPIRES": "2027-06-30"}


def test_without_a_contact_there_is_none_and_nothing_to_say() -> None:
    assert security_text({"SECURITY_EXPIRES": "2020-01-01"}, "https://example.org") == ""
    assert list(security_problems({})) == []
    assert list(expired({}, TODAY)) == []
    assert expiry_warning({}, TODAY) == ""


def test_the_fields_of_the_rfc_are_written() -> None:
    given = {
        **GOOD,
        "SECURITY_CONTACT": ["https://example.org/report", "mailto:a@example.org"],
        "SECURITY_POLICY": "https://example.org/policy",
        "SECURITY_LANGUAGES": "en, fr",
    }
    assert list(security_problems(given)) == []
    _, *fields = security_text(given, "https://example.org").splitlines()
    assert fields == [
        "Contact: https://example.org/report",
        "Contact: mailto:a@example.org",
        "Expires: 2027-06-30T00:00:00Z",
        "Policy: https://example.org/policy",
        "Preferred-Languages: en, fr",
        "Canonical: https://example.org/.well-known/security.txt",
    ]


def test_whoever_looks_for_a_contact_reads_first_that_no_material_is_to_be_sent() -> None:
    first, *fields = security_text(GOOD, "https://example.org").splitlines()
    assert first.startswith("# Never send suspected abuse material")
    assert "address of the page" in first
    assert not any(field.startswith("#") for field in fields)


def test_below_the_top_of_a_host_no_place_is_claimed() -> None:
    assert "Canonical" not in security_text(GOOD, "https://example.org/a/path")
    assert "Canonical" not in security_text(GOOD, "")


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"SECURITY_CONTACT": "a@example.org"}, "SECURITY_CONTACT"),
        ({"SECURITY_CONTACT": "http://example.org/report"}, "SECURITY_CONTACT"),
        ({"SECURITY_CONTACT": "mailto:a@example.org\nX: y"}, "SECURITY_CONTACT"),
        ({"SECURITY_EXPIRES": ""}, "SECURITY_EXPIRES"),
        ({"SECURITY_EXPIRES": "soon"}, "SECURITY_EXPIRES"),
        ({"SECURITY_POLICY": "/policy"}, "SECURITY_POLICY"),
        ({"SECURITY_LANGUAGES": "English"}, "SECURITY_LANGUAGES"),
    ],
)
def test_a_wrong_setting_is_named(change: Mapping[str, str], named: str) -> None:
    (problem,) = security_problems({**GOOD, **change})
    assert problem.where == f"{named} in the settings"


@pytest.mark.parametrize(
    ("days", "problem", "warning"),
    [
        (-1, True, False),
        (0, True, False),
        (1, False, True),
        (29, False, True),
        (30, False, False),
        (365, False, False),
        (366, False, True),
    ],
)
def test_it_has_to_be_renewed_in_time(days: int, problem: bool, warning: bool) -> None:
    given = {**GOOD, "SECURITY_EXPIRES": str(TODAY + datetime.timedelta(days=days))}
    assert bool(list(expired(given, TODAY))) is problem
    assert bool(expiry_warning(given, TODAY)) is warning
