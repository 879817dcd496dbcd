"""What the privacy officer asks of the log: which records, who is meant, why they are taken out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from privacy import audit
from privacy.changes import Story
from privacy.choices import Purpose
from privacy.exports.forms import WhyForm
from privacy.log.addresses import IN_ADDRESS
from privacy.models import AccessRecord
from privacy.names import NotUnderstood, Sought
from privacy.querysets import LogFilter


class Day(forms.DateField):
    """A day, chosen or typed as the browser does it."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})

    def __init__(self, **kwargs: Any) -> None:
        wrong = {"invalid": _("Deze datum bestaat niet. Schrijf bijvoorbeeld 20-11-2026.")}
        formats = ["%Y-%m-%d", "%d-%m-%Y"]
        super().__init__(input_formats=formats, error_messages=wrong, required=False, **kwargs)


class Key(forms.UUIDField):
    """The opaque key of somebody who was looked up; nobody types it."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        wrong = {"invalid": _("Deze link klopt niet. Zoek de inwoner, het huishouden of de medewerker opnieuw op.")}
        super().__init__(required=False, error_messages=wrong)


class LogFilterForm(forms.Form):
    """Which access records to show. Its address holds keys and days, never a name."""

    person = Key()
    household = Key()
    worker = Key()
    since = Day(label=_("Van"))
    until = Day(label=_("Tot en met"))
    action = forms.ChoiceField(label=_("Handeling"), required=False)
    event = forms.ChoiceField(label=_("Gebeurtenis"), required=False)
    purpose = forms.ChoiceField(label=_("Doel"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("action", AccessRecord.Action.choices)
        self._offer("event", sorted(audit.events().items(), key=lambda event: event[1]))
        self._offer("purpose", Purpose.choices)

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("alle")), *choices]

    def add_prefix(self, field_name: str) -> str:
        """Addresses are Dutch."""
        return IN_ADDRESS.get(field_name, field_name)

    def clean(self) -> dict[str, Any]:
        """The end of a period comes after its begin."""
        cleaned: dict[str, Any] = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("De laatste dag ligt voor de eerste. Kies een latere dag."))
        return cleaned

    def as_filter(self) -> LogFilter:
        """What was asked, of a valid form."""
        return LogFilter(**self.cleaned_data)


class WhoseForm(forms.Form):
    """Whose changes to show; its address holds a key, never a name."""

    person = Key()
    household = Key()

    def add_prefix(self, field_name: str) -> str:
        """Addresses are Dutch."""
        return IN_ADDRESS.get(field_name, field_name)

    def as_story(self) -> Story | None:
        """Whose, of a valid form; None when nobody was chosen."""
        return Story(**self.cleaned_data) if any(self.cleaned_data.values()) else None


class LookUpForm(forms.Form):
    """Whom somebody means: a resident, a household or a worker. Sent by POST: it is about people."""

    bsn = forms.CharField(label=_("Burgerservicenummer"), required=False, max_length=20)
    name = forms.CharField(label=_("Naam"), required=False, max_length=100)
    born_on = Day(label=_("Geboortedatum"))
    case_number = forms.CharField(label=_("Dossiernummer"), required=False, max_length=20)
    worker = forms.CharField(label=_("Naam van een medewerker"), required=False, max_length=100)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["autocomplete"] = "off"

    def clean(self) -> dict[str, Any]:
        """Something must be asked, and a name alone is too little."""
        cleaned: dict[str, Any] = super().clean() or {}
        if bool(cleaned.get("name")) != bool(cleaned.get("born_on")) and not self.errors:
            missing = "born_on" if cleaned.get("name") else "name"
            self.add_error(missing, _("Vul naam en geboortedatum samen in, anders vinden we te veel mensen."))
        elif not any(cleaned.values()) and not self.errors:
            raise forms.ValidationError(_("Vul in wie u zoekt."))
        return cleaned

    def sought(self) -> Sought:
        """What was typed, of a valid form."""
        return Sought(**self.cleaned_data)

    def refuse(self, error: NotUnderstood) -> None:
        """Say beside its field what could not be looked up."""
        self.add_error(error.field, str(error))


class ExportForm(WhyForm):
    """Why records are taken out of the system, and whether the names go along."""

    with_names = forms.BooleanField(label=_("Zet de namen van inwoners en huishoudens erbij"), required=False)
