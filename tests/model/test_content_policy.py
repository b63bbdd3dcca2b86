"""The policy forbids what it does not name, and its inline script is allowed by its digest alone."""

from __future__ import annotations

from editions.model.content_policy import digest_of, policy_of_hosts, policy_of_pages


def directives(policy: str) -> dict[str, list[str]]:
    return {words[0]: words[1:] for part in policy.split("; ") if (words := part.split())}


def test_what_no_directive_names_is_forbidden() -> None:
    assert directives(policy_of_pages())["default-src"] == ["'none'"]


def test_nothing_is_allowed_inline_or_from_another_host() -> None:
    for policy in (policy_of_pages("run()"), policy_of_hosts([policy_of_pages("run()")])):
        for sources in directives(policy).values():
            assert not {"'unsafe-inline'", "'unsafe-eval'", "*", "https:", "data:"} & set(sources)


def test_the_one_inline_script_is_allowed_by_its_digest() -> None:
    allowed = directives(policy_of_pages("run()"))["script-src"]
    assert allowed == ["'self'", f"'{digest_of('run()')}'"]
    # The digest of "run()", as openssl gives it.
    assert digest_of("run()") == "sha256-AvyuiL0SD1mVY3NNxR+V2uo+lhk6RMFrytWmRt6CrJQ="


def test_the_one_inline_style_sheet_is_allowed_by_its_digest() -> None:
    for policy in (
        policy_of_pages("run()", "p{}"),
        policy_of_hosts([policy_of_pages("run()", "p{}")]),
    ):
        assert directives(policy)["style-src"] == ["'self'", f"'{digest_of('p{}')}'"]
    assert directives(policy_of_pages("run()"))["style-src"] == ["'self'"]


def test_hosts_send_the_table_of_the_pages_and_what_only_a_header_can_say() -> None:
    written = policy_of_pages("a", saving=True)
    page, host = directives(written), directives(policy_of_hosts([written]))
    assert host.items() >= page.items()
    assert set(host) - set(page) == {"frame-ancestors"}


def test_only_the_page_that_saves_may_ask_for_others_and_start_a_worker() -> None:
    plain, saving = directives(policy_of_pages("a")), directives(policy_of_pages("a", saving=True))
    assert {name for name in saving if saving[name] != plain.get(name)} == {
        "connect-src",
        "worker-src",
        "trusted-types",
    }
    assert saving["connect-src"] == saving["worker-src"] == ["'self'"]
    assert not {"connect-src", "worker-src"} & set(plain)


def test_hosts_allow_what_stands_in_any_of_the_pages_once() -> None:
    pages = [policy_of_pages("a"), policy_of_pages("a", "p{}"), policy_of_pages("b", saving=True)]
    host = directives(policy_of_hosts(pages))
    assert set(host["script-src"]) == {"'self'", f"'{digest_of('a')}'", f"'{digest_of('b')}'"}
    assert len(host["script-src"]) == 3
    assert host["style-src"] == ["'self'", f"'{digest_of('p{}')}'"]
    assert policy_of_hosts(reversed(pages)) == policy_of_hosts(pages)
