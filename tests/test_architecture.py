"""The order of the apps and the words for their parts, where the import contract does not look."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.stack.environment import ROOT
from tests.source import APPS, PACKAGES, Source, production, read

# From the lowest up; siblings share a number and do not know each other.
LAYERS = {"privacy": 0, "households": 1, "casework": 2, "signals": 3, "referrals": 3, "config": 4}

VOCABULARY = {
    "apps",
    "models",
    "querysets",
    "services",
    "workflow",
    "privacy",
    "events",
    "receivers",
    "panels",
    "forms",
    "views",
    "tasks",
    "api",
    "urls",
    "walls",
    "migrations",
    "management",
    "templates",
}
# Parts with a name of their own, and what they are that no word of the vocabulary says.
NAMED = {
    "privacy": {
        "access": "the registry of scopes, and the loader",
        "acting": "who acts, and the transaction of it",
        "audit": "the registry of events, and the access record",
        "changes": "the change history told in sentences",
        "checks": "Django's system checks",
        "choices": "closed lists that all apps share",
        "compiled": "queries put together once",
        "crypto": "encrypted fields and blind indexes",
        "database": "what the database guards",
        "dates": "facts that hold from a day until another",
        "exports": "what leaves the system: proof, reason, limits, second person, watermark",
        "exempt": "models outside the registries, with reasons",
        "history": "keeping the change history",
        "log": "the access log as people read it",
        "logbook": "access records as lines of the Logboek Dataverwerkingen",
        "looks": "looking back in the log of one household",
        "middleware": "the transaction of a request",
        "moments": "moments in words",
        "names": "the registry of words for opaque keys",
        "operation": "the work being done, and its trace",
        "processing": "the registry of what belongs to which processing activity",
        "purpose_table": "what may be used for what, and changing it",
        "reading": "what one request has read",
        "register": "the register of processing, to read, change and take along",
        "retention": "the registry of terms",
        "reviews": "judging emergencies afterwards",
        "rights": "the registry of a person's rights",
        "seals": "proof that the access log is as it was written",
        "wording": "words that are kept",
    },
    "households": {
        "brp": "the connection to the BRP: an external connection is a folder with everything in it",
        "bsn": "the burgerservicenummer",
        "consent": "whose consent is needed",
        "dates": "dates of which a part is unknown",
        "demo": "people of the demo municipality",
        "duplicates": "what the screens for people registered twice show",
        "fields": "database fields",
        "names": "names as they are searched",
        "secrecy": "addresses as a reader may see them",
        "search": "finding people and households",
        "sight": "what one actor may see of one household",
    },
    "casework": {
        "closed": "what the screens of compartments and secret addresses ask",
        "clocks": "statutory clocks: counting, explaining, changing terms",
        "debts": "what the page of a debt trajectory keeps of debts",
        "demo": "work of the demo municipality",
        "grants": "grants as they follow from assignments",
        "home": "what home shows",
        "page": "the household page: the registry of its panels",
        "paper": "the household page as a document",
        "participation": "what the page of a participation trajectory shows: the ladder, schemes to ask about",
        "search": "the search screen",
        "sharing": "what the screens about sight and consent show",
        "team": "what the team page shows",
        "timers": "work of each day, done once: reminders, the daily e-mail",
        "trajectories": "the page of a trajectory, its forms and its letters",
        "wmo": "what the page of a Wmo trajectory keeps of the inquiry, the application and provisions",
        "worklist": "what the worklist and its calendar show",
        "youth": "what the page of a youth trajectory keeps: consent, allocations, the way to eighteen",
    },
}
FORBIDDEN = {"utils", "helpers", "common", "core", "lib", "misc"}
MANAGERS = {"objects", "_default_manager", "_base_manager"}


def names_of(source: Source) -> Iterator[ast.Name | ast.Attribute | ast.alias]:
    return (node for node in ast.walk(source.tree) if isinstance(node, ast.Name | ast.Attribute | ast.alias))


def word(node: ast.Name | ast.Attribute | ast.alias) -> str:
    if isinstance(node, ast.alias):
        return node.name
    return node.id if isinstance(node, ast.Name) else node.attr


def test_views_get_rows_from_the_loader_and_from_scopes_only() -> None:
    found = [
        f"{source.name}: {ast.unparse(node)}"
        for source in production()
        if source.is_view
        for node in names_of(source)
        if word(node) in MANAGERS and not isinstance(node, ast.alias)
    ]
    assert found == []


def test_pages_are_rendered_inside_the_transaction_that_records_them() -> None:
    lazy = {"TemplateResponse", "django.views.generic"}
    imports = [
        (source.name, module)
        for source in production()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ImportFrom)
        for module in (node.module or "", *(alias.name for alias in node.names))
    ]
    found = [f"{name}: {module}" for name, module in imports if module in lazy or module.startswith(tuple(lazy))]
    assert found == []


def test_every_change_of_personal_data_leaves_history() -> None:
    around = {"save_without_historical_record", "skip_history_when_saving", "_raw_delete"}
    found = [
        f"{source.name}: {word(node)}" for source in production() for node in names_of(source) if word(node) in around
    ]
    assert found == []


def reached_by_text(source: Source) -> Iterator[str]:
    """The apps that a file reaches by a string: in a foreign key, in `get_model`, in `import_module`."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in BY_TEXT:
            given = [*node.args[:1], *(keyword.value for keyword in node.keywords if keyword.arg in ("to", "through"))]
            for argument in given:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield argument.value.lower().partition(".")[0]


BY_TEXT = {"ForeignKey", "OneToOneField", "ManyToManyField", "get_model", "get_app_config", "import_module"}


@pytest.mark.parametrize("app", APPS)
def test_no_string_reaches_upward(app: str) -> None:
    found = [
        f"{source.name}: {reached}"
        for source in read(app)
        for reached in reached_by_text(source)
        if reached in LAYERS and reached != app and LAYERS[reached] >= LAYERS[app]
    ]
    assert found == []


def test_the_order_is_that_of_the_import_contract() -> None:
    contract = (ROOT / "pyproject.toml").read_text()
    assert 'layers = ["config", "(signals) | (referrals)", "casework", "households", "privacy"]' in contract


def parts_of(app: str) -> set[str]:
    inside = [part for part in (ROOT / app).glob("*") if part.name != "__pycache__"]
    return {part.stem for part in inside if part.is_dir() or part.suffix == ".py"} - {"__init__"}


@pytest.mark.parametrize("app", [app for app in APPS if (ROOT / app).exists()])
def test_an_app_is_made_of_parts_that_one_knows(app: str) -> None:
    assert parts_of(app) - VOCABULARY - NAMED[app].keys() == set()
    assert NAMED[app].keys() - parts_of(app) == set()


def test_nothing_is_called_after_nothing() -> None:
    folders = {
        part for package in PACKAGES for source in read(package) for part in Path(source.name).with_suffix("").parts
    }
    assert folders & FORBIDDEN == set()


def test_top_level_folders_are_those_of_the_design() -> None:
    hidden = {"node_modules", "__pycache__", "build"}
    folders = {part.name for part in ROOT.iterdir() if part.is_dir() and not part.name.startswith(".")} - hidden
    assert folders == {package for package in PACKAGES if (ROOT / package).exists()} | {"tests", "docs"}
