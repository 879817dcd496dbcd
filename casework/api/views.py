"""Resources of the interface. Every row comes from the loader, as on the screens."""

from __future__ import annotations

import uuid
from typing import Any

from django.urls import reverse
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from casework import services
from casework.api import fields, reading, words
from casework.page import Page, open_part
from casework.privacy import WRITE_NOTES
from casework.search import case_number, search, search_case
from households.models import Household
from households.search import NotUnderstood, parse
from privacy.access import read, scope
from privacy.api.views import Interface
from privacy.choices import Purpose
from privacy.models import AccessRecord

TAG = ["huishoudens"]
FETCHED = "household.fetched"
NOT_UNDERSTOOD = ErrorDetail("", "not_understood")


class Households(Interface):
    """One's own households."""

    query = fields.PageQuery

    @extend_schema(
        operation_id="huishoudensLezen",
        summary="Uw huishoudens",
        tags=TAG,
        parameters=[fields.PageQuery],
        responses=fields.HouseholdPage,
    )
    def get(self, request: Request) -> Response:
        """Households on which the user has a ground for a purpose of the token, by name."""
        rows = scope(Household, self.actor, Purpose.HELP).order_by("name", "pk")
        size = self.asked["paginaGrootte"]
        first = (self.asked["pagina"] - 1) * size
        found = read(self.private_request, rows[first : first + size], Purpose.HELP)
        self.stand_on_purpose()
        told = [reading.line_of(household) for household in found]
        return Response({**self.asked, "aantal": rows.count(), "resultaten": told})


class Search(Interface):
    """Searching is a POST: no name stands in an address."""

    @extend_schema(
        operation_id="huishoudensZoeken",
        summary="Zoek in uw huishoudens",
        tags=TAG,
        request=fields.SearchBody,
        responses=fields.Hits,
    )
    def post(self, request: Request) -> Response:
        """People in one's own households, as far as the token reaches."""
        typed = self.sent(fields.SearchBody)["zoekterm"]
        number = case_number(typed)
        answer = search_case(self.private_request, number) if number else self._find(typed)
        self.stand_on_purpose()
        return Response(reading.hits_of(answer))

    def _find(self, typed: str) -> Any:
        try:
            question = parse(typed, today=timezone.localdate())
        except NotUnderstood:
            raise ValidationError({"zoekterm": [NOT_UNDERSTOOD]}) from None
        if question.bsn:
            raise ValidationError({"zoekterm": [NOT_UNDERSTOOD]})
        return search(self.private_request, question, None)


class OfHousehold(Interface):
    """What belongs to one household; a 404 outside the scope of the token."""

    def open(self, pk: uuid.UUID) -> Page:
        """The household in the scope, with what the token reaches of it."""
        page = open_part(self.private_request, pk)
        page.request.reading.as_event(FETCHED, AccessRecord.Action.READ)
        return page


class HouseholdDetail(OfHousehold):
    """One household."""

    @extend_schema(
        operation_id="huishoudenLezen",
        summary="Een huishouden met zijn leden",
        tags=TAG,
        responses=fields.HouseholdDetail,
    )
    def get(self, request: Request, pk: uuid.UUID) -> Response:
        """Who belong to it today, and where they live."""
        return Response(reading.household_of(self.open(pk)))


class Domains(OfHousehold):
    """The four domains."""

    @extend_schema(
        operation_id="domeinenLezen",
        summary="De vier domeinen van een huishouden",
        tags=TAG,
        responses=fields.DomainTiles,
    )
    def get(self, request: Request, pk: uuid.UUID) -> Response:
        """Per domain the level, its ground, and the trajectories."""
        return Response({"resultaten": reading.domains_of(self.open(pk))})


class Timeline(OfHousehold):
    """The timeline."""

    query = fields.TimelineQuery

    @extend_schema(
        operation_id="tijdlijnLezen",
        summary="De tijdlijn van een huishouden",
        tags=TAG,
        parameters=[fields.TimelineQuery],
        responses=fields.Events,
    )
    def get(self, request: Request, pk: uuid.UUID) -> Response:
        """The newest 50 events in sight."""
        before = self.asked.get("voor", timezone.now())
        return Response(reading.events_of(self.open(pk), before=before, domain=self.asked.get("domein")))


class Notes(OfHousehold):
    """The notes."""

    query = fields.MomentQuery
    scopes = {"POST": WRITE_NOTES}

    @extend_schema(
        operation_id="notitiesLezen",
        summary="De notities van een huishouden",
        tags=TAG,
        parameters=[fields.MomentQuery],
        responses=fields.Notes,
    )
    def get(self, request: Request, pk: uuid.UUID) -> Response:
        """The newest 50 notes in sight."""
        return Response(reading.notes_of(self.open(pk), before=self.asked.get("voor", timezone.now())))

    @extend_schema(
        operation_id="notitieSchrijven",
        summary="Schrijf een notitie",
        tags=TAG,
        request=fields.NewNote,
        responses={201: fields.Note},
    )
    def post(self, request: Request, pk: uuid.UUID) -> Response:
        """Write a note, where the user works and the token reaches."""
        data = self.sent(fields.NewNote)
        page = self.open(pk)
        note = services.write_note(
            actor=self.actor,
            household_id=page.household.pk,
            text=data["tekst"],
            domain=words.STORED_DOMAINS[data["domein"]],
            visibility=words.STORED_READERS[data["lezers"]],
            is_special=data["bijzonder"],
            at=timezone.now(),
        )
        headers = {"Location": reverse("api:notes", args=[pk])}
        return Response(reading.note_of(note, note.text), status=status.HTTP_201_CREATED, headers=headers)
