"""What is typed about support under the Wmo 2015."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from casework.debts.forms import Euros
from casework.models import Decision, Inquiry, Offer, Provision
from casework.models.wmo import LARGEST_BUDGET, SUBJECT_LENGTH, SUBJECTS
from casework.trajectories.forms import CHOOSE, FROM_LIST, TOO_LONG, Day
from privacy.wording import words_of_field


def budget_of_a_year() -> forms.Field:
    """The amount of a pgb."""
    help_text = _("In hele euro's. Alleen bij een pgb.")
    label = _("Bedrag van het pgb per jaar")
    return Euros(label=label, required=False, max_value=LARGEST_BUDGET, help_text=help_text)


def day_of_review() -> forms.Field:
    """The day to look at a provision again."""
    return Day(label=_("Opnieuw bekijken op"), required=False, help_text=_("Dan staat het op de werklijst."))


class OfferForm(forms.Form):
    """That something was offered."""

    what = forms.ChoiceField(
        label=_("Wat is er aangeboden?"),
        choices=[CHOOSE, *Offer.What.choices],
        error_messages={"required": _("Kies wat er is aangeboden."), "invalid_choice": FROM_LIST},
    )
    how = forms.ChoiceField(
        label=_("Hoe?"),
        choices=[CHOOSE, *Offer.How.choices],
        error_messages={"required": _("Kies hoe het is aangeboden."), "invalid_choice": FROM_LIST},
    )
    offered_on = Day(label=_("Op welke dag?"), initial=timezone.localdate)


class InquiryForm(forms.Form):
    """What the inquiry found, by subject. Nothing is obligatory."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        letters = {name: letter for letter, name in SUBJECTS.items()}
        for name in (*SUBJECTS.values(), "report"):
            words = words_of_field(Inquiry, name)
            article = _("Wmo 2015 art. 2.3.2 lid 4 %s") % letters[name] if name in letters else ""
            self.fields[name] = forms.CharField(
                label=words[:1].upper() + words[1:],
                widget=forms.Textarea(attrs={"rows": 3}),
                max_length=SUBJECT_LENGTH,
                required=False,
                help_text=article,
                error_messages={"max_length": TOO_LONG},
            )

    def clean(self) -> dict[str, Any]:
        """As the service wants it: the texts together."""
        data = super().clean() or {}
        seen = data.pop("seen", "")
        return {"texts": data, "seen": seen}


class ProvisionForm(forms.Form):
    """What a decision gives."""

    decision = forms.ChoiceField(
        label=_("Volgens welke beschikking?"),
        error_messages={"required": _("Kies de beschikking waar de voorziening op rust."), "invalid_choice": FROM_LIST},
    )
    kind = forms.ChoiceField(
        label=_("Welke voorziening?"),
        choices=[CHOOSE, *Provision.Kind.choices],
        error_messages={"required": _("Kies welke voorziening het is."), "invalid_choice": FROM_LIST},
    )
    delivery = forms.ChoiceField(
        label=_("Hoe wordt het geleverd?"),
        choices=[CHOOSE, *Provision.Delivery.choices],
        error_messages={"required": _("Kies zorg in natura of pgb."), "invalid_choice": FROM_LIST},
    )
    provider = forms.CharField(
        label=_("Aanbieder"),
        max_length=120,
        required=False,
        help_text=_("Nodig bij zorg in natura."),
        error_messages={"max_length": TOO_LONG},
    )
    budget = budget_of_a_year()
    starts_on = Day(label=_("Vanaf"), initial=timezone.localdate)
    ends_on = Day(label=_("Tot en met"), required=False, help_text=_("Nodig bij een tijdelijke voorziening met spoed."))
    review_on = day_of_review()

    def __init__(self, decisions: Sequence[Decision], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._decisions = {str(one.pk): one for one in decisions}
        field = self.fields["decision"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (key, f"{one.get_kind_display()}, {date_format(one.decided_on, 'j F Y')}")
            for key, one in self._decisions.items()
        ]

    def clean_decision(self) -> Decision:
        """The decision itself."""
        return self._decisions[self.cleaned_data["decision"]]


class ChangeProvisionForm(ProvisionForm):
    """A correction of a provision; the decision stays."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__((), *args, **kwargs)
        del self.fields["decision"]


class StopForm(forms.Form):
    """The end of a provision before its time."""

    ends_on = Day(label=_("Tot en met"), initial=timezone.localdate)
    reason = forms.CharField(
        label=_("Waarom stopt het?"),
        max_length=300,
        error_messages={"required": _("Schrijf op waarom de voorziening stopt."), "max_length": TOO_LONG},
    )
