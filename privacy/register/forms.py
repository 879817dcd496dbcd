"""A new version of an activity, typed by the privacy officer."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from privacy.choices import DataClass
from privacy.models import ActivityVersion, LegalGround
from privacy.models.register import LONGEST_LINE

DURATION = re.compile(r"P(?=\d)(\d+Y)?(\d+M)?(\d+D)?", re.ASCII)
MOST_LINES = 50
LONGEST_TEXT = 2000
TEXTS = ("name", "purpose", "legal_ground", "article", "data_classes", "retention_period", "retention", "controller")
LISTS = ("subjects", "recipients", "operations", "measures", "processors")


class Lines(forms.CharField):
    """A text with one item on each line; becomes a list."""

    widget = forms.Textarea(attrs={"rows": 4})

    def clean(self, value: Any) -> Any:
        """The lines that are not empty; refuses one that is too long, and too many."""
        lines = [line.strip() for line in str(super().clean(value)).splitlines() if line.strip()]
        if len(lines) > MOST_LINES or any(len(line) > LONGEST_LINE for line in lines):
            raise forms.ValidationError(_("Schrijf ten hoogste 50 regels van elk 200 tekens."))
        return lines


def _text(label: Any, wrong: Any, *, rows: int = 2, longest: int = LONGEST_TEXT) -> forms.CharField:
    words = {"required": wrong, "max_length": _("Dit is te lang. Er mogen %(limit_value)d tekens.")}
    return forms.CharField(
        label=label, max_length=longest, error_messages=words, widget=forms.Textarea(attrs={"rows": rows})
    )


class ActivityForm(forms.Form):
    """Everything AVG art. 30 asks, and why it changes. `based_on` is the version that was on the screen."""

    based_on = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=32767)
    name = forms.CharField(
        label=_("Naam"), max_length=LONGEST_LINE, error_messages={"required": _("Geef de activiteit een naam.")}
    )
    purpose = _text(_("Doel"), _("Schrijf waarvoor de gegevens gebruikt worden."))
    legal_ground = forms.ChoiceField(
        label=_("Grondslag"), choices=LegalGround, error_messages={"required": _("Kies een grondslag.")}
    )
    article = _text(_("Wetsartikelen"), _("Schrijf op welk wetsartikel dit rust."))
    data_classes = forms.MultipleChoiceField(
        label=_("Soorten gegevens"),
        choices=DataClass,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies ten minste één soort gegevens.")},
    )
    subjects = Lines(
        label=_("Betrokkenen, één per regel"), error_messages={"required": _("Schrijf van wie de gegevens zijn.")}
    )
    recipients = Lines(label=_("Ontvangers, één per regel"), required=False)
    operations = Lines(label=_("Bewerkingen, één per regel"), required=False)
    retention_period = forms.RegexField(
        regex=DURATION,
        label=_("Bewaartermijn (ISO 8601)"),
        help_text=_("Bijvoorbeeld P5Y voor vijf jaar of P6M voor zes maanden."),
        max_length=20,
        error_messages={
            "required": _("Schrijf hoe lang de gegevens bewaard worden."),
            "invalid": _("Schrijf bijvoorbeeld P5Y voor vijf jaar of P6M voor zes maanden."),
        },
    )
    retention = _text(_("Bewaartermijn in woorden"), _("Schrijf wanneer de termijn begint en waar hij op rust."))
    measures = Lines(label=_("Maatregelen, één per regel"), required=False)
    controller = forms.CharField(
        label=_("Verwerkingsverantwoordelijke"),
        max_length=LONGEST_LINE,
        error_messages={"required": _("Schrijf wie verantwoordelijk is.")},
    )
    processors = Lines(label=_("Verwerkers, één per regel"), required=False)
    reason = forms.CharField(
        label=_("Waarom verandert dit?"),
        max_length=300,
        help_text=_("Dit staat bij de nieuwe versie, met uw naam."),
        error_messages={"required": _("Schrijf waarom dit verandert.")},
    )

    @classmethod
    def of(cls, version: ActivityVersion) -> ActivityForm:
        """A form filled with what holds now; the reason is still to be written."""
        initial = {"based_on": version.number, **{name: getattr(version, name) for name in TEXTS}}
        return cls(initial=initial | {name: "\n".join(getattr(version, name)) for name in LISTS})
