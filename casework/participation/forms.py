"""What is typed about participation beside the questions of its steps."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework.models import Exemption, SchemeAnswer, Trajectory
from casework.trajectories.forms import CHOOSE, FROM_LIST, TOO_LONG, Day
from households.models import Person


class SchemeAnswerForm(forms.Form):
    """What somebody said about a scheme."""

    asked_on = Day(label=_("Gevraagd op"), initial=timezone.localdate)
    answer = forms.ChoiceField(
        label=_("Wat is het antwoord?"),
        choices=[CHOOSE, *SchemeAnswer.Answer.choices],
        error_messages={"required": _("Kies wat het antwoord is."), "invalid_choice": FROM_LIST},
    )
    note = forms.CharField(
        label=_("Toelichting"), required=False, max_length=300, error_messages={"max_length": TOO_LONG}
    )


class ExemptionForm(forms.Form):
    """For whom duties do not hold, which ones, and why."""

    person = forms.ModelChoiceField(
        label=_("Voor wie?"),
        queryset=Person.objects.none(),
        error_messages={
            "required": _("Kies voor wie de ontheffing is."),
            "invalid_choice": _("Kies iemand voor wie dit traject is."),
        },
    )
    ground = forms.ChoiceField(
        label=_("Op welke grond?"),
        choices=[CHOOSE, *Exemption.Ground.choices],
        error_messages={"required": _("Kies op welke grond."), "invalid_choice": FROM_LIST},
    )
    duties = forms.CharField(
        label=_("Waarvan is iemand ontheven?"),
        max_length=300,
        help_text=_("Bijvoorbeeld: solliciteren, of alle arbeidsverplichtingen."),
        error_messages={"required": _("Schrijf op waarvan iemand ontheven is."), "max_length": TOO_LONG},
    )

    def __init__(self, trajectory: Trajectory, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = trajectory.persons.all()
