"""Programs read what their user may see, as far as the purposes of their token reach; all of it is recorded."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from casework.services import assign, write_note
from privacy.acting import acting
from privacy.choices import Domain, Role
from privacy.models import AccessRecord
from tests.casework.api.programs import PROBLEM, program
from tests.people import BORN, BSN, Town, make_user
from tests.privacy.log import newest

PARTS = ("", "/domeinen", "/tijdlijn", "/notities")


def of(town: Town, part: str = "") -> str:
    return f"/huishoudens/{town.de_vries.pk}{part}"


def note(town: Town, who: str, text: str, domain: str = "", **fields: Any) -> None:
    actor = town.actor(who)
    with acting(actor):
        write_note(actor=actor, household_id=town.de_vries.pk, domain=domain, text=text, at=town.now, **fields)


def levels(answer: Any) -> dict[str, str]:
    return {row["domein"]: row["niveau"] for row in answer.json()["resultaten"]}


def test_the_list_holds_ones_own_households_in_pages(town: Town) -> None:
    assert program(town.user("Fatima")).get("/huishoudens").json() == {
        "pagina": 1,
        "paginaGrootte": 25,
        "aantal": 1,
        "resultaten": [{"id": str(town.de_vries.pk), "naam": "De Vries-Yılmaz"}],
    }
    beyond = program(town.user("Fatima"), value="tweede").get("/huishoudens", pagina=2, paginaGrootte=1)
    assert (beyond.status_code, beyond.json()["resultaten"]) == (200, [])


def test_a_household_tells_its_members_and_never_a_bsn(town: Town) -> None:
    answer = program(town.user("Fatima")).get(of(town))
    told = answer.json()
    assert told["adres"] == "Kerkstraat 12, 1354 AB Almere"
    assert [(member["naam"], member["geboren"]) for member in told["leden"]] == [
        ("Emre Yılmaz", "1986"),
        ("Sanne de Vries", "1988-04-12"),
        ("Deniz Yılmaz", BORN["Deniz"].isoformat()),
        ("Lina Yılmaz", BORN["Lina"].isoformat()),
    ]
    assert not any(number in answer.content.decode() for number in BSN.values())


def test_content_comes_from_level_wat_on(town: Town) -> None:
    answer = program(town.user("Noor")).get(of(town, "/domeinen"))
    assert levels(answer) == {"schulden": "werk", "jeugdhulp": "dat", "wmo": "dat", "participatie": "dat"}
    [debts] = answer.json()["resultaten"][0]["trajecten"]
    [youth] = answer.json()["resultaten"][1]["trajecten"]
    assert debts["onderwerp"] == "hulp Schulden"
    assert youth.keys() == {"id", "begonnenOp", "geeindigdOp", "leden"}


def test_notes_and_events_are_those_in_sight(town: Town) -> None:
    note(town, "Noor", "Drie schuldeisers", Domain.DEBTS)
    note(town, "Noor", "Alleen voor mij", Domain.DEBTS, visibility="author")
    at_noor = program(town.user("Noor")).get(of(town, "/notities")).json()["resultaten"]
    assert [row["tekst"] for row in at_noor] == ["Alleen voor mij", "Drie schuldeisers"]
    at_joris = program(town.user("Joris"), value="joris")
    assert at_joris.get(of(town, "/notities")).json() == {"resultaten": [], "isMeer": False}
    assert "schuldeisers" not in at_joris.get(of(town, "/tijdlijn")).content.decode()


def test_the_timeline_goes_back_and_by_domain(town: Town) -> None:
    fatima = program(town.user("Fatima"))
    events = fatima.get(of(town, "/tijdlijn")).json()["resultaten"]
    assert events[0]["moment"].endswith("Z")
    only = fatima.get(of(town, "/tijdlijn"), domein="wmo").json()["resultaten"]
    assert {row["domein"] for row in only} == {"wmo"}
    earlier = fatima.get(of(town, "/tijdlijn"), voor="2020-01-01T00:00:00+01:00").json()
    assert earlier == {"resultaten": [], "isMeer": False}


@pytest.mark.parametrize("part", PARTS)
def test_somebody_elses_household_and_none_are_the_same(town: Town, part: str) -> None:
    bram = program(town.user("Bram"))
    denied, absent = bram.get(of(town, part)), bram.get(f"/huishoudens/{uuid.uuid4()}{part}")
    assert (denied.status_code, absent.status_code) == (404, 404)
    assert denied.content == absent.content
    assert denied["Content-Type"] == PROBLEM
    assert {name: denied[name] for name in denied.headers} == {name: absent[name] for name in absent.headers}
    refused = AccessRecord.objects.filter(action="denied", household_id=town.de_vries.pk).get()
    assert (refused.actor_name, refused.event) == ("Bram Dekker", "household.denied")


@pytest.mark.parametrize("part", PARTS)
def test_each_read_is_one_record_with_purpose_ground_and_client(town: Town, part: str) -> None:
    joris = program(town.user("Joris"), "doel:wmo")
    joris.get(of(town, part))
    record = newest()
    assert (record.event, record.action, record.actor_name) == ("household.fetched", "read", "Joris Smit")
    assert (record.purpose, record.ground, record.household_id) == ("wmo", "professional Wmo", town.de_vries.pk)
    assert record.details == {"client": joris.token.client_id, "scopes": ["doel:wmo"]}
    if not part:
        assert len(record.subject_ids) == 4


def test_the_list_is_recorded_for_the_purpose_of_the_token(town: Town) -> None:
    program(town.user("Joris"), "doel:wmo").get("/huishoudens")
    assert (newest().purpose, newest().listed_household_ids) == ("wmo", [town.de_vries.pk])


def test_a_token_for_another_purpose_than_ones_own_opens_nothing(town: Town) -> None:
    joris = program(town.user("Joris"), "doel:schulden")
    assert joris.get("/huishoudens").json()["aantal"] == 0
    assert [joris.get(of(town, part)).status_code for part in PARTS] == [404, 404, 404, 404]
    assert joris.post("/huishoudens/_zoek", {"zoekterm": "vries"}).json()["resultaten"] == []


def test_a_token_is_as_narrow_as_its_purposes_where_its_user_has_more(town: Town) -> None:
    with acting(town.actor("Anja")):
        dora = make_user(town, "Dora Prins", "Wijkteam Haven", Role.PROFESSIONAL, Domain.WMO, Domain.DEBTS)
        for domain in (Domain.WMO, Domain.DEBTS):
            assign(
                actor=town.actor("Fatima"), case=town.case, user=dora, domain=domain, reason="hulpvraag", at=town.now
            )
    wide = program(dora, "doel:wmo", "doel:schulden").get(of(town, "/domeinen"))
    narrow = program(dora, "doel:wmo", value="smal").get(of(town, "/domeinen"))
    assert (levels(wide)["schulden"], levels(wide)["wmo"]) == ("werk", "werk")
    assert (levels(narrow)["schulden"], levels(narrow)["wmo"]) == ("dat", "werk")


def test_searching_is_by_post_in_ones_own_households(town: Town) -> None:
    fatima = program(town.user("Fatima"))
    [found] = fatima.post("/huishoudens/_zoek", {"zoekterm": "sanne de vries"}).json()["resultaten"]
    assert found["huishoudens"] == [{"id": str(town.de_vries.pk), "naam": "De Vries-Yılmaz"}]
    assert fatima.post("/huishoudens/_zoek", {"zoekterm": "gerda bakker"}).json()["resultaten"] == []
    assert newest().action == "search"
    [case] = fatima.post("/huishoudens/_zoek", {"zoekterm": town.case.number}).json()["resultaten"]
    assert case["naam"] == "De Vries-Yılmaz"


@pytest.mark.parametrize("typed", [BSN["Sanne"], f"sanne {BSN['Sanne']}", "?", "", " "])
def test_a_bsn_is_no_way_to_search(town: Town, typed: str) -> None:
    answer = program(town.user("Fatima")).post("/huishoudens/_zoek", {"zoekterm": typed})
    assert answer.status_code == 400
    assert not typed.strip() or typed not in answer.content.decode()


@pytest.mark.parametrize(
    "query",
    [{"pagina": "0"}, {"pagina": "x"}, {"paginaGrootte": "101"}, {"naam": "de vries"}],
)
def test_a_wrong_address_is_a_400_that_repeats_nothing(town: Town, query: dict[str, str]) -> None:
    answer = program(town.user("Fatima")).get("/huishoudens", **query)
    assert (answer.status_code, answer["Content-Type"]) == (400, PROBLEM)
    [error] = answer.json()["errors"]
    assert error["in"] == "query"
    assert "de vries" not in answer.content.decode()


def test_a_moment_or_domain_that_is_none_is_a_400(town: Town) -> None:
    fatima = program(town.user("Fatima"))
    assert fatima.get(of(town, "/tijdlijn"), voor="gisteren").status_code == 400
    assert fatima.get(of(town, "/tijdlijn"), domein="debts").status_code == 400
