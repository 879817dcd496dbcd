"""Nothing grows past reading. An exception is a named line with its reason; one that is no longer needed must go."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

import pytest

from config.stack.environment import ROOT
from tests.source import Function, Source, length, production, read, templates

BRANCHES = (ast.If, ast.For, ast.While, ast.ExceptHandler, ast.IfExp, ast.match_case)
SETTINGS = "config/settings.py"

# What may be larger, and why.
EXCEPTIONS: dict[str, str] = {
    "casework/panels/domains.py:_facts": "private, called once, with what its caller has at hand",
    "casework/panels/domains.py:_tile": "private, called once, with what its caller has at hand",
    "casework/panels/story.py:_happening": "private, called once, with what its caller has at hand",
    "casework/services/journal.py:record_change": "who, what, of which household, in which domain: as it is read",
    "casework/wmo/parts.py:write_application": "as the engine calls a part of a step",
    "casework/wmo/parts.py:write_provision": "as the engine calls a part of a step",
    "config/middleware.py:process_view": "Django calls it so",
    "config/sign_in/settings.py:oidc_application": "the five lines of one dictionary",
    "config/stack/postgresql.py:PostgreSQL": "one cluster: its life, its databases, what it can do",
    "households/querysets.py:__init__": "an expression of the database takes its parts by place",
    "privacy/access.py:get_or_404": "the seam of the design: request, model, key, purpose",
    "privacy/access.py:note": "as get_or_404",
    "privacy/api/middleware.py:process_view": "Django calls it so",
    "privacy/middleware.py:process_view": "Django calls it so",
    "tests/config/identity_provider.py:configure": "the settings of one provider, one after the other",
}

Sizes = Iterator[tuple[str, int]]


def files() -> Sizes:
    return ((source.name, source.length) for source in production() if source.name != SETTINGS)


def settings_file() -> Sizes:
    return ((source.name, source.length) for source in production() if source.name == SETTINGS)


def named(sources: list[Source]) -> Iterator[tuple[str, Source, Function]]:
    return ((f"{source.name}:{one.name}", source, one) for source in sources for one in source.functions())


def functions() -> Sizes:
    return ((name, length(one)) for name, _source, one in named(production()))


def views() -> Sizes:
    return ((name, length(one)) for name, source, one in named(production()) if source.is_view)


def branches() -> Sizes:
    for name, _source, one in named(production()):
        yield name, sum(isinstance(node, BRANCHES) for node in ast.walk(one))


def positional_arguments() -> Sizes:
    for name, _source, one in named(production()):
        given = [argument.arg for argument in (*one.args.posonlyargs, *one.args.args)]
        yield name, len([argument for argument in given if argument not in ("self", "cls")])


def classes() -> Sizes:
    return ((f"{source.name}:{one.name}", length(one)) for source in production() for one in source.classes())


def methods() -> Sizes:
    for source in production():
        for one in source.classes():
            yield f"{source.name}:{one.name}", sum(isinstance(part, Function) for part in one.body)


def files_of_tests() -> Sizes:
    return ((source.name, source.length) for source in read("tests"))


def functions_of_tests() -> Sizes:
    return ((name, length(one)) for name, _source, one in named(list(read("tests"))))


def whole_templates() -> Sizes:
    return ((str(path.relative_to(ROOT)), len(path.read_text().splitlines())) for path in templates())


def partials() -> Sizes:
    for path in templates():
        text = path.read_text()
        if "{% extends" not in text and "<html" not in text:
            yield str(path.relative_to(ROOT)), len(text.splitlines())


CAPS: dict[Callable[[], Sizes], int] = {
    files: 300,
    settings_file: 250,
    functions: 40,
    views: 30,
    branches: 8,
    positional_arguments: 3,
    classes: 150,
    methods: 12,
    files_of_tests: 400,
    functions_of_tests: 30,
    whole_templates: 150,
    partials: 80,
}


def too_large(sizes: Callable[[], Sizes]) -> dict[str, int]:
    return {name: size for name, size in sizes() if size > CAPS[sizes]}


@pytest.mark.parametrize("sizes", CAPS, ids=lambda sizes: sizes.__name__)
def test_nothing_is_larger_than_one_can_read(sizes: Callable[[], Sizes]) -> None:
    assert {name: size for name, size in too_large(sizes).items() if name not in EXCEPTIONS} == {}


def test_no_exception_outlives_its_need() -> None:
    needed = {name for sizes in CAPS for name in too_large(sizes)}
    assert EXCEPTIONS.keys() - needed == set()
