"""What readers are shown of facts."""

from __future__ import annotations

import pytest

from editions.hooks.fact_views import bare_address


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://www.example.org/", "example.org"),
        ("http://example.org/a/b.html", "example.org/a/b.html"),
        ("https://example.org/a/", "example.org/a"),
        ("https://example.org/?p=12", "example.org/?p=12"),
        ("https://example.org/a?b=1&c=#d", "example.org/a?b=1&c=#d"),
        ("a book", "a book"),
    ],
)
def test_an_address_is_shown_with_all_it_takes_to_get_there(address: str, shown: str) -> None:
    assert bare_address(address) == shown
