"""Every component of the theme has examples, and every example can be shown in its edition.

``theme/examples/`` is documentation, style guide and test data at once: what it says is tried here.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from jinja2 import Environment
from markupsafe import Markup
from selectolax.lexbor import LexborHTMLParser

from editions.commands.workbench_machine import ROOT
from editions.files.assets import gather_assets
from editions.hooks.rendering import environment_of
from editions.hooks.views import AssetFinder
from editions.hooks.words import install_words
from editions.model.interface import Interface
from editions.model.inventory import Inventory
from editions.model.locales import Locale
from sites import compiled_templates

THEME = ROOT / "theme"
COMPONENTS = sorted(path.stem for path in (THEME / "templates" / "components").glob("*.html"))
EXAMPLES = {path.stem: path for path in sorted((THEME / "examples").glob("*.yaml"))}
ENGLISH = Locale("en", "en", "en", "English", "ltr", "Latn", "en")
#: Components that are given nothing, or what no example could stand for: the policy of a page.
WITHOUT_ARGUMENTS = {"head_start"}


def value(found: Any, name: str = "") -> Any:
    """Return a value of an example as templates are given it: locales, HTML, things with names."""
    if isinstance(found, dict) and {"code", "direction"} <= set(found):
        fields = {**found, "slug": found.get("slug", found["tag"].lower()), "cldr": found["code"]}
        return Locale(**fields)
    if isinstance(found, dict):
        return SimpleNamespace(**{key: value(inner, key) for key, inner in found.items()})
    if isinstance(found, list):
        return tuple(value(inner, name) for inner in found)
    if isinstance(found, str) and name.endswith(("html", "content")):
        return Markup(found)  # noqa: S704 - an example of ours
    return found


def cases() -> list[Any]:
    return [
        pytest.param(component, case, id=f"{component}: {case['name']}")
        for component, path in EXAMPLES.items()
        for case in yaml.safe_load(path.read_text("utf-8"))
    ]


@pytest.fixture
def environment() -> Environment:
    return environment_of(THEME, compiled_templates(THEME).parent)


@pytest.mark.parametrize(("component", "case"), cases())
def test_an_example_can_be_shown(
    environment: Environment, component: str, case: dict[str, Any]
) -> None:
    edition = value(case["edition"]) if "edition" in case else ENGLISH
    inventory = Inventory(locales=(ENGLISH, edition), source_locale="en", entries={})
    install_words(environment, Interface(edition, ENGLISH, ()), inventory, edition)
    given = {name: value(found, name) for name, found in case.get("arguments", {}).items()}
    context = {
        "site": SimpleNamespace(name="A network", url="https://example.org", name_lang="en"),
        "edition": edition,
        "base": "../",
        "root": "../../",
        "asset": AssetFinder("../", gather_assets(THEME)),
        "words_of": lambda _, message: message,
        "given": given,
    }
    call = f"{{% from 'components/{component}.html' import {component} with context %}}"
    shown = environment.from_string(call + f"{{{{ {component}(**given) }}}}").render(context)
    words = LexborHTMLParser(f"<!doctype html><body>{shown}").text()
    assert "None" not in words
    assert "namespace(" not in words


def test_every_component_has_examples() -> None:
    assert sorted(set(COMPONENTS) - set(EXAMPLES) - WITHOUT_ARGUMENTS) == []


def test_every_example_is_of_a_component() -> None:
    assert sorted(set(EXAMPLES) - set(COMPONENTS)) == []


def test_a_case_says_why_it_matters() -> None:
    for path in EXAMPLES.values():
        for case in yaml.safe_load(path.read_text("utf-8")):
            assert case["why"].endswith("."), (path.name, case["name"])
