"""What is typed about jeugdhulp beside the questions of its steps."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.models import Trajectory, YouthAllocation, YouthConsent
from casework.services.sharing.routes import custodies_over, needs_of
from casework.services.youth import Said
from casework.trajectories.forms import CHOOSE, FROM_LIST, TOO_LONG, Day
from casework.youth import codes
from casework.youth.rules import ALONE, OWN_SAY
from households.consent import Giver, Need
from households.models import Person

Capacity, Ground = YouthConsent.Capacity, YouthConsent.Ground
ALLOWED = (("yes", gettext_lazy("stemt in")), ("no", gettext_lazy("stemt niet in, of is niet gevraagd")))
FROM_OWN_SAY = (Ground.INCOMPETENT,)
BELOW_ALONE = (Ground.SERIOUS_HARM, Ground.PERSISTS)
CAPACITIES = {"self": Capacity.SELF, "holder": Capacity.HOLDER, "curator": Capacity.REPRESENTATIVE}


class ConsentForm(forms.Form):
    """Who consented, for every young person of a trajectory: all that the law asks, or an exception of the law."""

    def __init__(self, trajectory: Trajectory, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        persons = list(trajectory.persons.all())
        self.on = self._day()
        self.needs = needs_of(persons, custodies_over(persons), self.on)
        self.givers: dict[str, tuple[Need, Giver]] = {}
        asked = [(need, giver) for need in self.needs for giver in need.givers]
        for number, (need, giver) in enumerate(asked):
            name = f"giver_{number}"
            self.givers[name] = (need, giver)
            self.fields[name] = forms.ChoiceField(
                label=self._label(need, giver),
                choices=[CHOOSE, *ALLOWED],
                error_messages={"required": _("Kies wat deze persoon zei."), "invalid_choice": FROM_LIST},
            )
        self.fields["ground"] = forms.ChoiceField(
            label=_("Uitzondering in de wet"),
            help_text=_("Alleen als niet iedereen instemt van wie de wet dat vraagt (Jeugdwet art. 7.3.4)."),
            choices=[CHOOSE, *Ground.choices],
            required=False,
            error_messages={"invalid_choice": FROM_LIST},
        )
        self.fields["why"] = forms.CharField(
            label=_("Waarom geldt die uitzondering hier?"),
            max_length=300,
            required=False,
            error_messages={"max_length": TOO_LONG},
        )

    def _day(self) -> datetime.date:
        """The day of the step: ages count as they were then."""
        try:
            return datetime.date.fromisoformat(str(self.data.get("on", "")))
        except ValueError:
            return timezone.localdate()

    def _label(self, need: Need, giver: Giver) -> str:
        name = giver.name or _("de curator")
        if giver.given_by_id == need.person.pk:
            return _("%s zelf") % name
        return _("%(name)s, voor %(child)s") % {"name": name, "child": need.person}

    def clean(self) -> dict[str, Any]:
        """Everybody agrees, or there is an exception with its reason that fits the age."""
        data = super().clean() or {}
        if self.errors:
            return data
        ground, why = data.get("ground", ""), data.get("why", "").strip()
        agree = all(data.get(name) == "yes" for name in self.givers)
        unknown = [need.unknown for need in self.needs if need.unknown]
        if ground:
            self._check_exception(ground, why)
        elif unknown:
            self.add_error(None, unknown[0])
        elif not agree:
            self.add_error("ground", _("Niet iedereen stemt in. Kies welke uitzondering in de wet geldt, of wacht."))
        return data

    def _check_exception(self, ground: str, why: str) -> None:
        if not why:
            self.add_error("why", _("Schrijf op waarom de uitzondering hier geldt."))
        for need in self.needs:
            age = need.person.age_on(self.on)
            if age is None:
                continue
            if ground in BELOW_ALONE and not (age[1] >= OWN_SAY and age[0] < ALONE):
                self.add_error("ground", _("Deze uitzondering geldt alleen van 12 tot en met 15 jaar."))
            if ground in FROM_OWN_SAY and age[1] < OWN_SAY:
                self.add_error("ground", _("Jonger dan 12 beslissen de ouders of voogd altijd. Kies iets anders."))

    def said(self) -> Iterator[Said]:
        """What everybody said, to be kept."""
        ground, why = self.cleaned_data["ground"], self.cleaned_data["why"].strip()
        known = {person.pk: person for person in self._people()}
        for name, (need, giver) in self.givers.items():
            agrees = self.cleaned_data[name] == "yes"
            person = known.get(giver.given_by_id) if giver.given_by_id else None
            yield Said(
                person=need.person,
                given_by=person,
                name=giver.name or _("curator"),
                capacity=CAPACITIES[giver.capacity],
                agrees=agrees,
                exception="" if agrees else ground,
                reason="" if agrees else why,
            )
        if ground:
            for need in self.needs:
                if not need.givers:
                    yield self._without_giver(need.person, ground, why)

    def _without_giver(self, person: Person, ground: str, why: str) -> Said:
        name = _("niemand bekend met gezag")
        return Said(person, None, name, Capacity.HOLDER, agrees=False, exception=ground, reason=why)

    def _people(self) -> Iterable[Person]:
        keys = {giver.given_by_id for _need, giver in self.givers.values() if giver.given_by_id}
        return Person.objects.filter(pk__in=keys)


class AllocationForm(forms.Form):
    """Help that one provider is to give."""

    person = forms.ModelChoiceField(
        label=gettext_lazy("Voor wie?"),
        queryset=Person.objects.none(),
        error_messages={
            "required": gettext_lazy("Kies voor wie de hulp is."),
            "invalid_choice": gettext_lazy("Kies iemand voor wie dit traject is."),
        },
    )
    provider = forms.CharField(
        label=gettext_lazy("Welke aanbieder?"),
        max_length=120,
        error_messages={"required": gettext_lazy("Vul in welke aanbieder de hulp geeft."), "max_length": TOO_LONG},
    )
    category = forms.ChoiceField(
        label=gettext_lazy("Productcategorie"),
        choices=[CHOOSE, *codes.choices(codes.CATEGORY)],
        error_messages={"required": gettext_lazy("Kies een productcategorie."), "invalid_choice": FROM_LIST},
    )
    product_code = forms.RegexField(
        r"^[0-9A-Z]{5}$",
        label=gettext_lazy("Productcode"),
        required=False,
        help_text=gettext_lazy("Vijf tekens, uit de lijst van uw regio. Leeg: alleen de categorie is toegewezen."),
        error_messages={"invalid": gettext_lazy("Een productcode heeft vijf cijfers of hoofdletters.")},
    )
    volume = forms.IntegerField(
        label=gettext_lazy("Omvang"),
        required=False,
        min_value=1,
        max_value=99_999_999,
        error_messages={
            "invalid": gettext_lazy("Vul een heel getal in."),
            "min_value": gettext_lazy("Vul ten minste 1 in, of niets."),
            "max_value": gettext_lazy("Dit getal is te groot voor een toewijzing."),
        },
    )
    unit = forms.ChoiceField(
        label=gettext_lazy("Eenheid"), required=False, choices=[CHOOSE, *codes.choices(codes.UNIT)]
    )
    frequency = forms.ChoiceField(
        label=gettext_lazy("Per"), required=False, choices=[CHOOSE, *codes.choices(codes.FREQUENCY)]
    )
    starts_on = Day(
        label=gettext_lazy("Ingangsdatum"), error_messages={"required": gettext_lazy("Vul de ingangsdatum in.")}
    )
    ends_on = Day(label=gettext_lazy("Einddatum"), error_messages={"required": gettext_lazy("Vul de einddatum in.")})

    def __init__(self, trajectory: Trajectory, persons: Iterable[Person], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.trajectory, people = trajectory, list(persons)
        field = self.fields["person"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Person.objects.filter(pk__in=[person.pk for person in people])
        if len(people) == 1:
            field.initial = people[0].pk

    def clean(self) -> dict[str, Any]:
        """All of it as one allocation, not kept yet."""
        data = super().clean() or {}
        return data if self.errors else {"allocation": YouthAllocation(trajectory=self.trajectory, **data)}


class StopForm(forms.Form):
    """That help stopped, and why."""

    stopped_on = Day(label=gettext_lazy("Gestopt op"), initial=timezone.localdate)
    stop_reason = forms.ChoiceField(
        label=gettext_lazy("Waarom stopt de hulp?"),
        choices=[CHOOSE, *codes.choices(codes.STOP_REASON)],
        error_messages={"required": gettext_lazy("Kies waarom de hulp stopt."), "invalid_choice": FROM_LIST},
    )


class MeasureForm(forms.Form):
    """The last day of a measure."""

    ends_on = Day(
        label=gettext_lazy("De maatregel loopt tot en met"),
        error_messages={"required": gettext_lazy("Vul in tot en met welke dag de maatregel loopt.")},
    )
