"""What a privacy officer answers."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from privacy.models import ReviewItem


class JudgementForm(forms.Form):
    """A judgement with its words."""

    judgement = forms.ChoiceField(
        label=_("Wat is uw oordeel?"),
        choices=ReviewItem.Judgement,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Kies een oordeel."),
            "invalid_choice": _("Dit oordeel bestaat niet. Kies er een uit de lijst."),
        },
    )
    words = forms.CharField(
        label=_("Waarom?"),
        help_text=_("Dit blijft staan. Moet u eerst iets navragen, schrijf dan op wat en aan wie."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": _("Schrijf op waarom. Zonder uitleg telt een oordeel niet."),
            "max_length": _("Schrijf het korter op: ten hoogste %(limit_value)d tekens."),
        },
    )
