"""What is typed about terms and clocks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.models import model_to_dict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework.clocks.changing import CHANGEABLE, TermChange
from casework.clocks.choices import AtRest, SuspensionGround, Unit
from casework.closed.forms import Reason
from casework.models import Term
from casework.services.clocks.delaying import ANSWER_WITHIN
from privacy.forms import Day

LONGEST = 1000  # of any unit
NUMBER = {"invalid": _("Schrijf een heel getal."), "min_value": _("Schrijf een getal vanaf %(limit_value)d.")}


def required_day(label: Any, missing: Any, **kwargs: Any) -> Day:
    """A day that must be filled in."""
    field = Day(label=label, **kwargs)
    field.required = True
    field.error_messages["required"] = missing
    return field


class Number(forms.IntegerField):
    """A whole number, not too large."""

    def __init__(self, label: Any, *, least: int = 1, **kwargs: Any) -> None:
        errors = NUMBER | {"max_value": _("Schrijf een getal tot en met %(limit_value)d."), **kwargs.pop("errors", {})}
        super().__init__(label=label, min_value=least, max_value=LONGEST, error_messages=errors, **kwargs)


class Days(forms.CharField):
    """Numbers of days with commas in between."""

    def prepare_value(self, value: Any) -> Any:
        """As it is typed."""
        return ", ".join(map(str, value)) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[int]:
        """The days, each once, the first one first."""
        words = str(super().clean(value)).replace(",", " ").split()
        if not all(word.isdecimal() and 0 < int(word) < LONGEST for word in words):
            raise forms.ValidationError(_("Schrijf dagnummers met komma's ertussen, bijvoorbeeld 28, 35."))
        return sorted({int(word) for word in words})


class TermForm(forms.Form):
    """A new version of a term, beginning with how it is now."""

    length = Number(_("Hoe lang"), errors={"required": _("Vul in hoe lang de termijn is.")})
    unit = forms.ChoiceField(label=_("Eenheid"), choices=Unit)
    article = forms.CharField(
        label=_("Wet en artikel"),
        max_length=60,
        error_messages={"required": _("Noem de wet en het artikel waaruit deze termijn volgt.")},
    )
    at_rest = forms.ChoiceField(
        label=_("Als de laatste dag in het weekend of op een feestdag valt"), choices=AtRest, widget=forms.RadioSelect
    )
    warn_on = Days(label=_("Waarschuw op dag"), required=False, help_text=_("Dagen na het begin, met komma's: 28, 35."))
    extension_times = Number(_("Hoe vaak mag u verlengen?"), least=0, required=False)
    extension_length = Number(
        _("Verlengen met ten hoogste"), required=False, help_text=_("Leeg: een redelijke termijn.")
    )
    extension_unit = forms.ChoiceField(
        label=_("Eenheid van de verlenging"), choices=[("", "-"), *Unit.choices], required=False
    )
    extension_article = forms.CharField(label=_("Verlengen volgens"), max_length=60, required=False)
    suspension_article = forms.CharField(
        label=_("Opschorten volgens"),
        max_length=60,
        required=False,
        help_text=_("Bijvoorbeeld Awb art. 4:15. Leeg: opschorten kan niet."),
    )
    source = forms.CharField(
        label=_("Waar staat dit?"),
        max_length=200,
        error_messages={"required": _("Noem de bron, bijvoorbeeld het Staatsblad.")},
    )
    is_verified = forms.BooleanField(label=_("Ik heb dit in de wet zelf gelezen"), required=False)
    valid_from = required_day(
        _("Voor wat begint vanaf"), _("Vul in vanaf welke dag dit geldt."), help_text=_("Mag ook in het verleden.")
    )
    valid_until = Day(label=_("Tot (die dag niet meer)"), help_text=_("Leeg: zolang als de regel die er nu staat."))
    reason = Reason(_("Waarom wijzigt u dit?"), _("Schrijf op waarom u dit wijzigt."))

    def __init__(self, *args: Any, held: Term, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = model_to_dict(held, fields=CHANGEABLE) | {"valid_from": timezone.localdate()}
        self.held = held

    def clean(self) -> dict[str, Any]:
        """Refuse what cannot go together, beside the field where it can be mended."""
        cleaned: dict[str, Any] = super().clean() or {}
        cleaned["extension_times"] = cleaned.get("extension_times") or 0
        length, longest = cleaned.get("length"), self.held.longest
        if length and longest and cleaned.get("unit") == self.held.unit and length > longest:
            self.add_error("length", _("De wet geeft hier ten hoogste %d. Kies een kortere termijn.") % longest)
        if cleaned.get("unit") == Unit.HOURS and cleaned.get("at_rest") == AtRest.MOVES:
            self.add_error("at_rest", _("Uren lopen door in het weekend. Kies “blijft staan”."))
        if cleaned.get("unit") == Unit.HOURS and cleaned.get("suspension_article"):
            self.add_error("suspension_article", _("Een termijn in uren kan niet worden opgeschort. Maak dit leeg."))
        self._check_extension(cleaned)
        return cleaned

    def _check_extension(self, cleaned: dict[str, Any]) -> None:
        if not cleaned["extension_times"]:
            cleaned |= {"extension_length": None, "extension_unit": "", "extension_article": ""}
            return
        if not cleaned.get("extension_unit"):
            self.add_error("extension_unit", _("Kies de eenheid van de verlenging, of verleng nul keer."))
        if not cleaned.get("extension_article"):
            self.add_error("extension_article", _("Noem het artikel dat verlengen toestaat, of verleng nul keer."))

    def as_change(self) -> TermChange:
        """The change that was filled in, of a valid form."""
        given = self.cleaned_data
        values = {name: given[name] for name in CHANGEABLE if name in given}
        return TermChange(self.held.key, given["valid_from"], given["reason"], given["valid_until"], values)


class SuspendForm(forms.Form):
    """Why, and since and until when the days do not count."""

    asked_on = required_day(_("Wanneer is de vraag gesteld?"), _("Vul in wanneer de vraag is gesteld."))
    answer_by = required_day(_("Uiterlijk wanneer kan de aanvrager antwoorden?"), _("Vul de laatste dag in."))
    ground = forms.ChoiceField(label=_("Grond (Awb art. 4:15)"), choices=SuspensionGround)
    reason = Reason(_("Wat is er gevraagd?"), _("Schrijf op wat er is gevraagd."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.initial = {"asked_on": today, "answer_by": today + ANSWER_WITHIN}

    def clean_ground(self) -> SuspensionGround:
        """The ground itself."""
        return SuspensionGround(self.cleaned_data["ground"])


class ResumeForm(forms.Form):
    """On which day the answer came."""

    answered_on = required_day(_("Wanneer kwam het antwoord?"), _("Vul in wanneer het antwoord kwam."))


class ExtendForm(forms.Form):
    """By how much, told when, and why."""

    length = Number(_("Verlengen met"), required=False)
    told_on = required_day(_("Wanneer is dit aan de aanvrager meegedeeld?"), _("Vul in wanneer u het hebt meegedeeld."))
    reason = Reason(_("Waarom is er meer tijd nodig?"), _("Schrijf op waarom er meer tijd nodig is."))

    def __init__(self, *args: Any, term: Term, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"length": term.extension_length, "told_on": timezone.localdate()}
        unit = Unit(term.extension_unit).label if term.extension_unit else ""
        self.fields["length"].help_text = str(unit)


class MeetForm(forms.Form):
    """On which day it was done."""

    on = required_day(_("Wanneer is het gedaan?"), _("Vul in wanneer het is gedaan."))


class DropForm(forms.Form):
    """Why the term has no sense any more, and since when."""

    on = required_day(_("Vanaf wanneer is deze termijn niet meer nodig?"), _("Vul een dag in."))
    reason = Reason(_("Waarom vervalt deze termijn?"), _("Schrijf op waarom deze termijn vervalt."))
