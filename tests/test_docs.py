"""Words are checked like code: what exists is described, what is described exists."""

from __future__ import annotations

import ast
import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from editions.commands.workbench_machine import ROOT
from editions.files.facts import read_facts
from editions.hooks.fact_views import FigureView, Note, SourceView
from editions.hooks.help_views import CountryView, ServiceView
from editions.hooks.page_view import PageView
from editions.hooks.settings import OWN_SETTINGS, USED_SETTINGS
from editions.model.fact_checks import ALLOWED
from editions.model.fact_values import SERVICE_KINDS
from editions.model.facts import KINDS, Fact
from editions.model.locales import Locale
from editions.model.markup import ALLOWED_ATTRIBUTES, ALLOWED_TAGS
from editions.model.pages import KNOWN_KEYS, TEMPLATES
from editions.model.tokens import KINDS_OF_TOKENS

DOCS = ROOT / "docs"
PAGES = (*sorted(ROOT.glob("*.md")), *sorted(DOCS.rglob("*.md")))
BANNED = frozenset({"utils", "helpers", "common", "misc", "manager"})
BANNED_BEGINNINGS = ("process_", "do_")

_FENCE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`[^`\n]+`")
_LINK = re.compile(r"!?\[(?:[^\]\\]|\\.)*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#{1,6} +(.+?) *$", re.MULTILINE)
_SETTING = re.compile(r"^\| `([A-Z][A-Z_]+)` \|", re.MULTILINE)


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def prose_of(text: str) -> str:
    """Return Markdown without its code, in which nothing is a link or a heading."""
    return _CODE.sub("", _FENCE.sub("", text))


def names_set_in(name: str) -> set[str]:
    """Return the settings a settings file gives a value."""
    return {
        target.id
        for statement in ast.parse(read(name)).body
        if isinstance(statement, (ast.Assign, ast.AnnAssign))
        for target in ast.walk(statement)
        if isinstance(target, ast.Name) and isinstance(target.ctx, ast.Store)
    } - {"HERE"}


def dead_links(path: Path, text: str) -> list[str]:
    """Return the relative links of a page that lead to no file, or to no heading of it."""
    dead = []
    for written in _LINK.findall(prose_of(text)):
        parts = urlsplit(written)
        if parts.scheme:
            continue
        target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
        if (target != path and not target.exists()) or not target.is_relative_to(ROOT):
            dead.append(written)
        elif parts.fragment:
            there = text if target == path else target.read_text("utf-8")
            if parts.fragment not in anchors_of(there):
                dead.append(written)
    return dead


def anchors_of(text: str) -> set[str]:
    """Return the anchors forges give to the headings of a page."""
    anchors: set[str] = set()
    for heading in _HEADING.findall(_FENCE.sub("", text)):
        kept = re.sub(r"[^\w\- ]", "", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).lower())
        anchors.add(kept.replace(" ", "-"))
    return anchors


def banned_names(code: str) -> Iterator[str]:
    """Yield names of functions, classes and constants of a module that say nothing."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            words = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", node.name).lower()
            if set(words.split("_")) & BANNED or words.lstrip("_").startswith(BANNED_BEGINNINGS):
                yield node.name


def tasks_of(code: str) -> set[str]:
    """Return the tasks of tasks.py as people call them."""
    found = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Collection":
            names = {name.id for name in ast.walk(node) if isinstance(name, ast.Name)}
            groups = {k.arg: k.value for k in node.keywords if isinstance(k.value, ast.Call)}
            for group, members in groups.items():
                inner = {a.id: a.id.rstrip("_") for a in members.args if isinstance(a, ast.Name)}
                inner |= {
                    k.value.id: k.arg or ""
                    for k in members.keywords
                    if isinstance(k.value, ast.Name)
                }
                found |= {f"{group}.{name}" for name in inner.values()}
                names -= inner.keys()
            if groups:
                found |= names - {"Collection"}
    return found


def test_every_setting_is_described_and_every_one_described_is_used() -> None:
    described = set(_SETTING.findall(read("docs/settings.md").partition("## Environment")[0]))
    known = {*OWN_SETTINGS, *USED_SETTINGS}
    in_use = names_set_in("pelicanconf.py") | names_set_in("publishconf.py")
    assert known | in_use == described


@pytest.mark.parametrize("key", ["autonym", "direction", "script", "cldr", "fallback", "plural"])
def test_every_key_of_a_locale_is_described(key: str) -> None:
    assert f"| `{key}` |" in read("docs/settings.md")


def test_every_variable_of_the_environment_is_described() -> None:
    text = read("docs/settings.md").partition("## Environment")[2]
    code = "".join(p.read_text("utf-8") for p in (ROOT / "plugins").rglob("*.py"))
    code += "".join(map(read, ("inv", "tasks.py", "pelicanconf.py", "publishconf.py")))
    used = set(re.findall(r"environ(?:ment)?(?:\.get\(|\[)\"([A-Z_]+)\"", code)) - {"PATH"}
    assert used
    assert {name for name in used if f"`{name}`" not in text} == set()


def test_every_metadata_key_is_described() -> None:
    text = read("docs/writing.md").lower()
    assert [key for key in KNOWN_KEYS if f"`{key}`" not in text] == []


@pytest.mark.parametrize(
    ("mark", "allowed"), [("tags", ALLOWED_TAGS), ("attributes", ALLOWED_ATTRIBUTES)]
)
def test_the_list_of_allowed_html_is_that_of_the_code(mark: str, allowed: frozenset[str]) -> None:
    listed = read("docs/writing.md").partition(f"<!-- allowed {mark} -->\n")[2].partition("\n\n")[0]
    assert set(re.findall(r"`([a-z]+)`", listed)) == allowed


def section_of(text: str, heading: str) -> str:
    """Return what stands below a heading of Markdown, up to the next of any level."""
    below = text.partition(f"\n{heading}\n")[2]
    assert below, f"there is no heading {heading!r}"
    return re.split(r"^#{2,} ", below, maxsplit=1, flags=re.MULTILINE)[0]


def test_every_template_is_described() -> None:
    text = read("docs/writing.md") + read("docs/theming.md")
    assert {name for name in TEMPLATES if f"`{name}`" not in text} == set()
    assert {name for name in TEMPLATES if f"`{name}.html`" not in text} == set()


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_of_a_fact_is_described_with_its_kind(kind: str) -> None:
    section = section_of(read("docs/facts.md"), f"### {kind.title()}")
    described = set(
        re.findall(r"`([a-z_]+)`", "".join(re.findall(r"^\| (`.*?) \|", section, re.M)))
    )
    of_every_entry = {field.name for field in fields(Fact)}
    assert described == {field.name for field in fields(KINDS[kind])} - of_every_entry


def test_the_example_of_every_kind_of_fact_is_sound(tmp_path: Path) -> None:
    text = read("docs/facts.md")
    for kind in KINDS:
        (example,) = re.findall(r"```yaml\n(.*?)```", section_of(text, f"### {kind.title()}"), re.S)
        (tmp_path / f"{kind}.yaml").write_text(example, "utf-8")
    (allowed,) = re.findall(r"```yaml\n(.*?)```", section_of(text, "## Words to avoid"), re.S)
    (tmp_path / f"{ALLOWED}.yaml").write_text(allowed, "utf-8")
    facts, problems = read_facts(tmp_path)
    assert problems == ()
    assert all(len(getattr(facts, kind)) == 1 for kind in (*KINDS, ALLOWED))


def test_every_token_and_every_kind_of_service_is_described() -> None:
    text = read("docs/facts.md")
    assert [kind for kind in KINDS_OF_TOKENS if f"| `{{{kind}:" not in text] == []
    assert [kind for kind in SERVICE_KINDS if f"`{kind}`" not in text] == []


@pytest.mark.parametrize(
    "view", [PageView, Locale, Note, FigureView, SourceView, CountryView, ServiceView]
)
def test_every_field_templates_see_is_described(view: type) -> None:
    text = read("docs/theming.md")
    internal = {"cldr", "fallback", "plural"}
    fields = set(view.__annotations__) - internal
    assert {field for field in fields if f"`.{field}`" not in text} == set()


def test_every_task_is_named_in_the_readme_or_the_guide_for_contributors() -> None:
    text = read("README.md") + read("CONTRIBUTING.md")
    tasks = tasks_of(read("tasks.py"))
    assert {"build", "translate.extract"} <= tasks
    assert {task for task in tasks if f"./inv {task}" not in text} == set()


def test_every_task_the_documentation_names_exists() -> None:
    tasks = tasks_of(read("tasks.py"))
    named = {
        task for page in PAGES for task in re.findall(r"\./inv ([a-z.]+)", page.read_text("utf-8"))
    }
    assert named <= tasks


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_relative_link_and_picture_leads_to_a_file_and_a_heading(page: Path) -> None:
    assert dead_links(page, page.read_text("utf-8")) == []


def test_a_dead_link_is_found() -> None:
    text = (
        "# A *b*\n[x](none.md) [y](#c) [z](#a-b) [u](settings.md#locales) [v](settings.md#none) "
        "[w](https://example.org/none.md) `[code](none.md)` ![p](pictures/none.png)"
    )
    dead = dead_links(DOCS / "planted.md", text)
    assert dead == ["none.md", "#c", "settings.md#none", "pictures/none.png"]


def test_every_page_of_the_documentation_is_led_to() -> None:
    led_to = {
        (page.parent / urlsplit(link).path).resolve()
        for page in PAGES
        for link in _LINK.findall(prose_of(page.read_text("utf-8")))
        if not urlsplit(link).scheme
    }
    assert {page for page in PAGES if page.is_relative_to(DOCS)} <= led_to


def test_every_dependency_has_its_reason() -> None:
    reasons = read("docs/decisions/0009-dependencies.md")
    project = tomllib.loads(read("pyproject.toml"))
    python = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    names = {re.split(r"[\[<>=~ ]", entry)[0] for entry in python}
    names |= {
        name.partition("-config")[0]
        for lock in ("package.json", "benchmarks/package.json")
        for name in json.loads(read(lock))["devDependencies"]
    }
    assert {name for name in names if f"`{name}`" not in reasons} == set()


#: Names the standard library asks for: http.server calls this one.
GIVEN = frozenset({"do_GET"})


def test_no_name_in_the_code_says_nothing() -> None:
    found = []
    for path in sorted((ROOT / "plugins").rglob("*.py")):
        if set(path.stem.split("_")) & BANNED:
            found.append(path.name)
        names = set(banned_names(path.read_text("utf-8"))) - GIVEN
        found.extend(f"{path.name}: {name}" for name in sorted(names))
    assert found == []


def test_the_glossary_lists_the_words_not_to_use_in_names() -> None:
    text = read("docs/glossary.md").partition("## Words not to use in names")[2]
    assert {word for word in BANNED if f"`{word}`" not in text} == set()


def test_a_name_that_says_nothing_is_found() -> None:
    code = "def path_utils(): ...\nclass TaskManager: ...\ndef do_it(): ...\ndef redo_it(): ..."
    assert list(banned_names(code)) == ["path_utils", "TaskManager", "do_it"]


def test_the_picture_of_the_site_is_light() -> None:
    assert (DOCS / "pictures" / "front.png").stat().st_size <= 150_000
