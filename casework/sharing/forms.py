"""What is typed about sight and consent."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.models import SightRequest
from casework.models.sharing import ANSWER_LENGTH, REASON_LENGTH
from casework.services.sharing.consents import Said
from casework.services.sharing.routes import Route
from casework.services.sharing.words import last_day
from casework.sharing.pages import Answering, Asking, Say
from households.consent import Giver
from privacy.choices import Purpose
from privacy.models import Consent

TOO_LONG = gettext_lazy("Schrijf het korter op: ten hoogste %(limit_value)d tekens.")
NO_SUCH_DAY = gettext_lazy("Deze datum bestaat niet. Schrijf bijvoorbeeld 24-11-2026.")


def day_field(label: Any, *, missing: Any) -> forms.DateField:
    """A day, chosen or typed."""
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": missing, "invalid": NO_SUCH_DAY},
    )


class AskSightForm(forms.Form):
    """Why sight is needed, and until when. Everything but the reason is filled in already."""

    reason = forms.CharField(
        label=gettext_lazy("Waarvoor hebt u dit nodig?"),
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": gettext_lazy("Schrijf in een zin waarvoor u dit nodig hebt."),
            "max_length": TOO_LONG,
        },
    )
    until = day_field(gettext_lazy("Tot en met"), missing=gettext_lazy("Kies tot en met welke dag."))
    purpose = forms.ChoiceField(label=gettext_lazy("Voor welk werk"))
    includes_special = forms.BooleanField(
        label=gettext_lazy("Ook notities over gezondheid of strafrecht"), required=False
    )

    def __init__(self, asking: Asking, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ways = {way.purpose: way for way in asking.open_routes}
        self.fields["until"].initial = last_day(asking.terms.usual_end(asking.page.today))
        purpose = self.fields["purpose"]
        assert isinstance(purpose, forms.ChoiceField)
        purpose.choices = [(way.purpose.value, way.purpose.label) for way in asking.open_routes]
        if len(self.ways) == 1:
            del self.fields["purpose"]
        if not any(way.reaches_special for way in asking.open_routes):
            del self.fields["includes_special"]

    @property
    def way(self) -> Route:
        """The way that was chosen, of a valid form."""
        chosen = self.cleaned_data.get("purpose")
        return self.ways[Purpose(chosen)] if chosen else next(iter(self.ways.values()))

    @property
    def wished_until(self) -> datetime.date:
        """The first day without sight, of a valid form."""
        return first_day_after(self.cleaned_data["until"])

    def clean_until(self) -> datetime.date:
        """A day from today on, that the calendar can still follow."""
        until: datetime.date = self.cleaned_data["until"]
        if until < timezone.localdate():
            raise forms.ValidationError(_("Deze dag is al voorbij. Kies vandaag of later."))
        if until == datetime.date.max:
            raise forms.ValidationError(_("Kies een eerdere dag."))
        return until


def first_day_after(day: datetime.date) -> datetime.date:
    """The first day that no longer counts, when `day` is the last that does."""
    return day + datetime.timedelta(days=1)


class AnswerForm(forms.Form):
    """Yes or no, in words that the colleague reads."""

    answer = forms.CharField(
        label=gettext_lazy("Uw antwoord in een paar woorden"),
        max_length=ANSWER_LENGTH,
        help_text=gettext_lazy("Uw collega leest dit. Het staat in het dossier."),
        error_messages={"required": gettext_lazy("Schrijf in een paar woorden waarom."), "max_length": TOO_LONG},
    )


class ConsentForm(forms.Form):
    """Who consented, how and when."""

    givers = forms.MultipleChoiceField(
        label=gettext_lazy("Wie gaf toestemming?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Kies wie toestemming gaf."),
            "invalid_choice": gettext_lazy("Kies iemand uit de lijst."),
        },
    )
    curator = forms.CharField(label=gettext_lazy("Naam van de curator"), max_length=200, required=False)
    channel = forms.ChoiceField(
        label=gettext_lazy("Hoe?"),
        choices=Consent.Channel,
        initial=Consent.Channel.CONVERSATION,
        widget=forms.RadioSelect,
    )
    given_on = day_field(gettext_lazy("Op welke dag?"), missing=gettext_lazy("Kies een dag."))
    also = forms.MultipleChoiceField(
        label=gettext_lazy("Geldt ook voor de vraag van"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Kies een vraag uit de lijst.")},
    )

    def __init__(self, answer: Answering, others: Sequence[SightRequest], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.answer, self.others = answer, {str(other.pk): other for other in others}
        self.says = {say.key: say for say in answer.missing}
        self.fields["given_on"].initial = answer.page.today
        self._offer("givers", [(key, say.words) for key, say in self.says.items()])
        self._offer("also", [(key, _asked(other)) for key, other in self.others.items()])
        if not any(map(_is_curator, self.says.values())):
            del self.fields["curator"]
        if not others:
            del self.fields["also"]

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        """A curator has a name."""
        data = super().clean() or {}
        chosen = [self.says[key] for key in data.get("givers", [])]
        if any(map(_is_curator, chosen)) and not data.get("curator"):
            self.add_error("curator", _("Vul de naam van de curator in."))
        if self.data.get("shown", "") != self.shown_now:
            self.add_error("also", _("De woorden noemen nu andere collega’s. Lees ze opnieuw voor en bewaar dan."))
        return data

    @property
    def requests(self) -> list[SightRequest]:
        """The questions that the consent answers, as far as they were chosen."""
        chosen = set(getattr(self.data, "getlist", lambda _name: [])("also"))
        return [self.answer.sight_request, *(other for key, other in self.others.items() if key in chosen)]

    @property
    def shown_now(self) -> str:
        """Which other questions the words on the page name: what is kept must be what was read."""
        return " ".join(sorted(str(request.pk) for request in self.requests[1:]))

    @property
    def chosen(self) -> list[Giver]:
        """Who consented, of a valid form."""
        return [self.says[key].giver for key in self.cleaned_data["givers"]]

    @property
    def said(self) -> Said:
        """How and when, of a valid form."""
        data = self.cleaned_data
        return Said(Consent.Channel(data["channel"]), data["given_on"], data.get("curator", ""))


def _is_curator(say: Say) -> bool:
    return say.giver.capacity == Consent.Capacity.CURATOR


def _asked(other: SightRequest) -> str:
    return f"{other.asker} ({other.get_purpose_display()})"


class WithdrawForm(forms.Form):
    """Who takes consent back, and how."""

    withdrawer = forms.ChoiceField(
        label=gettext_lazy("Wie trekt de toestemming in?"), choices=Consent.Withdrawer, initial=Consent.Withdrawer.GIVER
    )
    channel = forms.ChoiceField(
        label=gettext_lazy("Hoe?"),
        choices=Consent.Channel,
        initial=Consent.Channel.CONVERSATION,
        widget=forms.RadioSelect,
    )

    def __init__(self, consent: Consent, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if consent.given_by_id == consent.person_id:
            del self.fields["withdrawer"]

    @property
    def said(self) -> dict[str, Any]:
        """Who and how, of a valid form."""
        who = self.cleaned_data.get("withdrawer", Consent.Withdrawer.GIVER)
        return {
            "withdrawer": Consent.Withdrawer(who),
            "channel": Consent.Channel(self.cleaned_data["channel"]),
        }


class EndSharingForm(forms.Form):
    """Why sight ends before its day."""

    reason = forms.CharField(
        label=gettext_lazy("Waarom eindigt dit zicht?"),
        max_length=ANSWER_LENGTH,
        error_messages={"required": gettext_lazy("Schrijf in een paar woorden waarom."), "max_length": TOO_LONG},
    )
