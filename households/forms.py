"""What is typed about people who may be registered twice."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from households.duplicates import Choice, Comparison
from households.models import Person

REASON_LENGTH = 300


class MergeForm(forms.Form):
    """Which record stays, and why they are one person."""

    kept = forms.ChoiceField(
        label=_("Welk record blijft?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies welk record blijft.")},
    )
    reason = forms.CharField(
        label=_("Hoe weet u dat dit één mens is?"),
        max_length=REASON_LENGTH,
        error_messages={"required": _("Schrijf op hoe u weet dat dit één mens is.")},
    )

    def __init__(self, comparison: Comparison, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kept"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(choice.kept.pk), _named(choice.kept)) for choice in comparison.choices]
        if comparison.choices:
            field.initial = str(min(comparison.choices, key=_preference).kept.pk)
        self._people = (comparison.candidate.first, comparison.candidate.second)

    @property
    def kept_and_merged(self) -> dict[str, Person]:
        """The two records in the roles that were chosen, as the service takes them."""
        first, second = self._people
        if str(first.pk) == self.cleaned_data["kept"]:
            return {"kept": first, "merged": second}
        return {"kept": second, "merged": first}


def _named(person: Person) -> str:
    return f"{person} ({person.get_source_display()})"


def _preference(choice: Choice) -> bool:
    return choice.kept.source != Person.Source.BRP  # what the BRP keeps up to date comes first
