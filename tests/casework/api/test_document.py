"""The OpenAPI document: published where it should be, true, complete, and as the Dutch API Design Rules ask."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import sampled_from
from rest_framework.views import APIView
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import positive_data_acceptance

from config.interfaces.views import document
from config.stack.environment import ROOT, npm
from privacy.api.limits import BoundedJSONParser, PerUser
from privacy.api.middleware import PATH
from privacy.api.scopes import HasScope, all_scopes
from privacy.api.tokens import TokenOfRequest
from privacy.api.views import Interface
from privacy.models import AccessRecord
from tests.casework.api.programs import API, program
from tests.people import BSN, Town
from tests.source import production

SHARED = Path(os.environ.get("SAMENHANG_SHARED_DATA", ROOT.parent / "shared" / "data"))
RULES = SHARED / "api-design-rules" / "linter.yaml"
INSIDE = ("allauth.idp", "rest_framework.authentication", "rest_framework.permissions")
SLOW = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.function_scoped_fixture]
DOORS = ("privacy/api/", "config/interfaces/", "config/management/")


def patterns(of: Any = None, prefix: str = "/") -> Iterator[tuple[str, URLPattern]]:
    for pattern in (of or get_resolver()).url_patterns:
        route = f"{prefix}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern, route)
        else:
            yield route, pattern


def resources() -> dict[str, type[APIView]]:
    """The class behind every address of an interface."""
    return {route: pattern.callback.cls for route, pattern in patterns() if hasattr(pattern.callback, "cls")}


def test_every_resource_asks_a_token_a_scope_and_a_limit_and_is_documented() -> None:
    for route, resource in resources().items():
        assert route.startswith(f"{API}/"), route
        assert issubclass(resource, Interface), route
        assert resource.authentication_classes == [TokenOfRequest], route
        assert resource.permission_classes == [HasScope], route
        assert resource.throttle_classes == [PerUser], route
        assert resource.parser_classes == [BoundedJSONParser], route
    paths = {f"{API}{path}".replace("{id}", "<uuid:pk>") for path in document()["paths"]}
    assert resources().keys() == paths


def test_below_the_path_of_interfaces_there_is_nothing_but_resources_and_the_document() -> None:
    others = [route for route, pattern in patterns() if route.startswith(PATH) and not hasattr(pattern.callback, "cls")]
    assert others == [f"{API}/openapi.json"]


def test_tokens_are_read_in_one_place() -> None:
    found = {
        source.name
        for source in production()
        if any(name in source.text for name in INSIDE) and not source.name.startswith(DOORS)
    }
    assert found == {"config/settings.py"} & found


@pytest.mark.parametrize("route", sorted(resources()))
def test_nobody_comes_in_without_a_token(town: Town, route: str) -> None:
    address = route.replace("<uuid:pk>", str(town.de_vries.pk))
    for client in (Client(), town.client("Fatima")):
        assert [client.get(address).status_code, client.post(address).status_code] == [401, 401]


@pytest.mark.parametrize("route", sorted(resources()))
def test_what_a_token_reads_is_recorded_for_its_user(town: Town, route: str) -> None:
    fatima, path = program(town.user("Fatima")), route.replace("<uuid:pk>", str(town.de_vries.pk)).removeprefix(API)
    answer = fatima.post(path, {"zoekterm": "vries"}) if path.endswith("_zoek") else fatima.get(path)
    assert answer.status_code == 200
    assert AccessRecord.objects.latest("at", "id").actor_id == town.user("Fatima").pk


def test_the_document_is_open_to_everybody_from_everywhere(db: None) -> None:
    answer = Client().get(f"{API}/openapi.json")
    assert (answer.status_code, answer["Access-Control-Allow-Origin"]) == (200, "*")
    assert answer["API-Version"] == answer.json()["info"]["version"]
    assert answer.json()["openapi"].startswith("3.")


def test_the_document_names_the_scopes_and_no_personal_words() -> None:
    flows = document()["components"]["securitySchemes"]["oauth2"]["flows"]
    assert list(flows) == ["authorizationCode"]
    assert flows["authorizationCode"]["scopes"] == all_scopes()
    assert "burgerservicenummer" not in json.dumps(document()).lower()


def lint(path: Path) -> subprocess.CompletedProcess[str]:
    _npm, search = npm()
    spectral = ROOT / "node_modules" / "@stoplight" / "spectral-cli" / "dist" / "index.js"
    return subprocess.run(
        ["node", spectral, "lint", "--ruleset", RULES, "--fail-severity", "warn", path],
        env={**os.environ, "PATH": search},
        capture_output=True,
        text=True,
    )


needs_rules = pytest.mark.skipif(not RULES.exists(), reason=f"the linter of the API Design Rules is not at {RULES}")


@needs_rules
def test_the_document_keeps_the_api_design_rules(tmp_path: Path) -> None:
    path = tmp_path / "openapi.json"
    path.write_text(json.dumps(document(), default=str))
    done = lint(path)
    assert done.returncode == 0, done.stdout


@needs_rules
def test_the_linter_does_find_what_is_wrong(tmp_path: Path) -> None:
    wrong = json.loads(json.dumps(document(), default=str))
    wrong["info"]["version"] = "een"
    del wrong["paths"]["/huishoudens"]["get"]["responses"]["200"]["headers"]
    path = tmp_path / "openapi.json"
    path.write_text(json.dumps(wrong))
    done = lint(path)
    assert done.returncode == 1
    assert {"semver", "missing-header"} <= {word.removeprefix("nlgov:") for word in done.stdout.split()}


@pytest.fixture
def one_connection() -> Iterator[None]:
    """A request of the real server lets its connection go; here all of them share the one that is rolled back."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_any_request_gets_an_answer_as_documented_and_never_a_neighbour(
    town: Town, one_connection: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PerUser, "THROTTLE_RATES", {"interface": "100000/min"})
    fatima = program(town.user("Fatima"))
    neighbours = ("Gerda", "Bakker", "Marktplein", *BSN.values())

    def ask(case: Any, key: str) -> None:
        if "id" in (case.path_parameters or {}):
            case.path_parameters["id"] = key
        # What the document allows may still be no question that can be searched, or a domain one does not work in.
        response = case.call_and_validate(headers=fatima.headers, excluded_checks=[positive_data_acceptance])
        assert not any(word in response.text for word in neighbours)
        assert key != str(town.bakker.pk) or "id" not in (case.path_parameters or {}) or response.status_code >= 400

    schema = schemathesis.openapi.from_wsgi(f"{API}/openapi.json", WSGIHandler())
    for operation in schema.get_all_operations():
        assert isinstance(operation, Ok)
        keys = sampled_from([str(town.de_vries.pk), str(town.bakker.pk)])
        few = settings(max_examples=6, deadline=None, derandomize=True, database=None, suppress_health_check=SLOW)
        few(given(operation.ok().as_strategy(), keys)(ask))()
