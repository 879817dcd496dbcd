"""No address lets out a file with personal data beside the one mechanism for it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpResponse
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, resolve, reverse

from privacy.audit import About
from privacy.choices import Purpose
from privacy.exports import Kind, TakenOutUnseen, kinds, must_have_been_taken_out
from privacy.models import AccessRecord
from privacy.reading import Reading
from tests.people import Town
from tests.proof import proven
from tests.source import production

SAMPLE = "00000000-0000-4000-8000-000000000000"
OUTWARD = {"EXPORT", "PRINT"}
# Files without personal data of residents, by the module that makes them, and why.
HARMLESS = {"privacy/views/register.py": "the processing register, in which no person stands"}


def marked(of: URLResolver | None = None, prefix: str = "") -> Iterator[tuple[str, Kind]]:
    """Every address whose view takes something out, with what."""
    for pattern in (of or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern) and hasattr(pattern.callback, "takes_out"):
            yield f"{prefix}{pattern.name}", pattern.callback.takes_out
        elif isinstance(pattern, URLResolver):
            yield from marked(pattern, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix)


def address_of(name: str, key: object = SAMPLE) -> str:
    """Where something is asked, with a key if the address wants one."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return reverse(name, args=[key])


def test_every_kind_has_the_one_view_that_makes_it() -> None:
    assert sorted(marked(), key=str) == sorted(((kind.view, kind) for kind in kinds()), key=str)


@pytest.mark.parametrize("kind", list(kinds()), ids=lambda kind: kind.key)
@pytest.mark.parametrize("name", ["Fatima", "Pieter"])
def test_without_a_fresh_proof_the_reader_is_asked_for_one(town: Town, kind: Kind, name: str) -> None:
    for client in (town.client(name), proven(town.client(name), town.user(name), seconds_ago=301)):
        answers = [
            client.get(address_of(kind.view, town.de_vries.pk)),
            client.post(address_of(kind.view, town.de_vries.pk), {"reason": "meeting"}),
        ]
        assert {answer.status_code for answer in answers} <= {302, 404}
        assert not AccessRecord.objects.filter(action__in=["export", "print"]).exists()


def test_exports_and_prints_are_recorded_by_the_mechanism_alone() -> None:
    found = {
        source.name
        for source in production()
        if "/demo/" not in source.name  # nobody in it is real
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Attribute) and node.attr in OUTWARD and ast.unparse(node.value) == "AccessRecord.Action"
    }
    registered = {
        "casework/privacy.py",
        "casework/workflow/privacy.py",
        "privacy/exports/kinds.py",
        "privacy/exports/privacy.py",
    }
    assert found == registered | {"privacy/exports/taking.py"}


def test_attachments_are_made_by_marked_views_alone() -> None:
    makers = {source.name for source in production() if "Content-Disposition" in source.text}
    views = [resolve(address_of(name)).func.__module__ for name, _kind in marked()]
    modules = {f"{module.replace('.', '/')}.py" for module in views}
    assert makers - modules - HARMLESS.keys() == {"privacy/exports/taking.py"}
    assert makers >= HARMLESS.keys()


def reading(action: AccessRecord.Action = AccessRecord.Action.READ) -> Reading:
    about = About(subject_ids=())
    read = Reading()
    read.note("household.read", action=action, purpose=Purpose.HELP, about=about)
    return read


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Disposition": 'attachment; filename="x"', "Content-Type": "text/html"},
        {"Content-Type": "text/csv; charset=utf-8"},
        {"Content-Type": "application/pdf"},
        {"Content-Type": "application/zip"},
    ],
)
def test_a_file_of_what_was_read_does_not_leave_otherwise(headers: dict[str, str]) -> None:
    with pytest.raises(TakenOutUnseen, match=r"household\.read"):
        must_have_been_taken_out(reading(), HttpResponse(headers=headers))
    must_have_been_taken_out(Reading(), HttpResponse(headers=headers))


@pytest.mark.parametrize("action", [AccessRecord.Action.EXPORT, AccessRecord.Action.PRINT])
def test_a_record_of_an_export_comes_from_the_mechanism(action: AccessRecord.Action) -> None:
    with pytest.raises(TakenOutUnseen):
        must_have_been_taken_out(reading(action), HttpResponse("<p>"))


def test_pages_pass() -> None:
    must_have_been_taken_out(reading(), HttpResponse("<p>"))


def test_the_middleware_asks(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: Any) -> None:
        raise TakenOutUnseen("asked")

    monkeypatch.setattr("privacy.middleware.must_have_been_taken_out", refuse)
    client = town.client("Fatima")
    with pytest.raises(TakenOutUnseen):
        client.get(reverse("home"))
