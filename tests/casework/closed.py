"""A closed compartment of the tests: Tess opened it about Deniz, with Joris; Fatima knows of nothing."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Field, Model

from casework.models import Compartment, MeldcodeRound, Term
from casework.services import add_compartment_member, open_compartment
from households.models import Household
from privacy.access import registered_models
from privacy.acting import acting
from privacy.choices import Domain
from tests.people import Town

SECRET = "blauwe plekken"


def in_compartments() -> list[type[Model]]:
    """All models with rows that may be in a compartment."""
    return [model for model in registered_models() if compartment_of(model) is not None]


def compartment_of(model: type[Model]) -> Field[Any, Any] | None:
    return next(
        (
            field
            for field in model._meta.concrete_fields
            if field.related_model is Compartment and field.name == "compartment"
        ),
        None,
    )


def make_compartment(town: Town, *others: str, who: str = "Tess", domain: Domain | str = Domain.YOUTH) -> Compartment:
    actor = town.actor(who)
    with acting(actor):
        compartment = open_compartment(
            actor=actor,
            household_id=town.de_vries.pk,
            kind=Compartment.Kind.MELDCODE,
            domain=domain,
            reason="signalen van school",
            at=town.now,
        )
        for name in others:
            add_compartment_member(
                actor=actor, compartment=compartment, user=town.user(name), reason="kent het gezin", at=town.now
            )
    return compartment


def remove(town: Town, compartment: Compartment, name: str) -> None:
    """Without the service, for tests of what is seen afterwards."""
    member = compartment.members.get(user=town.user(name), removed_at=None)
    with acting(town.actor("Tess")):
        member.removed_at, member.removed_by, member.removal_reason = town.now, town.user("Tess"), "klaar"
        member.save()


def make_row(model: type[Model], town: Town, compartment: Compartment | None, household: Household) -> Model:
    """A row of any model, with something in every field that wants it: a new model is covered without a word."""
    row = model()
    for field in model._meta.concrete_fields:
        if field.name == "compartment":
            setattr(row, field.name, compartment)
        elif not field.primary_key and not field.has_default() and (not field.null or field.name == "domain"):
            setattr(row, field.name, _value(field, town, household))
    row.save()
    return row


def _other(name: str, town: Town, household: Household) -> Model:
    """What a row hangs on that the town does not have: the meldcode, a term of law."""
    if name == "Term":
        return Term.objects.earliest("key")
    compartment = Compartment.objects.earliest("opened_at")
    return make_row(MeldcodeRound, town, compartment, household)


def _value(field: Field[Any, Any], town: Town, household: Household) -> Any:
    if field.related_model is not None:
        related = {"Household": household, "User": town.user("Tess"), "Person": town.person("Deniz"), "Case": town.case}
        name: str = field.related_model.__name__  # type: ignore[union-attr]
        return related[name] if name in related else _other(name, town, household)
    if field.name == "domain":
        return Domain.YOUTH
    if field.name == "state":  # as it begins: what ended asks for more
        return next(value for value, _label in field.flatchoices)
    if field.name == "drop_reason":
        return ""
    if field.choices:
        return next(value for value, _label in reversed(list(field.flatchoices)) if value)
    kinds = {
        "CharField": SECRET,
        "TextField": SECRET,
        "DateField": datetime.date(2026, 12, 1),
        "DateTimeField": town.now,
    }
    return kinds[field.get_internal_type()]
