"""What is typed about debts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework.models.debts import LARGEST_AMOUNT, OVER, ClaimStatus, DebtKind
from casework.trajectories.forms import CHOOSE, FROM_LIST, TOO_LONG, Day
from households.models import Person

OPEN_STATUSES = [(one.value, one.label) for one in ClaimStatus if one not in OVER]


class Euros(forms.IntegerField):
    """An amount in whole euros."""

    def __init__(self, **kwargs: Any) -> None:
        errors = {
            "required": _("Vul een bedrag in, in hele euro's."),
            "invalid": _("Vul een bedrag in hele euro's in, zonder punt of komma."),
            "min_value": _("Vul nul of meer in."),
            "max_value": _("Dit bedrag is te groot. Kijk of er een cijfer te veel staat."),
        }
        given: dict[str, Any] = {"min_value": 0, "max_value": LARGEST_AMOUNT, "error_messages": errors} | kwargs
        super().__init__(**given)


class AboutDebtForm(forms.Form):
    """Whose and what a debt is."""

    creditor = forms.CharField(
        label=_("Schuldeiser"),
        max_length=120,
        error_messages={"required": _("Vul in aan wie de schuld is."), "max_length": TOO_LONG},
    )
    kind = forms.ChoiceField(
        label=_("Soort schuld"),
        choices=[CHOOSE, *DebtKind.choices],
        error_messages={"required": _("Kies wat voor schuld het is."), "invalid_choice": FROM_LIST},
    )
    status = forms.ChoiceField(
        label=_("Stand van de vordering"), choices=OPEN_STATUSES, error_messages={"invalid_choice": FROM_LIST}
    )
    person = forms.ChoiceField(
        label=_("Van wie"),
        required=False,
        help_text=_("Leeg: van allen voor wie het traject is."),
        error_messages={"invalid_choice": FROM_LIST},
    )

    def __init__(self, people: Iterable[Person], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._people = {str(person.pk): person for person in people}
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("van allen")), *((key, str(person)) for key, person in self._people.items())]

    def clean_person(self) -> Person | None:
        """The person, or None."""
        return self._people.get(self.cleaned_data["person"])


class DebtForm(AboutDebtForm):
    """A new debt, with what is owed."""

    amount = Euros(label=_("Bedrag"), help_text=_("In hele euro's."))
    on = Day(label=_("Peildatum"), initial=timezone.localdate)


class BalanceForm(forms.Form):
    """What is owed on a day."""

    amount = Euros(label=_("Wat staat er open?"), help_text=_("In hele euro's. Nul als alles betaald is."))
    on = Day(label=_("Peildatum"), initial=timezone.localdate)
    is_written_off = forms.BooleanField(label=_("De schuldeiser scheldt de rest kwijt"), required=False)


class AvertForm(forms.Form):
    """That a threat is over."""

    on = Day(label=_("Afgewend op"), initial=timezone.localdate)


class SolutionForm(forms.Form):
    """What a solution rests on."""

    vtlb = Euros(
        label=_("Vrij te laten bedrag (vtlb) per maand"),
        required=False,
        help_text=_("Wat er overblijft om van te leven."),
    )
    monthly = Euros(label=_("Aflossing per maand"), required=False)
    starts_on = Day(label=_("Vanaf"))
    ends_on = Day(label=_("Tot en met"), required=False)
