"""Why something is taken out, and what a colleague answers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from privacy.exports.kinds import Kind
from privacy.models import ExportRequest

WORDS_LENGTH = 300


class WhyForm(forms.Form):
    """The reason: one of a few kinds, and in one's own words."""

    reason = forms.ChoiceField(
        label=_("Waarvoor is dit nodig?"),
        choices=[("", _("kies een reden")), *ExportRequest.Reason.choices],
        error_messages={"required": _("Kies een reden."), "invalid_choice": _("Kies een reden uit de lijst.")},
    )
    words = forms.CharField(
        label=_("Toelichting"),
        max_length=WORDS_LENGTH,
        help_text=_("Dit komt in het logboek te staan. Noem geen namen van inwoners."),
        error_messages={
            "required": _("Schrijf in een paar woorden waarom."),
            "max_length": _("Schrijf het korter op: ten hoogste %(limit_value)d tekens."),
        },
    )

    def as_request(self, kind: Kind, **about: Any) -> ExportRequest:
        """What a valid form asks, not stored yet. `about` are the household, the person and the parameters."""
        data = self.cleaned_data
        return ExportRequest(kind=kind.key, reason=data["reason"], words=data["words"], **about)


class DecisionForm(forms.Form):
    """A colleague's answer; a refusal says why."""

    decision = forms.ChoiceField(
        choices=ExportRequest.Decision.choices,
        widget=forms.HiddenInput,
        error_messages={
            "required": _("Kies of u de aanvraag goedkeurt."),
            "invalid_choice": _("Kies of u de aanvraag goedkeurt."),
        },
    )
    answer = forms.CharField(
        label=_("Toelichting"),
        max_length=WORDS_LENGTH,
        required=False,
        help_text=_("Bij afwijzen verplicht: wie het vroeg, leest dit."),
        error_messages={"max_length": _("Schrijf het korter op: ten hoogste %(limit_value)d tekens.")},
    )

    def clean(self) -> dict[str, Any]:
        """Whoever refuses says why."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("decision") == ExportRequest.Decision.REFUSED and not cleaned.get("answer"):
            self.add_error("answer", _("Schrijf op waarom u de aanvraag afwijst."))
        return cleaned
