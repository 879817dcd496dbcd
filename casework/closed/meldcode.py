"""The meldcode on the page of its compartment, and what is typed at its steps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework.closed.forms import TOO_LONG, Reason
from casework.models import Compartment, MeldcodeRound, MeldcodeStep
from casework.models.meldcode import FINDING_LENGTH, QUESTIONS
from casework.services.meldcode import Recording
from casework.trajectories.forms import CHOOSE, FROM_LIST, Day
from privacy.access import read, scope
from privacy.choices import Purpose
from privacy.reading import PrivateRequest

Number = MeldcodeStep.Number
ASKED = {
    "is_suspected": _("1. Is er een vermoeden van huiselijk geweld of kindermishandeling?"),
    "is_unsafe": _("2. Is er acute of structurele onveiligheid?"),
    "can_help": _("3. Kunnen wij passende hulp geven of regelen?"),
    "is_accepted": _("4. Aanvaarden de betrokkenen die hulp, en zetten zij zich in?"),
    "helps_in_time": _("5. Leidt de hulp op tijd tot genoeg veiligheid?"),
}
FOLLOWS = {
    "is_suspected": _("Nee: sluit af en leg dat vast."),
    "is_unsafe": _("Ja: meld bij Veilig Thuis. Direct gevaar? Bel 112."),
    "can_help": _("Nee: meld bij Veilig Thuis."),
    "is_accepted": _("Nee: meld bij Veilig Thuis."),
    "helps_in_time": _("Nee: meld (opnieuw) bij Veilig Thuis. Ja: organiseer de hulp."),
}
HELP = {
    Number.SIGNALS: _("Schrijf op wat u zag en hoorde. Houd feiten en vermoedens uit elkaar."),
    Number.CONSULT: _("Met wie overlegde u, en wat kwam eruit? Bij Veilig Thuis kan advies zonder naam."),
    Number.TALK: _("Met wie sprak u, en wat zeiden zij?"),
    Number.WEIGH: _("Licht uw antwoorden toe."),
    Number.DECIDE: _("Schrijf het besluit op, en wat er nu gebeurt."),
}


class MeldcodeStepForm(forms.Form):
    """One of the five steps."""

    entry = forms.IntegerField(widget=forms.HiddenInput)
    done_on = Day(label=_("Op welke dag?"), initial=timezone.localdate)
    text = forms.CharField(
        label=_("Wat is er gedaan of gevonden?"),
        required=False,
        max_length=FINDING_LENGTH,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"max_length": TOO_LONG},
    )
    is_skipped = forms.BooleanField(label=_("Deze stap overslaan"), required=False)
    reason = Reason(_("Waarom overslaan?"), "", required=False)

    def __init__(self, number: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.number = number
        self.fields["text"].help_text = HELP[Number(number)]
        if number == Number.WEIGH:
            self._add_questions()
        if number == Number.DECIDE:
            self._add_decision()

    def _add_questions(self) -> None:
        for name in QUESTIONS:
            self.fields[name] = forms.TypedChoiceField(
                label=ASKED[name],
                help_text=FOLLOWS[name],
                required=False,
                choices=[CHOOSE, ("yes", _("ja")), ("no", _("nee"))],
                coerce=lambda value: value == "yes",
                empty_value=None,
                error_messages={"invalid_choice": FROM_LIST},
            )
        self.order_fields(["entry", "done_on", *QUESTIONS, "text", "is_skipped", "reason"])

    def _add_decision(self) -> None:
        del self.fields["is_skipped"]
        self.fields["reason"].label = _("Waarom anders dan uit de weging volgt?")
        self.fields["decision"] = forms.ChoiceField(
            label=_("Wat is besloten?"),
            choices=[CHOOSE, *MeldcodeStep.Decision.choices],
            error_messages={"required": _("Kies wat er is besloten."), "invalid_choice": FROM_LIST},
        )
        self.order_fields(["entry", "done_on", "decision", "text", "reason"])

    def clean(self) -> dict[str, Any]:
        """All of it as one thing to record."""
        data = super().clean() or {}
        if self.errors:
            return data
        answers = {name: data.pop(name, None) for name in QUESTIONS}
        return {"recording": Recording(number=self.number, answers=answers, **data)}


class RestartForm(forms.Form):
    """Why the five steps begin anew."""

    started_on = Day(label=_("Vanaf welke dag?"), initial=timezone.localdate)
    reason = Reason(_("Waarom begint de meldcode opnieuw?"), _("Schrijf op waarom de meldcode opnieuw begint."))


def rounds_of(request: PrivateRequest, compartment: Compartment) -> list[dict[str, Any]]:
    """The rounds with the standing of their five steps, the newest first; two queries."""
    here = scope(MeldcodeRound, request.actor, Purpose.HELP).filter(compartment=compartment)
    rounds = read(request, here.select_related("started_by").order_by("-number"), Purpose.HELP)
    rows = scope(MeldcodeStep, request.actor, Purpose.HELP).filter(compartment=compartment)
    steps = read(request, rows.select_related("author").order_by("entry"), Purpose.HELP)
    return [{"round": one, "steps": standing([step for step in steps if step.round_id == one.pk])} for one in rounds]


def standing(entries: Sequence[MeldcodeStep]) -> list[dict[str, Any]]:
    """The five steps: what was recorded for each, and whether it is its turn."""
    recorded = {step.number for step in entries}
    return [
        {
            "number": number.value,
            "words": number.label,
            "entries": [step for step in entries if step.number == number],
            "may_record": all(earlier in recorded for earlier in range(1, number)),
            "is_next": number not in recorded and all(earlier in recorded for earlier in range(1, number)),
        }
        for number in Number
    ]


def meldcode_of(request: PrivateRequest, compartment: Compartment) -> dict[str, Any]:
    """The block of the meldcode on the page of a compartment; nothing for another kind."""
    if compartment.kind != Compartment.Kind.MELDCODE:
        return {}
    rounds = rounds_of(request, compartment)
    is_open = compartment.closed_at is None
    current = rounds[0] if rounds and rounds[0]["round"].ended_on is None else None
    begins = is_open and not rounds
    return {
        "meldcode": {
            "rounds": rounds or [{"round": None, "steps": standing([])}],
            "may_record": is_open and (current is not None or begins),
            "may_restart": is_open and bool(rounds),
        }
    }
