"""A BRP that is slow, broken or wrong gives a sentence for the user, loses nothing and is not hammered."""

from __future__ import annotations

import gzip
import logging
import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pybreaker import CircuitBreaker
from tenacity import wait_none
from tenacity.wait import wait_base

from households.brp.client import BrpClient
from households.brp.errors import BrpAnswerInvalid, BrpError, BrpRefused, BrpUnavailable
from households.brp.fields import Purpose
from households.brp.questions import ByBsn
from households.brp.test_server import BrpTestServer
from tests.households.brp.conftest import Serve
from tests.households.brp.faulty import CutOff, dumb, failing, saying, times_asked
from tests.households.brp.people import EMRE, SANNE, family

Connect = Callable[..., BrpClient]
QUESTION = ByBsn(bsns=(SANNE,))
KIND = QUESTION.kind


@pytest.fixture
def connect() -> Iterator[Connect]:
    clients: list[BrpClient] = []

    def make(server: BrpTestServer | str, **options: Any) -> BrpClient:
        settings: dict[str, Any] = {"wait": wait_none(), "timeout": 5.0} | options
        clients.append(BrpClient(server if isinstance(server, str) else server.url, **settings))
        return clients[-1]

    yield make
    for client in clients:
        client.close()


@pytest.mark.parametrize("statuses", [(500,), (503, 500), (429, 502, 503)])
def test_a_passing_failure_is_tried_again(serve: Serve, connect: Connect, statuses: tuple[int, ...]) -> None:
    handler = failing(*statuses)
    answer = connect(serve(family(), handler=handler)).ask(QUESTION, Purpose.IMPORT)
    assert [person.bsn for person in answer.persons] == [SANNE]
    assert times_asked(handler) == len(statuses) + 1


@pytest.mark.parametrize("status", [429, 500, 503])
def test_after_some_attempts_the_brp_counts_as_unavailable(serve: Serve, connect: Connect, status: int) -> None:
    handler = failing(forever=status)
    with pytest.raises(BrpUnavailable, match="Probeer het over een paar minuten opnieuw"):
        connect(serve(family(), handler=handler), attempts=3).ask(QUESTION, Purpose.IMPORT)
    assert times_asked(handler) == 3


@pytest.mark.parametrize("status", [400, 401, 403, 404, 406, 415, 302])
def test_a_refusal_is_not_tried_again(serve: Serve, connect: Connect, status: int) -> None:
    handler = failing(status, status)
    with pytest.raises(BrpRefused, match="functioneel beheerder") as refusal:
        connect(serve(family(), handler=handler)).ask(QUESTION, Purpose.IMPORT)
    assert refusal.value.status == status
    assert times_asked(handler) == 1


def test_a_wrong_key_says_whom_to_ask(serve: Serve, connect: Connect) -> None:
    brp = serve(family(), api_key="sleutel")
    with pytest.raises(BrpRefused, match="toegang") as refusal:
        connect(brp, api_key="andere").ask(QUESTION, Purpose.IMPORT)
    assert refusal.value.status == 403
    assert connect(brp, api_key="sleutel").ask(QUESTION, Purpose.IMPORT).persons


def test_a_refusal_names_the_parameters_but_no_values(serve: Serve, connect: Connect) -> None:
    refused = {"invalidParams": [{"name": "burgerservicenummer.3"}, {"name": SANNE}, {"reason": SANNE}]}
    client = connect(serve(family(), handler=_refusing(refused)))
    with pytest.raises(BrpRefused) as refusal:
        client.ask(QUESTION, Purpose.IMPORT)
    assert SANNE not in str(refusal.value)
    refused = {"invalidParams": [{"name": "burgerservicenummer.3"}, {"name": "onbekend"}]}
    with pytest.raises(BrpRefused, match=r"\(burgerservicenummer\)"):
        connect(serve(family(), handler=_refusing(refused))).ask(QUESTION, Purpose.IMPORT)


def _refusing(content: dict[str, Any]) -> Any:
    return type("Refusing", (failing(),), {"reply": lambda _self, _body: (400, content)})


def test_a_brp_that_does_not_answer_in_time_is_unavailable(serve: Serve, connect: Connect) -> None:
    handler = dumb()
    client = connect(serve(family(), handler=handler), timeout=0.05, attempts=2)
    with pytest.raises(BrpUnavailable):
        client.ask(QUESTION, Purpose.IMPORT)
    handler.release.set()


def test_a_connection_that_breaks_half_way_is_unavailable(serve: Serve, connect: Connect) -> None:
    with pytest.raises(BrpUnavailable):
        connect(serve(family(), handler=CutOff)).ask(QUESTION, Purpose.IMPORT)


def test_nobody_there_is_unavailable(connect: Connect) -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        with pytest.raises(BrpUnavailable):
            connect(f"http://127.0.0.1:{held.getsockname()[1]}").ask(QUESTION, Purpose.IMPORT)


def test_pauses_between_attempts_grow(serve: Serve, connect: Connect) -> None:
    seen: list[int] = []

    class Noting(wait_base):
        def __call__(self, retry_state: Any) -> float:
            seen.append(retry_state.attempt_number)
            return 0.0

    connect(serve(family(), handler=failing(500, 500, 500)), wait=Noting()).ask(QUESTION, Purpose.IMPORT)
    assert seen == [1, 2, 3]


def test_a_brp_that_keeps_failing_is_left_alone(serve: Serve, connect: Connect) -> None:
    handler = failing(forever=500)
    breaker = CircuitBreaker(fail_max=3, reset_timeout=3600)
    client = connect(serve(family(), handler=handler), attempts=2, breaker=breaker)
    for _time in range(5):
        with pytest.raises(BrpUnavailable):
            client.ask(QUESTION, Purpose.IMPORT)
    assert times_asked(handler) == 3


def test_a_brp_that_works_again_is_asked_again(serve: Serve, connect: Connect) -> None:
    breaker = CircuitBreaker(fail_max=2, reset_timeout=0)
    client = connect(serve(family(), handler=failing(500, 500)), attempts=2, breaker=breaker)
    with pytest.raises(BrpUnavailable):
        client.ask(QUESTION, Purpose.IMPORT)
    assert client.ask(QUESTION, Purpose.IMPORT).persons


def test_our_own_mistakes_do_not_count_as_failures_of_the_brp(serve: Serve, connect: Connect) -> None:
    breaker = CircuitBreaker(fail_max=2, reset_timeout=3600)
    client = connect(serve(family(), handler=failing(400, 400, 400, 400)), breaker=breaker)
    for _time in range(4):
        with pytest.raises(BrpRefused):
            client.ask(QUESTION, Purpose.IMPORT)
    assert client.ask(QUESTION, Purpose.IMPORT).persons


@pytest.mark.parametrize(
    ("content", "field"),
    [
        (b"", ""),
        (b"{", ""),
        (b"<html>storing</html>", ""),
        (b"\xff\xfe", ""),
        (b"[" * 100_000, ""),
        ([], ""),
        ("tekst", ""),
        (None, ""),
        ({"personen": []}, "type"),
        ({"type": "ZoekMetPostcodeEnHuisnummer", "personen": []}, "type"),
        ({"type": KIND}, "personen"),
        ({"type": KIND, "personen": {}}, "personen"),
    ],
)
def test_what_is_no_answer_is_refused_as_a_whole(serve: Serve, connect: Connect, content: object, field: str) -> None:
    with pytest.raises(BrpAnswerInvalid, match="Er is niets overgenomen") as problem:
        connect(serve(family(), handler=saying(content))).ask(QUESTION, Purpose.IMPORT)
    assert problem.value.field == field


def test_an_answer_that_cannot_be_unpacked_is_refused(serve: Serve, connect: Connect) -> None:
    packed = gzip.compress(b"{}")[:-6] + b"broken"
    handler = saying(packed, **{"Content-Encoding": "gzip"})
    with pytest.raises(BrpAnswerInvalid):
        connect(serve(family(), handler=handler)).ask(QUESTION, Purpose.IMPORT)


WRONG_PERSONS: list[tuple[object, str]] = [
    ("tekst", "personen.1"),
    ({"burgerservicenummer": 999990020}, "personen.1.burgerservicenummer"),
    ({"burgerservicenummer": "99999002"}, "personen.1.burgerservicenummer"),
    ({"naam": "Yılmaz"}, "personen.1.naam"),
    ({"naam": {"geslachtsnaam": "<script>"}}, "personen.1.naam.geslachtsnaam"),
    ({"naam": {"geslachtsnaam": "x" * 201}}, "personen.1.naam.geslachtsnaam"),
    ({"naam": {"voornamen": "Emre\x00"}}, "personen.1.naam.voornamen"),
    ({"naam": {"aanduidingNaamgebruik": {"code": "X"}}}, "personen.1.naam.aanduidingNaamgebruik.code"),
    ({"geboorte": {"datum": "1983"}}, "personen.1.geboorte.datum"),
    ({"geboorte": {"datum": {"type": "Datum", "datum": "1983-02-31"}}}, "personen.1.geboorte.datum"),
    ({"geheimhoudingPersoonsgegevens": "ja"}, "personen.1.geheimhoudingPersoonsgegevens"),
    ({"verblijfplaats": {"verblijfadres": {}}}, "personen.1.verblijfplaats.type"),
    ({"verblijfplaats": {"type": "Tent"}}, "personen.1.verblijfplaats.type"),
    (
        {"verblijfplaats": {"type": "Adres", "verblijfadres": {"huisnummer": 0}}},
        "personen.1.verblijfplaats.verblijfadres.huisnummer",
    ),
    ({"kinderen": {}}, "personen.1.kinderen"),
    ({"kinderen": [None]}, "personen.1.kinderen.0"),
    ({"ouders": [{"ouderAanduiding": "3"}]}, "personen.1.ouders.0.ouderAanduiding"),
    ({"gezag": [{"type": "Anders"}]}, "personen.1.gezag.0.type"),
    ({"gezag": [{"type": "Voogdij"}]}, "personen.1.gezag.0.minderjarige.burgerservicenummer"),
    ({"naam": {"inOnderzoek": {"voornamen": "ja"}}}, "personen.1.naam.inOnderzoek.voornamen"),
]


@pytest.mark.parametrize(("wrong", "field"), WRONG_PERSONS)
def test_one_wrong_person_is_left_out_with_the_reason_and_the_others_stay(
    serve: Serve, connect: Connect, wrong: object, field: str
) -> None:
    content = {"type": KIND, "personen": [{"burgerservicenummer": SANNE}, wrong, {"burgerservicenummer": EMRE}]}
    answer = connect(serve([], handler=saying(content))).ask(QUESTION, Purpose.IMPORT)
    assert [person.bsn for person in answer.persons] == [SANNE, EMRE]
    (rejection,) = answer.rejections
    assert rejection.problem.field == field


def test_a_rejection_says_whom_it_is_about_but_does_not_show_it(serve: Serve, connect: Connect) -> None:
    wrong = {"burgerservicenummer": EMRE, "naam": {"geslachtsnaam": "Yılmaz;"}}
    answer = connect(serve([], handler=saying({"type": KIND, "personen": [wrong]}))).ask(QUESTION, Purpose.IMPORT)
    (rejection,) = answer.rejections
    assert rejection.bsn == EMRE
    assert EMRE not in f"{rejection!r} {answer!r} {rejection.problem} {rejection.problem!r}"
    assert "Yılmaz" not in str(rejection.problem)


def test_no_failure_writes_a_number_to_the_log(
    serve: Serve, connect: Connect, caplog: pytest.LogCaptureFixture
) -> None:
    handlers = [failing(400), failing(forever=500), CutOff, saying(b"{"), saying({"type": KIND, "personen": [SANNE]})]
    with caplog.at_level(logging.DEBUG):
        for handler in handlers[:-1]:
            with pytest.raises(BrpError) as problem:
                connect(serve(family(), handler=handler), attempts=2).ask(QUESTION, Purpose.IMPORT)
            assert SANNE not in f"{problem.value} {problem.value!r} {problem.value.__cause__!r}"
        connect(serve([], handler=handlers[-1])).ask(QUESTION, Purpose.IMPORT)
    assert caplog.records
    assert not any(SANNE in record.getMessage() for record in caplog.records)
