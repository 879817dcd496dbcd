"""What a privacy officer fills in to change the table."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from privacy.choices import Rule
from privacy.forms import Day
from privacy.purpose_table.cells import Place
from privacy.purpose_table.changing import Change, NotPossible, check, switch_wams


class ChangeForm(forms.Form):
    """From which day a change holds, and why: what every change of the table asks."""

    valid_from = Day(label=_("Vanaf welke dag geldt dit?"), help_text=_("Vandaag of later."))
    reason = forms.CharField(
        label=_("Waarom wijzigt u dit?"),
        max_length=300,
        help_text=_("Dit blijft bij de regel staan. Schrijf er geen namen van inwoners in."),
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Schrijf op waarom u dit wijzigt.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day = self.fields["valid_from"]
        day.required = True
        day.error_messages["required"] = _("Vul in vanaf welke dag dit geldt.")
        day.initial = timezone.localdate()

    def clean(self) -> dict[str, Any]:
        """Refuse what the law or the past leaves no room for."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors:
            try:
                check(self.as_change(), today=timezone.localdate())
            except NotPossible as error:
                self.add_error(error.field, str(error))
        return cleaned

    def as_change(self) -> Change:
        """The change that was filled in, of a valid form."""
        raise NotImplementedError


class CellForm(ChangeForm):
    """Another rule for one cell."""

    rule = forms.ChoiceField(
        label=_("Wat mag er?"),
        choices=Rule,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wat er mag.")},
    )
    article = forms.CharField(
        label=_("Grondslag: wet en artikel"),
        max_length=200,
        error_messages={"required": _("Noem de wet en het artikel waarop dit rust.")},
    )
    field_order = ("rule", "article", "valid_from", "reason")

    def __init__(self, *args: Any, place: Place, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.place = place

    def as_change(self) -> Change:
        """The change that was filled in, of a valid form."""
        given = self.cleaned_data
        return Change((self.place,), Rule(given["rule"]), given["article"], given["reason"], given["valid_from"])


class WamsForm(ChangeForm):
    """Whether the Wams holds."""

    is_on = forms.TypedChoiceField(
        label=_("Geldt de Wams?"),
        choices=[("on", _("Aan: met onderbouwing per huishouden")), ("off", _("Uit: nooit"))],
        coerce=lambda value: value == "on",
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies of de Wams geldt.")},
    )
    field_order = ("is_on", "valid_from", "reason")

    def as_change(self) -> Change:
        """The change that was filled in, of a valid form."""
        return switch_wams(**self.cleaned_data)
