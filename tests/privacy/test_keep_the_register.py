"""The register of processing: read, changed in versions, taken along as a document, looked up by systems."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
from django.db import DatabaseError, connections, transaction
from django.test import Client
from django.urls import reverse

from privacy.models import ActivityVersion, LegalGround, ProcessingActivity
from privacy.processing import Activity
from privacy.register.interface import LEGAL_BASIS
from tests.people import Town
from tests.privacy.log import newest

pytestmark = pytest.mark.django_db
CHANGE = reverse("privacy:change_activity", args=["caseload"])


def described(**fields: Any) -> dict[str, Any]:
    version = ActivityVersion.objects.in_force().get(activity__slug="caseload")
    texts = ("name", "purpose", "legal_ground", "article", "data_classes", "retention_period", "retention")
    values = {name: getattr(version, name) for name in (*texts, "controller")}
    return values | {"based_on": version.number, "subjects": "inwoners\n\nmedewerkers", "reason": "nagelezen"} | fields


def in_register() -> ActivityVersion:
    return ActivityVersion.objects.in_force().get(activity__slug="caseload")


def test_every_activity_of_the_software_is_in_the_register_and_nothing_else() -> None:
    assert set(ProcessingActivity.objects.values_list("slug", flat=True)) == set(Activity)
    assert ActivityVersion.objects.in_force().count() == len(Activity)


def test_each_names_all_that_the_avg_asks() -> None:
    for version in ActivityVersion.objects.in_force():
        required = (version.purpose, version.article, version.data_classes, version.subjects, version.controller)
        assert all((*required, version.retention, version.recipients, version.measures)), version.name
        assert re.search(r"\bart\. |te bevestigen", version.article), version.name


def test_the_officer_sees_all_and_opens_one(town: Town) -> None:
    pieter = town.client("Pieter")
    listed = pieter.get(reverse("privacy:register")).content.decode()
    for version in ActivityVersion.objects.in_force():
        assert version.name in listed
    page = pieter.get(reverse("privacy:activity", args=["household-help"])).content.decode()
    assert "Wgs art. 3 lid 1 a" in page
    assert "casework:household" in page
    assert "te bevestigen" in page


def test_a_change_is_a_new_version_with_who_when_and_why(town: Town) -> None:
    pieter = town.client("Pieter")
    answer = pieter.post(CHANGE, described(purpose="Het werk eerlijk verdelen."))
    assert answer.status_code == 302
    new, old = ActivityVersion.objects.filter(activity__slug="caseload").order_by("-number")
    assert (new.number, new.purpose, new.written_by) == (2, "Het werk eerlijk verdelen.", town.user("Pieter"))
    assert (new.subjects, new.reason) == (["inwoners", "medewerkers"], "nagelezen")
    assert old.purpose != new.purpose
    assert old.valid_from < new.valid_from
    entry = newest()
    assert (entry.event, entry.action, entry.activity) == ("processingactivity.changed", "change", "oversight")
    page = pieter.get(reverse("privacy:activity", args=["caseload"])).content.decode()
    assert "nagelezen" in page
    assert "<ins>Het werk eerlijk verdelen.</ins>" in page
    older = pieter.get(reverse("privacy:activity_version", args=["caseload", 1])).content.decode()
    assert "Dit is een oude versie." in older
    assert old.purpose in older


def test_an_older_version_holds_for_the_time_it_was_in_force(town: Town) -> None:
    before = in_register().valid_from
    town.client("Pieter").post(CHANGE, described(purpose="Anders."))
    then = ActivityVersion.objects.in_force(before + datetime.timedelta(milliseconds=1))
    assert then.get(activity__slug="caseload").number == 1
    assert in_register().number == 2


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "Geef de activiteit een naam."),
        ({"purpose": " "}, "Schrijf waarvoor de gegevens gebruikt worden."),
        ({"legal_ground": "because"}, "Selecteer een geldige keuze."),
        ({"data_classes": []}, "Kies ten minste één soort gegevens."),
        ({"subjects": "\n \n"}, "Schrijf van wie de gegevens zijn."),
        ({"subjects": "x" * 201}, "Schrijf ten hoogste 50 regels van elk 200 tekens."),
        ({"measures": "x\n" * 51}, "Schrijf ten hoogste 50 regels van elk 200 tekens."),
        ({"retention_period": "vijf jaar"}, "Schrijf bijvoorbeeld P5Y"),
        ({"retention_period": "P"}, "Schrijf bijvoorbeeld P5Y"),
        ({"reason": ""}, "Schrijf waarom dit verandert."),
        ({"article": "x" * 2001}, "Dit is te lang. Er mogen 2000 tekens."),
        ({"purpose": "a\x00b"}, "Null-tekens"),
        ({"based_on": 7}, "Iemand anders heeft deze activiteit intussen gewijzigd."),
    ],
)
def test_bad_input_gets_a_sentence_and_changes_nothing(town: Town, wrong: dict[str, Any], sentence: str) -> None:
    answer = town.client("Pieter").post(CHANGE, described(**wrong))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert in_register().number == 1


def test_of_two_changes_at_once_the_second_is_told(town: Town) -> None:
    pieter, both = town.client("Pieter"), described(purpose="Eerst.")
    pieter.post(CHANGE, both)
    assert pieter.post(CHANGE, both).status_code == 422
    assert in_register().number == 2


@pytest.mark.parametrize("name", ["register", "register_document", "register_pdf", "activity", "change_activity"])
@pytest.mark.parametrize("who", ["Fatima", "Joris", "Anja", "Bram"])
def test_the_screens_are_for_the_officer(town: Town, who: str, name: str) -> None:
    address = reverse(f"privacy:{name}", args=["caseload"] if "activity" in name else [])
    assert town.client(who).get(address).status_code == 404
    assert (newest().action, newest().purpose) == ("denied", "oversight")
    assert town.client(who).post(CHANGE, described()).status_code == 404
    assert in_register().number == 1


@pytest.mark.parametrize("path", ["register/nergens/", "register/nergens/wijzigen/", "register/caseload/99/"])
def test_what_is_not_there_is_not_found(town: Town, path: str) -> None:
    assert town.client("Pieter").get(f"/privacy/{path}").status_code == 404


@pytest.mark.django_db(databases=["default", "owner"])
@pytest.mark.parametrize("alias", ["default", "owner"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET purpose = ''", "DELETE FROM {}"])
def test_nobody_changes_a_version_in_the_database(alias: str, statement: str) -> None:
    connection = connections[alias]
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic(alias), connection.cursor() as cursor:
        cursor.execute(statement.format("privacy_activityversion"))


def test_the_document_is_an_accessible_pdf_with_every_activity(town: Town) -> None:
    pieter = town.client("Pieter")
    answer = pieter.get(reverse("privacy:register_pdf"))
    assert answer["Content-Type"] == "application/pdf"
    content = answer.content
    assert content.startswith(b"%PDF-")
    for mark in (b"pdfuaid", b"/StructTreeRoot", b"/Lang"):
        assert mark in content
    page = pieter.get(reverse("privacy:register_document")).content.decode()
    for version in ActivityVersion.objects.in_force():
        assert version.name in page
        assert version.measures[0] in page


def test_markup_in_a_text_stays_text(town: Town) -> None:
    nasty = '#panic("x") *vet* <script>alert(1)</script> $x^2'
    pieter = town.client("Pieter")
    pieter.post(CHANGE, described(purpose=nasty))
    assert pieter.get(reverse("privacy:register_pdf")).status_code == 200
    assert "<script>alert(1)" not in pieter.get(reverse("privacy:register_document")).content.decode()


def test_systems_look_an_activity_up_without_signing_in(client: Client, town: Town) -> None:
    everything = client.get(reverse("privacy:register_activities")).json()
    assert len(everything) == len(Activity)
    entry = next(entry for entry in everything if entry["latestVersion"]["name"] == in_register().name)
    assert entry.keys() == {"id", "active", "latestVersion"}
    keys = "name purpose legalBasis personalData dataSubjects recipients processingOptions measures validFrom version"
    assert entry["latestVersion"].keys() == set(keys.split())
    assert entry["latestVersion"]["personalData"].keys() == {"categories", "retentionPeriod"}
    assert client.get(reverse("privacy:register_activity", args=[entry["id"]])).json() == entry
    town.client("Pieter").post(CHANGE, described(purpose="Anders."))
    first = client.get(reverse("privacy:register_version", args=[entry["id"], 1]))
    assert first.json() == entry["latestVersion"]
    assert client.get(reverse("privacy:register_version", args=[entry["id"], 2])).json()["purpose"] == "Anders."
    assert town.user("Pieter").name not in client.get(reverse("privacy:register_activities")).content.decode()


def test_systems_can_only_look(client: Client) -> None:
    for method in (client.post, client.put, client.patch, client.delete):
        assert method(reverse("privacy:register_activities")).status_code in {401, 405}
    nowhere = "00000000-0000-4000-8000-000000000000"
    assert client.get(reverse("privacy:register_activity", args=[nowhere])).status_code == 404
    assert client.get(reverse("privacy:register_version", args=[nowhere, 1])).status_code == 404


def test_every_ground_has_a_name_in_the_interface() -> None:
    assert set(LEGAL_BASIS) == set(LegalGround)
