"""Asks the BRP, over Haal Centraal BRP Personen bevragen v2.7 (`POST /personen`).

Numbers travel in the body, never in an address. A question that fails for a passing reason is put again, with growing
and random pauses; a BRP that keeps failing is left alone for a while (circuit breaker), so that nobody waits for it in
vain. Log lines say what kind of question it was and how it went, not about whom.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import httpx
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext as _
from pybreaker import CircuitBreaker, CircuitBreakerError
from tenacity import RetryError, Retrying, retry_if_exception_type, stop_after_attempt, wait_random_exponential
from tenacity.wait import wait_base

from households.brp import patterns
from households.brp.confidential import Confidential
from households.brp.errors import BrpAnswerInvalid, BrpRefused, BrpUnavailable
from households.brp.fields import FIELDS, Purpose
from households.brp.parsing import Rejection, parse_answer
from households.brp.persons import Person
from households.brp.questions import ByBsn, Question
from privacy import operation

logger = logging.getLogger(__name__)

KEY_HEADER = "X-API-KEY"
ATTEMPTS = 4
TIMEOUT_SECONDS = 10.0
FAILURES_BEFORE_PAUSE = 8
PAUSE_SECONDS = 60
_PARAMETERS = {
    "type",
    "fields",
    "burgerservicenummer",
    "geslachtsnaam",
    "voornamen",
    "voorvoegsel",
    "geboortedatum",
} | {
    *("gemeenteVanInschrijving", "postcode", "straat", "huisnummer", "huisletter", "huisnummertoevoeging"),
    *("nummeraanduidingIdentificatie", "adresseerbaarObjectIdentificatie", "inclusiefOverledenPersonen"),
}
_TOO_MANY = 429
_SERVER_ERROR = 500


class _PassingFailure(Exception):
    """No connection, no answer in time, too many questions, or the server's own fault: trying again may help."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class BrpAnswer(Confidential):
    """What a question gave: persons, and those who were left out because their data break the specification."""

    persons: tuple[Person, ...] = ()
    rejections: tuple[Rejection, ...] = ()


class BrpClient:
    """A connection with the BRP; use it in a `with` block, or `close()` it. Safe to share between threads.

    `wait` and `breaker` are there for tests and for settings of the place: how long between attempts, and when to stop.
    """

    def __init__(
        self,
        base_url: str,
        *,
        api_key: str = "",
        timeout: float = TIMEOUT_SECONDS,
        attempts: int = ATTEMPTS,
        wait: wait_base | None = None,
        breaker: CircuitBreaker | None = None,
    ) -> None:
        if not base_url.startswith(("http://", "https://")):
            raise ImproperlyConfigured(_("Stel het adres van de BRP in (BRP_URL), beginnend met https://."))
        headers = {"Accept": "application/json"} | ({KEY_HEADER: api_key} if api_key else {})
        self._http = httpx.Client(base_url=base_url, headers=headers, timeout=timeout, trust_env=False)
        self._attempts = attempts
        self._wait = wait or wait_random_exponential(multiplier=0.5, max=10)
        self._breaker = breaker or CircuitBreaker(fail_max=FAILURES_BEFORE_PAUSE, reset_timeout=PAUSE_SECONDS)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the connections back."""
        self._http.close()

    def ask(self, question: Question, purpose: Purpose) -> BrpAnswer:
        """The answer to one question, with the fields of this purpose.

        Raises `BrpUnavailable`, `BrpRefused` or `BrpAnswerInvalid`, each with a sentence for the user; and `ValueError`
        for a purpose that needs more than a search gives.
        """
        if question.is_search and purpose is not Purpose.IDENTIFY:
            raise ValueError("a search gives no more than it takes to identify somebody")
        body = {"type": question.kind, "fields": list(FIELDS[purpose]), **question.body()}
        content = self._content(self._post(body))
        persons, rejections = parse_answer(content, question.kind)
        logger.info("BRP %s for %s: %d persons, %d left out", question.kind, purpose, len(persons), len(rejections))
        return BrpAnswer(persons=tuple(persons), rejections=tuple(rejections))

    def fetch(self, bsns: Iterable[str], purpose: Purpose) -> Iterator[BrpAnswer]:
        """Everybody with these numbers, twenty at a time, as answers come in; each number is asked once."""
        for chunk in _chunks(dict.fromkeys(bsns), patterns.MOST_NUMBERS):
            yield self.ask(ByBsn(bsns=chunk), purpose)

    def _post(self, body: dict[str, Any]) -> httpx.Response:
        attempts = Retrying(
            retry=retry_if_exception_type(_PassingFailure),
            stop=stop_after_attempt(self._attempts),
            wait=self._wait,
        )
        try:
            return attempts(self._attempt, body)
        except (RetryError, CircuitBreakerError):
            logger.warning("BRP %s: unavailable", body["type"])
            raise BrpUnavailable from None

    def _attempt(self, body: dict[str, Any]) -> httpx.Response:
        with self._breaker.calling():
            try:
                response = self._http.post("/personen", json=body, headers=self._trace())
            except httpx.DecodingError:
                raise BrpAnswerInvalid("", _("niet te ontcijferen")) from None
            except httpx.RequestError as error:
                logger.info("BRP %s: %s", body["type"], type(error).__name__)
                raise _PassingFailure from None
            if response.status_code == _TOO_MANY or response.status_code >= _SERVER_ERROR:
                logger.info("BRP %s: status %d", body["type"], response.status_code)
                raise _PassingFailure
        return response

    def _trace(self) -> dict[str, str]:
        """The trace of the work that asks, so that lines in both logbooks can be put together (W3C Trace Context)."""
        working = operation.current() or operation.Operation()
        working.processor = str(self._http.base_url)
        return {"traceparent": working.traceparent()}

    def _content(self, response: httpx.Response) -> object:
        if response.status_code != httpx.codes.OK:
            logger.warning("BRP: refused with status %d", response.status_code)
            raise BrpRefused(response.status_code, _wrong_parameters(response))
        try:
            return response.json()
        except (ValueError, RecursionError):
            raise BrpAnswerInvalid("", _("geen leesbare JSON")) from None


def _chunks(bsns: Iterable[str], size: int) -> Iterator[tuple[str, ...]]:
    numbers = list(bsns)
    for start in range(0, len(numbers), size):
        yield tuple(numbers[start : start + size])


def _wrong_parameters(response: httpx.Response) -> list[str]:
    """The names of the parameters that a refusal complains about; whatever else it says stays out of our messages."""
    try:
        params = response.json()["invalidParams"]
        names = [str(param["name"]).partition(".")[0].partition("[")[0] for param in params]
    except (ValueError, KeyError, TypeError, RecursionError):
        return []
    return [name for name in dict.fromkeys(names) if name in _PARAMETERS]
