"""What is typed to find somebody, and why a case is opened for whom was found."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework.search.answer import Answer, case_number, purposes_of, search, search_case
from households.search import MAX_LENGTH, NotUnderstood, Question, parse
from privacy.acting import Actor
from privacy.choices import Domain, Purpose
from privacy.models import AccessRecord, BreakGlass
from privacy.models.emergencies import FEWEST_CHARACTERS
from privacy.reading import PrivateRequest

QUESTION_ERRORS = {
    "required": _("Typ een naam, geboortedatum, adres, dossiernummer of bsn."),
    "max_length": _("Dit is te lang om op te zoeken. Typ alleen een naam, datum, adres of nummer."),
    "null_characters_not_allowed": _("Er staat een teken in dat we niet kunnen lezen. Haal het weg en zoek opnieuw."),
}


class SearchForm(forms.Form):
    """One field for everything, and for what purpose one looks beyond one's own households."""

    q = forms.CharField(
        label=_("Wie zoekt u?"),
        help_text=_("Naam, geboortedatum, postcode en huisnummer, dossiernummer of bsn. Ook samen: jansen 1985."),
        max_length=MAX_LENGTH,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "spellcheck": "false"}),
        error_messages=QUESTION_ERRORS,
    )
    purpose = forms.ChoiceField(
        label=_("Waar zoekt u?"),
        help_text=_("Uw keuze komt in het logboek. Inwoners kunnen zien wie naar hen zocht en waarvoor."),
        initial=Purpose.HELP,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Voor dit doel mag u niet zoeken. Kies een ander doel.")},
    )

    def __init__(self, actor: Actor, data: QueryDict | None = None) -> None:
        # The search field of the page frame asks for no purpose.
        super().__init__(None if data is None else {"purpose": Purpose.HELP, **data.dict()})
        self.purposes = purposes_of(actor)
        self.question: Question | None = None
        field = self.fields["purpose"]
        assert isinstance(field, forms.ChoiceField)
        elsewhere = [(key.value, _("Ook daarbuiten: %s") % key.label) for key in self.purposes]
        field.choices = [(Purpose.HELP.value, _("Alleen in mijn huishoudens")), *elsewhere]

    def clean_q(self) -> str:
        """A question, unless it is the number of a case."""
        typed: str = self.cleaned_data["q"]
        if not case_number(typed):
            self.question = understood(typed)
        return typed

    @property
    def chosen_purpose(self) -> Purpose | None:
        """The purpose for looking among other residents, or None."""
        chosen = self.cleaned_data.get("purpose", Purpose.HELP) if self.is_bound else Purpose.HELP
        return Purpose(chosen) if chosen != Purpose.HELP else None

    def answer(self, request: PrivateRequest) -> Answer:
        """What a valid form finds; recorded."""
        if self.question is None:
            return search_case(request, case_number(self.cleaned_data["q"]))
        return search(request, self.question, self.chosen_purpose)


class FindMemberForm(forms.Form):
    """Whom to add to a household."""

    q = forms.CharField(
        label=_("Wie hoort er ook bij?"),
        help_text=_("Zoek op bsn, of op naam en geboortedatum. Uw zoekactie komt in het logboek."),
        max_length=MAX_LENGTH,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "spellcheck": "false"}),
        error_messages=QUESTION_ERRORS | {"required": _("Typ een bsn, of een naam en geboortedatum.")},
    )

    def clean_q(self) -> Question:
        """What was typed, understood."""
        return understood(self.cleaned_data["q"])

    def answer(self, request: PrivateRequest) -> Answer:
        """Whom a valid form finds, in one's own households and elsewhere; recorded as a search for the register."""
        request.reading.as_event("person.search", AccessRecord.Action.SEARCH)
        request.reading.on_ground(Purpose.REGISTRATION, request.reading.ground)
        return search(request, self.cleaned_data["q"], Purpose.REGISTRATION)


def understood(typed: str) -> Question:
    """The question that was typed; raises `ValidationError` with a sentence that says what to type instead."""
    try:
        return parse(typed, today=timezone.localdate())
    except NotUnderstood as sentence:
        raise forms.ValidationError(str(sentence)) from None


class HitForm(forms.Form):
    """Something to do with somebody who was found: in which of their households, and what they were looked for."""

    person = forms.UUIDField(widget=forms.HiddenInput)
    household = forms.UUIDField(widget=forms.HiddenInput)
    purpose = forms.ChoiceField(widget=forms.HiddenInput)

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["purpose"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(purpose.value, purpose.label) for purpose in purposes_of(actor)]

    @property
    def is_whole(self) -> bool:
        """Whether it says whom it is about and what for; only the rest is typed by people."""
        return not any(name in self.errors for name in ("person", "household", "purpose"))


class OpenCaseForm(HitForm):
    """Why a case is opened for the household of somebody who was found."""

    reason = forms.CharField(
        label=_("Waarom opent u een dossier?"),
        max_length=300,
        help_text=_("Deze reden staat in het dossier en bij de inzage."),
        error_messages={
            "required": _("Schrijf op waarom. Zonder reden is er geen grond voor een dossier."),
            "max_length": _("Schrijf de reden korter op: ten hoogste %(limit_value)d tekens."),
        },
    )


class EmergencyForm(HitForm):
    """Why this household must be opened now, and of which domain the content is needed."""

    reason = forms.ChoiceField(
        label=_("Wat is er aan de hand?"),
        choices=BreakGlass.Reason,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Kies wat er aan de hand is."),
            "invalid_choice": _("Deze reden bestaat niet. Kies er een uit de lijst."),
        },
    )
    words = forms.CharField(
        label=_("Waarom kan het niet wachten?"),
        help_text=_("Schrijf op wat u weet en van wie. De vaste casemanager en de privacy officer lezen dit."),
        min_length=FEWEST_CHARACTERS,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": _("Schrijf op waarom het niet kan wachten."),
            "min_length": _("Schrijf iets meer op: een ander moet begrijpen waarom het niet kon wachten."),
            "max_length": _("Schrijf het korter op: ten hoogste %(limit_value)d tekens."),
        },
    )
    domain = forms.ChoiceField(
        label=_("Waarvan hebt u de inhoud nodig?"),
        help_text=_("Kies alleen wat nodig is. U ziet altijd wie er wonen, het adres, wie erbij zijn en attenties."),
        choices=[("", _("Van niets: alleen dat er hulp is")), *Domain.choices],
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Dit domein bestaat niet. Kies er een uit de lijst.")},
    )
