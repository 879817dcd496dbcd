"""What is typed on the household page."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework.models import Assignment, JournalEntry, Task
from casework.models.journal import NOTE_LENGTH
from casework.page import Page
from casework.search import Answer, Hit
from households.models import Level, Person
from privacy.choices import Domain, Role
from privacy.dates import on_day
from privacy.models import User

KINDS = [(kind.value, kind.label) for kind in (Assignment.Kind.CASE_MANAGER, Assignment.Kind.PROFESSIONAL)]
DAY_ERRORS = {
    "required": _("Kies een dag."),
    "invalid": _("Deze datum bestaat niet. Schrijf bijvoorbeeld 24-11-2026."),
}
COORDINATION = ("", _("Hele huishouden (regie)"))


def work_domains(page: Page) -> list[tuple[str, Any]]:
    """The domains in which the reader of a page may write, as choices."""
    reachable = page.sight.domains(Level.WORK)
    own = [(domain, Domain(domain).label) for domain in Domain.values if domain in reachable]
    return [COORDINATION, *own] if "" in reachable else own


def helpers() -> QuerySet[User]:
    """Everybody who can take on a household today."""
    helping = [Role.CASE_MANAGER, Role.PROFESSIONAL]
    present = User.objects.filter(on_day(prefix="memberships__"), is_active=True, memberships__role__in=helping)
    return present.distinct().order_by("name")


class PageForm(forms.Form):
    """A form on the page of one household; knows who may be chosen and where the reader may write."""

    def __init__(self, page: Page, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.page = page
        if "domain" in self.fields:
            field = self.fields["domain"]
            assert isinstance(field, forms.ChoiceField)
            field.choices = work_domains(page)


class NoteForm(PageForm):
    """A note."""

    text = forms.CharField(
        label=_("Wat wilt u vastleggen?"),
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "required": _("Schrijf eerst een notitie."),
            "max_length": _(
                "De notitie is te lang (%(show_value)d tekens; er mogen er %(limit_value)d). Maak er twee van."
            ),
        },
    )
    domain = forms.ChoiceField(label=_("Hoort bij"), required=False)
    visibility = forms.ChoiceField(
        label=_("Wie mag dit lezen?"), choices=JournalEntry.Visibility, initial=JournalEntry.Visibility.DOMAIN
    )
    is_special = forms.BooleanField(
        label=_("Bevat gezondheids- of strafgegevens"),
        required=False,
        help_text=_("Dan leest alleen wie zulke gegevens mag zien de tekst. Anderen zien dat de notitie er is."),
    )


class TaskForm(PageForm):
    """A task for oneself or somebody involved."""

    title = forms.CharField(
        label=_("Wat moet er gebeuren?"),
        max_length=200,
        error_messages={"required": _("Schrijf in een paar woorden wat er moet gebeuren.")},
    )
    due_on = forms.DateField(
        label=_("Uiterlijk op"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Kies een dag."),
            "invalid": _("Deze datum bestaat niet. Schrijf bijvoorbeeld 24-11-2026."),
        },
    )
    assignee = forms.ModelChoiceField(
        label=_("Voor wie"),
        queryset=User.objects.none(),
        error_messages={"invalid_choice": _("Kies iemand die bij dit huishouden betrokken is.")},
    )
    domain = forms.ChoiceField(label=_("Hoort bij"), required=False)
    repeats = forms.ChoiceField(
        label=_("Komt terug"),
        choices=[("", _("nee")), *Task.Repeats.choices],
        required=False,
        help_text=_("Als de taak gedaan is, komt de volgende vanzelf op de werklijst."),
    )
    repeats_until = forms.DateField(
        label=_("Komt terug tot en met"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages=DAY_ERRORS,
    )

    def __init__(self, page: Page, *args: Any, **kwargs: Any) -> None:
        super().__init__(page, *args, **kwargs)
        involved = [row.user_id for row in page.assignments if not row.has_ended]
        field = self.fields["assignee"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = User.objects.filter(pk__in=involved).order_by("name")
        field.initial = page.request.actor.user
        field.empty_label = None

    def clean_due_on(self) -> datetime.date:
        """A day from today on."""
        due_on: datetime.date = self.cleaned_data["due_on"]
        if due_on < timezone.localdate():
            raise forms.ValidationError(_("Deze dag is al voorbij. Kies vandaag of later."))
        return due_on

    def clean(self) -> dict[str, Any]:
        """A series ends after it begins, and only a series has an end."""
        data = super().clean() or {}
        until, due_on = data.get("repeats_until"), data.get("due_on")
        if until and not data.get("repeats"):
            self.add_error("repeats", _("Kies hoe vaak de taak terugkomt, of haal de laatste dag weg."))
        if until and due_on and until < due_on:
            self.add_error("repeats_until", _("De laatste dag ligt vóór de eerste. Kies een latere dag."))
        return data


class AssignmentForm(PageForm):
    """Somebody more, or another case manager."""

    kind = forms.ChoiceField(label=_("Als"), choices=KINDS, initial=Assignment.Kind.PROFESSIONAL)
    user = forms.ModelChoiceField(
        label=_("Wie"),
        queryset=User.objects.none(),
        error_messages={"required": _("Kies een collega."), "invalid_choice": _("Kies een collega uit de lijst.")},
    )
    domain = forms.ChoiceField(
        label=_("Domein"), required=False, help_text=_("Alleen voor een professional. Een casemanager heeft de regie.")
    )
    reason = forms.CharField(
        label=_("Reden"),
        max_length=300,
        help_text=_("Deze reden staat in het dossier en bij de inzage."),
        error_messages={"required": _("Schrijf op waarom. Zonder reden is er geen grond om mee te kijken.")},
    )

    def __init__(self, page: Page, *args: Any, **kwargs: Any) -> None:
        super().__init__(page, *args, **kwargs)
        domains = self.fields["domain"]
        assert isinstance(domains, forms.ChoiceField)
        domains.choices = [("", "–"), *Domain.choices]
        users = self.fields["user"]
        assert isinstance(users, forms.ModelChoiceField)
        users.queryset = helpers()

    def clean(self) -> dict[str, Any]:
        """A professional works in a domain."""
        data = super().clean() or {}
        if data.get("kind") == Assignment.Kind.PROFESSIONAL and not data.get("domain"):
            self.add_error("domain", _("Kies in welk domein deze professional helpt."))
        return data


class ReplacementForm(forms.Form):
    """Who stands in for a colleague, in which of their households, and for how long."""

    assignments = forms.MultipleChoiceField(
        label=_("In welke huishoudens?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Kies ten minste één huishouden."),
            "invalid_choice": _("Dit huishouden kunt u niet kiezen. Ververs de pagina en kies opnieuw."),
        },
    )
    stand_in = forms.ModelChoiceField(
        label=_("Wie valt in?"),
        queryset=User.objects.none(),
        error_messages={"required": _("Kies een collega."), "invalid_choice": _("Kies een collega uit de lijst.")},
    )
    valid_from = forms.DateField(
        label=_("Eerste dag"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        initial=timezone.localdate,
        error_messages=DAY_ERRORS,
    )
    valid_until = forms.DateField(
        label=_("Weer terug op"),
        help_text=_("Op deze dag eindigt de vervanging vanzelf."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages=DAY_ERRORS,
    )
    reason = forms.CharField(
        label=_("Reden"),
        max_length=300,
        help_text=_("Bijvoorbeeld verlof. Schrijf niet op wat iemand mankeert."),
        error_messages={"required": _("Schrijf op waarom iemand invalt.")},
    )

    def __init__(self, assignments: Sequence[Assignment], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._assignments = {str(row.pk): row for row in assignments}
        households = self.fields["assignments"]
        assert isinstance(households, forms.MultipleChoiceField)
        households.choices = [(key, _held(row)) for key, row in self._assignments.items()]
        households.initial = list(self._assignments)
        colleagues = self.fields["stand_in"]
        assert isinstance(colleagues, forms.ModelChoiceField)
        colleagues.queryset = helpers().exclude(pk=assignments[0].user_id)

    def clean_assignments(self) -> list[Assignment]:
        """The chosen assignments themselves."""
        return [self._assignments[key] for key in self.cleaned_data["assignments"]]


def _held(assignment: Assignment) -> str:
    what = assignment.get_domain_display() if assignment.domain else assignment.get_kind_display()
    return f"{assignment.case.household.name} ({what})"


class EndAssignmentForm(forms.Form):
    """Why somebody is no longer involved."""

    reason = forms.CharField(
        label=_("Waarom eindigt de betrokkenheid?"),
        max_length=300,
        error_messages={"required": _("Schrijf op waarom de betrokkenheid eindigt.")},
    )


class JoinForm(forms.Form):
    """Who of the people that were found belongs to the household, and why."""

    person = forms.ChoiceField(
        label=_("Wie bedoelt u?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Kies wie u bedoelt."),
            "invalid_choice": _("Deze persoon kunt u niet toevoegen. Kies iemand uit de lijst, of zoek opnieuw."),
        },
    )
    lives_here = forms.BooleanField(label=_("Woont ook op dit adres"), required=False)
    explanation = forms.CharField(
        label=_("Waarom hoort deze persoon erbij?"),
        max_length=300,
        help_text=_("Dit staat bij de persoon en in de geschiedenis van het huishouden."),
        error_messages={
            "required": _("Schrijf op waarom. Later wil iemand weten waarom u dit deed."),
            "max_length": _("Schrijf de reden korter op: ten hoogste %(limit_value)d tekens."),
        },
    )

    def __init__(self, found: Answer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hits = [*found.own, *(found.others or [])]
        self.people = {str(hit.person.pk): hit.person for hit in hits}
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(hit.person.pk), told_apart(hit)) for hit in hits]

    @property
    def chosen(self) -> Person:
        """The person of a valid form."""
        return self.people[self.cleaned_data["person"]]


def told_apart(hit: Hit) -> str:
    """The least that tells people apart, on one line."""
    born = _("geboren %s") % hit.born
    return " · ".join(filter(None, [str(hit.person), born, hit.place, hit.person.get_suspension_display()]))


class LeaveForm(forms.Form):
    """Why somebody does not belong to the household."""

    explanation = forms.CharField(
        label=_("Waarom hoort deze persoon er niet bij?"),
        max_length=300,
        help_text=_("De persoon blijft in de geschiedenis staan. Een volgende import voegt hem of haar niet weer toe."),
        error_messages={
            "required": _("Schrijf op waarom. Later wil iemand weten waarom u dit deed."),
            "max_length": _("Schrijf de reden korter op: ten hoogste %(limit_value)d tekens."),
        },
    )
