"""What one chooses on the worklist."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.forms import COORDINATION, DAY_ERRORS
from casework.models import Task
from privacy.choices import Domain
from privacy.models import User

ALL = ("", _("alles"))
NOBODY = "nobody"


class Whose(models.TextChoices):
    """Whose tasks."""

    MINE = "mine", _("mijn taken")
    TEAM = "team", _("taken van mijn team")


class Until(models.TextChoices):
    """Up to which day."""

    OVERDUE = "overdue", _("te laat")
    TODAY = "today", _("tot en met vandaag")
    WEEK = "week", _("komende 7 dagen")


class WorklistFilter(forms.Form):
    """What to show. What cannot be is left out, so that an old bookmark still opens the list."""

    whose = forms.ChoiceField(label=_("Van wie"), choices=Whose, required=False)
    until = forms.ChoiceField(label=_("Wanneer"), choices=[ALL, *Until.choices], required=False)
    domain = forms.ChoiceField(
        label=_("Domein"), choices=[ALL, ("none", COORDINATION[1]), *Domain.choices], required=False
    )
    colleague = forms.ChoiceField(label=_("Wie van het team"), required=False)
    area = forms.CharField(label=_("Wijk"), max_length=80, required=False)
    cause = forms.ChoiceField(label=_("Soort"), choices=[ALL, *Task.Cause.choices], required=False)

    def __init__(self, *args: Any, colleagues: Iterable[User] = (), areas: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        team = [("", _("iedereen")), (NOBODY, _("niemand meer")), *((str(one.pk), one.name) for one in colleagues)]
        self.fields["colleague"].choices = team  # type: ignore[attr-defined]  # a field with choices
        chosen = self.data.get("area", "")
        names = sorted({*areas, chosen} - {""})
        self.fields["area"].widget = forms.Select(choices=[ALL, *((name, name) for name in names)])

    def clean(self) -> dict[str, Any]:
        """What a colleague has, stands on the list of the team."""
        data = super().clean() or {}
        return data | {"whose": Whose.TEAM.value} if data.get("colleague") else data

    @property
    def chosen(self) -> dict[str, str]:
        """What was chosen and can be, without what was left open."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class BulkForm(forms.Form):
    """What to do with the tasks that were ticked."""

    class Action(models.TextChoices):
        FINISH = "finish", _("gedaan")
        POSTPONE = "postpone", _("stel uit")
        DELEGATE = "delegate", _("draag over")

    tasks = forms.TypedMultipleChoiceField(
        label=_("Taken"),
        coerce=uuid.UUID,
        error_messages={
            "required": _("Kruis eerst aan welke taken u bedoelt."),
            "invalid_choice": _("Een van deze taken kunt u niet kiezen. Ververs de pagina en kies opnieuw."),
        },
    )
    action = forms.ChoiceField(
        choices=Action, error_messages={"required": _("Kies wat er met deze taken moet gebeuren.")}
    )
    day = forms.DateField(
        label=_("Uitstellen tot"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages=DAY_ERRORS,
    )
    colleague = forms.ModelChoiceField(
        label=_("Overdragen aan"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("kies een collega"),
        error_messages={"invalid_choice": _("Kies een collega uit de lijst.")},
    )

    def __init__(self, data: Any, *, colleagues: models.QuerySet[User]) -> None:
        super().__init__(data)
        tasks, colleague = self.fields["tasks"], self.fields["colleague"]
        assert isinstance(tasks, forms.TypedMultipleChoiceField)
        assert isinstance(colleague, forms.ModelChoiceField)
        sent = data.getlist("tasks") if data else []
        # The scope says which tasks these are; here they only have to look like keys.
        tasks.choices = [(key, key) for key in sent if _is_key(key)]
        colleague.queryset = colleagues

    def clean(self) -> dict[str, Any]:
        """A day to postpone until, a colleague to hand over to."""
        data = super().clean() or {}
        if data.get("action") == self.Action.POSTPONE and not data.get("day") and "day" not in self.errors:
            self.add_error("day", _("Kies tot welke dag u deze taken uitstelt."))
        if data.get("action") == self.Action.DELEGATE and not data.get("colleague") and "colleague" not in self.errors:
            self.add_error("colleague", _("Kies aan wie u deze taken overdraagt."))
        return data

    @property
    def ticked(self) -> set[str]:
        """The keys that were sent, to tick them again."""
        pairs = self.fields["tasks"].choices  # type: ignore[attr-defined]  # a field with choices
        return {key for key, _label in pairs}


class SaveFilterForm(forms.Form):
    """The name under which a choice is kept."""

    name = forms.CharField(
        label=_("Bewaar deze keuze als"),
        max_length=60,
        error_messages={
            "required": _("Geef deze keuze een naam."),
            "max_length": _("Kies een naam van ten hoogste %(limit_value)d tekens."),
        },
    )


def _is_key(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True


def week_after(today: datetime.date) -> datetime.date:
    """The last day that counts as this week."""
    return today + datetime.timedelta(days=7)
