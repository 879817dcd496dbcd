"""What is typed at the steps of a trajectory. What a step asks comes from the table of its workflow."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.forms import DAY_ERRORS
from casework.models import Decision, Trajectory
from casework.models.steps import GROUND_LENGTH
from casework.workflow import Answer, Ask, Step, Workflow
from casework.workflow.checking import LONGEST_LINE, LONGEST_TEXT, ON, OUTCOME, REASON, Deciding, Taking, complaints
from casework.workflow.parts import Known, proven
from households.models import Person

FROM_LIST = gettext_lazy("Kies een antwoord uit de lijst.")
TOO_LONG = gettext_lazy("Schrijf het korter op: ten hoogste %(limit_value)d tekens.")
CHOOSE = ("", gettext_lazy("kies"))
NOTHING_KNOWN: Mapping[str, Known] = MappingProxyType({})
DECIDES = ("kind", "ground", "sent_on", "starts_on", "ends_on")


class Day(forms.DateField):
    """A day."""

    def __init__(self, **kwargs: Any) -> None:
        errors = DAY_ERRORS | kwargs.pop("error_messages", {})
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=widget, error_messages=errors, **kwargs)


def field_of(step: Step, ask: Ask, known: Known | None = None) -> forms.Field:
    """The field for a question, filled in beforehand with what is known."""
    missing = {"required": ask.missing} if ask.missing else {}
    common: dict[str, Any] = {
        "label": ask.words,
        "initial": known.value if known else None,
        "required": not ask.is_optional and ask.only is None,
        "help_text": " ".join(filter(None, [str(ask.help), _condition(step, ask), known.words if known else ""])),
        "error_messages": missing,
    }
    errors = missing | {"max_length": TOO_LONG}
    match ask.kind:
        case Answer.DAY:
            return Day(**common)
        case Answer.YES:
            return forms.BooleanField(**common)
        case Answer.NUMBER:
            whole = missing | {"invalid": gettext_lazy("Vul een heel getal in, nul of meer.")}
            return forms.IntegerField(**common | {"error_messages": whole})
        case Answer.CHOICE:
            in_list = missing | {"invalid_choice": FROM_LIST}
            return forms.ChoiceField(choices=[CHOOSE, *ask.choices], **common | {"error_messages": in_list})
        case Answer.TEXT:
            area = forms.Textarea(attrs={"rows": 4})
            return forms.CharField(widget=area, max_length=LONGEST_TEXT, **common | {"error_messages": errors})
    return forms.CharField(max_length=LONGEST_LINE, **common | {"error_messages": errors})


def _condition(step: Step, ask: Ask) -> str:
    """When a question is meant at all, in words."""
    if ask.only is None:
        return ""
    choices = {
        key: str(words) for earlier in step.asks if earlier.key == ask.only.key for key, words in earlier.choices
    }
    return _("Alleen nodig bij: %s.") % ", ".join(choices[value] for value in ask.only.values if value in choices)


class StepForm(forms.Form):
    """A step: its day, its questions, and what comes with a decision or an ending."""

    number = forms.IntegerField(widget=forms.HiddenInput)
    on = Day(label=gettext_lazy("Op welke dag?"), initial=timezone.localdate)

    def __init__(
        self,
        step: Step,
        *args: Any,
        after: datetime.date | None = None,
        known: Mapping[str, Known] = NOTHING_KNOWN,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.step, self.after = step, after
        self.taking: Taking | None = None
        self._known = known
        not_asked = proven(step, known, on=datetime.date.max)
        self.shown = [(ask.words, known[ask.key].words) for ask in step.asks if ask.key in not_asked]
        for ask in step.asks:
            if ask.key not in not_asked:
                self.fields[ask.key] = field_of(step, ask, known.get(ask.key))
        if step.decides:
            self._add_decision(step)
        if step.ends_as:
            labels = dict(Trajectory.Outcome.choices)
            chosen = [(key, labels[key]) for key in step.ends_as]
            self.fields[OUTCOME] = forms.ChoiceField(
                label=gettext_lazy("Hoe eindigt het?"),
                choices=chosen if len(chosen) == 1 else [CHOOSE, *chosen],
                error_messages={"required": _("Kies hoe het traject eindigt."), "invalid_choice": FROM_LIST},
            )
        self.fields[REASON] = forms.CharField(
            label=gettext_lazy("Waarom?") if step.needs_reason else gettext_lazy("Toelichting"),
            max_length=LONGEST_LINE,
            required=step.needs_reason,
            error_messages={"required": gettext_lazy("Schrijf op waarom."), "max_length": TOO_LONG},
        )

    def _add_decision(self, step: Step) -> None:
        labels = dict(Decision.Kind.choices)
        chosen = [(key, labels[key]) for key in step.decides]
        self.fields["kind"] = forms.ChoiceField(
            label=gettext_lazy("Besluit"),
            choices=chosen if len(chosen) == 1 else [CHOOSE, *chosen],
            error_messages={"required": gettext_lazy("Kies welk besluit het is."), "invalid_choice": FROM_LIST},
        )
        self.fields["ground"] = forms.CharField(
            label=gettext_lazy("Waarop rust het besluit?"),
            widget=forms.Textarea(attrs={"rows": 4}),
            max_length=GROUND_LENGTH,
            error_messages={
                "required": gettext_lazy(
                    "Schrijf op waarop het besluit rust. Een beschikking zonder grond mag niet (Awb art. 3:46)."
                ),
                "max_length": TOO_LONG,
            },
        )
        self.fields["sent_on"] = Day(
            label=gettext_lazy("Verstuurd op"),
            required=False,
            help_text=gettext_lazy("De termijn voor bezwaar telt vanaf de dag erna. Leeg: op de dag van het besluit."),
        )
        if not step.ends_as:
            self.fields["starts_on"] = Day(label=gettext_lazy("Geldt vanaf"), required=False)
            self.fields["ends_on"] = Day(label=gettext_lazy("Geldt tot en met"), required=False)

    def clean(self) -> dict[str, Any]:
        """All that is wrong with the step at once, beside what it is about."""
        data = super().clean() or {}
        if data.get("on") is None or data.get("number") is None:
            return data
        self.taking = self._taking(data)
        wrong = complaints(self.step, self.taking, today=timezone.localdate(), after=self.after)
        self.complain({key: words for key, words in wrong.items() if key not in self.errors})
        return data

    def complain(self, wrong: dict[str, str]) -> None:
        """Put sentences beside the questions that they are about; what was done after the day of the step, there."""
        for key, words in wrong.items():
            if key not in self.fields and key in self._known:
                day = date_format(self._known[key].since, "j F Y")
                self.add_error(
                    ON, _("Dit gaat vooraf aan de stap en is gedaan op %s. Kies die dag of een latere.") % day
                )
                continue
            self.add_error(key if key in self.fields and key != "number" else None, words)

    def _taking(self, data: dict[str, Any]) -> Taking:
        decision = None
        if self.step.decides:
            given = {name: data.get(name) for name in DECIDES if name in self.fields}
            decision = Deciding(**given | {"kind": given["kind"] or "", "ground": given["ground"] or ""})
        return Taking(
            step=self.step.key,
            number=data["number"],
            on=data[ON],
            facts={ask.key: data.get(ask.key) for ask in self.step.asks} | proven(self.step, self._known, on=data[ON]),
            reason=data.get(REASON) or "",
            outcome=data.get(OUTCOME) or "",
            decision=decision,
        )


class DetailsForm(forms.Form):
    """For whom a trajectory is, and what for."""

    persons = forms.MultipleChoiceField(
        label=gettext_lazy("Voor wie?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Kies voor wie het traject is."),
            "invalid_choice": gettext_lazy("Kies mensen uit dit huishouden. Ververs de pagina en kies opnieuw."),
        },
    )
    subject = forms.CharField(
        label=gettext_lazy("Waar gaat het over?"),
        max_length=120,
        error_messages={
            "required": gettext_lazy("Schrijf in een paar woorden waar het over gaat."),
            "max_length": TOO_LONG,
        },
    )
    aim = forms.ChoiceField(label=gettext_lazy("Doel"), required=False, error_messages={"invalid_choice": FROM_LIST})
    goal = forms.CharField(
        label=gettext_lazy("Doel in eigen woorden van de inwoner"),
        max_length=300,
        required=False,
        error_messages={"max_length": TOO_LONG},
    )
    provider = forms.CharField(
        label=gettext_lazy("Aanbieder"), max_length=120, required=False, error_messages={"max_length": TOO_LONG}
    )

    def __init__(self, workflow: Workflow, people: Iterable[Person], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._people = {str(person.pk): person for person in people}
        persons, aim = self.fields["persons"], self.fields["aim"]
        assert isinstance(persons, forms.MultipleChoiceField)
        assert isinstance(aim, forms.ChoiceField)
        persons.choices = [(key, str(person)) for key, person in self._people.items()]
        aim.choices = [CHOOSE, *((one.value, one.label) for one in workflow.aims)]
        if not workflow.aims:
            del self.fields["aim"]

    def clean_persons(self) -> Sequence[Person]:
        """The people themselves."""
        return [self._people[key] for key in self.cleaned_data["persons"]]


class ObjectionForm(forms.Form):
    """An objection that came."""

    received_on = Day(label=gettext_lazy("Bezwaar ontvangen op"), initial=timezone.localdate)
    has_committee = forms.BooleanField(
        label=gettext_lazy("Een adviescommissie adviseert"),
        required=False,
        help_text=gettext_lazy("Dan is de termijn twaalf weken in plaats van zes (Awb art. 7:10)."),
    )


class ObjectionDecisionForm(forms.Form):
    """What was decided on an objection."""

    objection = forms.ChoiceField(
        label=gettext_lazy("Besluit op bezwaar"),
        choices=[CHOOSE, *Decision.Objection.choices],
        error_messages={"required": gettext_lazy("Kies wat er besloten is."), "invalid_choice": FROM_LIST},
    )
    ground = forms.CharField(
        label=gettext_lazy("Waarop rust het besluit?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=GROUND_LENGTH,
        error_messages={
            "required": gettext_lazy(
                "Schrijf op waarop het besluit rust. Een besluit zonder grond mag niet (Awb art. 7:12)."
            ),
            "max_length": TOO_LONG,
        },
    )
    decided_on = Day(label=gettext_lazy("Besloten op"), initial=timezone.localdate)
