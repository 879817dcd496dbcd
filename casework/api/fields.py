"""What the interface takes and answers, as the OpenAPI document shows it. Names are those of the interface: Dutch, in
camelCase as the API Design Rules ask (hence the silenced N815).
"""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from casework.api import words
from casework.models.journal import NOTE_LENGTH
from households.search import MAX_LENGTH
from privacy.api.schema import Page
from privacy.api.views import Strict

MOST_PAGES, LARGEST_PAGE, USUAL_PAGE = 10_000, 100, 25
DOMAINS = list(words.DOMAINS.values())
WITH_COORDINATION = [words.HOUSEHOLD, *DOMAINS]


class PageQuery(Strict):
    """Which part of a list."""

    pagina = serializers.IntegerField(min_value=1, max_value=MOST_PAGES, default=1)
    paginaGrootte = serializers.IntegerField(min_value=1, max_value=LARGEST_PAGE, default=USUAL_PAGE)  # noqa: N815


class MomentQuery(Strict):
    """What is older than a moment."""

    voor = serializers.DateTimeField(required=False, help_text="Alleen wat ouder is dan dit moment.")


class TimelineQuery(MomentQuery):
    """The same, of one domain."""

    domein = serializers.ChoiceField(choices=DOMAINS, required=False)


@extend_schema_serializer(component_name="Zoekvraag")
class SearchBody(Strict):
    """Whom one looks for."""

    zoekterm = serializers.CharField(
        max_length=MAX_LENGTH, help_text="Naam, geboortedatum, postcode en huisnummer, of dossiernummer. Geen bsn."
    )


@extend_schema_serializer(component_name="NieuweNotitie")
class NewNote(Strict):
    """A note to be written."""

    tekst = serializers.CharField(max_length=NOTE_LENGTH)
    domein = serializers.ChoiceField(choices=WITH_COORDINATION, default=words.HOUSEHOLD)
    lezers = serializers.ChoiceField(choices=list(words.READERS.values()), default="domein")
    bijzonder = serializers.BooleanField(default=False, help_text="Of er gezondheids- of strafgegevens in staan.")


@extend_schema_serializer(component_name="Notitie")
class Note(serializers.Serializer[Any]):
    """A note in sight of the token."""

    id = serializers.UUIDField()
    tekst = serializers.CharField(allow_blank=True, help_text="Leeg als u gezondheidsgegevens niet mag lezen.")
    domein = serializers.ChoiceField(choices=WITH_COORDINATION)
    lezers = serializers.ChoiceField(choices=list(words.READERS.values()))
    bijzonder = serializers.BooleanField(help_text="Of er gezondheids- of strafgegevens in staan.")
    geschrevenOp = serializers.DateTimeField()  # noqa: N815
    geschrevenDoor = serializers.CharField()  # noqa: N815


@extend_schema_serializer(component_name="Notities")
class Notes(serializers.Serializer[Any]):
    """The newest notes."""

    resultaten = Note(many=True)
    isMeer = serializers.BooleanField(help_text="Of er oudere zijn; vraag die met `voor`.")  # noqa: N815


@extend_schema_serializer(component_name="HuishoudenKort")
class HouseholdLine(serializers.Serializer[Any]):
    """A household in a list."""

    id = serializers.UUIDField()
    naam = serializers.CharField()


@extend_schema_serializer(component_name="Huishoudens")
class HouseholdPage(Page):
    """Some of one's own households."""

    resultaten = HouseholdLine(many=True)


@extend_schema_serializer(component_name="Lid")
class Member(serializers.Serializer[Any]):
    """A member of the household today."""

    id = serializers.UUIDField()
    naam = serializers.CharField()
    geboren = serializers.CharField(allow_blank=True, help_text="Zo ver bekend: JJJJ-MM-DD, JJJJ-MM, JJJJ, of leeg.")
    waarom = serializers.ChoiceField(choices=list(words.REASONS.values()))
    woontHier = serializers.BooleanField()  # noqa: N815


@extend_schema_serializer(component_name="Huishouden")
class HouseholdDetail(HouseholdLine):
    """A household with its members."""

    adres = serializers.CharField(allow_blank=True, help_text="Op één regel; bij een geheim adres staat dat er.")
    leden = Member(many=True)


@extend_schema_serializer(component_name="Traject")
class TrajectoryLine(serializers.Serializer[Any]):
    """That a trajectory runs; what it is about from level *wat* on."""

    id = serializers.UUIDField()
    begonnenOp = serializers.DateField()  # noqa: N815
    geeindigdOp = serializers.DateField(allow_null=True)  # noqa: N815
    leden = serializers.ListField(child=serializers.UUIDField())
    onderwerp = serializers.CharField(required=False)
    stand = serializers.ChoiceField(choices=list(words.STATES.values()), required=False)
    aanbieder = serializers.CharField(required=False, allow_blank=True)


@extend_schema_serializer(component_name="Domein")
class DomainTile(serializers.Serializer[Any]):
    """One domain, as far as the token reaches."""

    domein = serializers.ChoiceField(choices=DOMAINS)
    niveau = serializers.ChoiceField(choices=[words.NONE, *words.LEVELS.values()])
    grond = serializers.CharField(allow_blank=True)
    trajecten = TrajectoryLine(many=True)


@extend_schema_serializer(component_name="Domeinen")
class DomainTiles(serializers.Serializer[Any]):
    """The four domains."""

    resultaten = DomainTile(many=True)


@extend_schema_serializer(component_name="Gebeurtenis")
class Event(serializers.Serializer[Any]):
    """Something that happened."""

    id = serializers.UUIDField()
    moment = serializers.DateTimeField()
    soort = serializers.ChoiceField(choices=list(words.KINDS.values()))
    domein = serializers.ChoiceField(choices=WITH_COORDINATION)
    zin = serializers.CharField()


@extend_schema_serializer(component_name="Tijdlijn")
class Events(serializers.Serializer[Any]):
    """The newest events."""

    resultaten = Event(many=True)
    isMeer = serializers.BooleanField(help_text="Of er oudere zijn; vraag die met `voor`.")  # noqa: N815


@extend_schema_serializer(component_name="Gevonden")
class Hit(serializers.Serializer[Any]):
    """Somebody who was found, with the least that tells people apart."""

    naam = serializers.CharField()
    geboren = serializers.CharField(allow_blank=True)
    huishoudens = HouseholdLine(many=True)


@extend_schema_serializer(component_name="Zoekresultaat")
class Hits(serializers.Serializer[Any]):
    """What was found in one's own households."""

    resultaten = Hit(many=True)
    isMeer = serializers.BooleanField(help_text="Of er meer zijn; zoek dan preciezer.")  # noqa: N815
