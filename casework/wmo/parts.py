"""What is asked beside steps of the Wmo: what is applied for, and what a decision gives."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.models import Application, Provision, TrajectoryStep
from casework.services.wmo import add_provision
from casework.trajectories.forms import FROM_LIST, TOO_LONG
from casework.wmo.forms import budget_of_a_year, day_of_review
from privacy.acting import Actor


class ApplicationPart(forms.Form):
    """What is applied for."""

    asked = forms.CharField(
        label=_("Wat vraagt de inwoner?"), max_length=300, required=False, error_messages={"max_length": TOO_LONG}
    )

    def __init__(self, _trajectory: object, **kwargs: Any) -> None:
        super().__init__(**kwargs)


class ProvisionPart(forms.Form):
    """What a decision gives, where that is known at once."""

    kind = forms.ChoiceField(
        label=_("Welke voorziening?"),
        choices=[("", _("leg ik later vast")), *Provision.Kind.choices],
        required=False,
        error_messages={"invalid_choice": FROM_LIST},
    )
    provider = forms.CharField(
        label=_("Aanbieder van de voorziening"),
        max_length=120,
        required=False,
        help_text=_("Nodig bij zorg in natura."),
        error_messages={"max_length": TOO_LONG},
    )
    budget = budget_of_a_year()
    review_on = day_of_review()

    def __init__(self, _trajectory: object, **kwargs: Any) -> None:
        super().__init__(**kwargs)


class UrgentPart(ProvisionPart):
    """What is given with urgency: there the step does not ask how it is delivered."""

    delivery = forms.ChoiceField(
        label=_("Hoe wordt het geleverd?"),
        choices=Provision.Delivery.choices,
        required=False,
        initial=Provision.Delivery.IN_KIND,
        error_messages={"invalid_choice": FROM_LIST},
    )


def write_application(_actor: Actor, step: TrajectoryStep, form: ApplicationPart, _at: datetime.datetime) -> None:
    """Add to the application of a step what is asked."""
    application = Application.objects.get(step=step)
    application.asked = form.cleaned_data["asked"]
    application.save(update_fields=["asked"])


def write_provision(actor: Actor, step: TrajectoryStep, form: ProvisionPart, at: datetime.datetime) -> None:
    """Record what the decision of a step gives, for as long as the decision holds; nothing when that comes later."""
    given = form.cleaned_data
    if not given["kind"]:
        return
    decision = step.decision
    add_provision(
        actor=actor,
        trajectory=step.trajectory,
        decision=decision,
        at=at,
        kind=given["kind"],
        delivery=step.facts.get("delivered_as") or given.get("delivery") or Provision.Delivery.IN_KIND,
        provider=given["provider"],
        budget=given["budget"],
        starts_on=decision.starts_on or step.taken_on,
        ends_on=decision.ends_on,
        review_on=given["review_on"],
    )
