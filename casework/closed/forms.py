"""What is typed on these screens."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.forms import PageForm, work_domains
from casework.models import Compartment
from casework.models.journal import NOTE_LENGTH
from casework.page import Page
from casework.services.compartments import OPENED_IN
from privacy.models import User

TOO_LONG = _("Schrijf de reden korter op: ten hoogste %(limit_value)d tekens.")
NOBODY = _("Kies een collega die bij dit huishouden betrokken is.")


class Reason(forms.CharField):
    """Why; always asked, never long."""

    def __init__(self, label: Any, missing: Any, **kwargs: Any) -> None:
        errors = {"required": missing, "max_length": TOO_LONG}
        super().__init__(label=label, max_length=300, error_messages=errors, **kwargs)


class CompartmentForm(PageForm):
    """A new compartment."""

    kind = forms.ChoiceField(label=_("Waar gaat het over?"), choices=Compartment.Kind)
    domain = forms.ChoiceField(label=_("Hoort bij"), required=False)
    reason = Reason(
        _("Waarom moet dit besloten zijn?"),
        _("Schrijf op waarom dit besloten moet zijn."),
        help_text=_("Alleen wie u toelaat, ziet dat dit dossier er is en wat erin staat."),
    )

    def __init__(self, page: Page, *args: Any, **kwargs: Any) -> None:
        super().__init__(page, *args, **kwargs)
        field = self.fields["domain"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = openable(page)


def openable(page: Page) -> list[tuple[str, Any]]:
    """Where the reader of a page may open a compartment, as choices."""
    return [choice for choice in work_domains(page) if choice[0] in OPENED_IN]


class CompartmentNoteForm(forms.Form):
    """A note in a compartment."""

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


class MemberForm(forms.Form):
    """Who may act in a compartment, and why."""

    user = forms.ModelChoiceField(
        label=_("Wie"),
        queryset=User.objects.none(),
        error_messages={"required": _("Kies een collega."), "invalid_choice": NOBODY},
    )
    reason = Reason(_("Waarom moet deze collega erbij?"), _("Schrijf op waarom deze collega erbij moet."))

    def __init__(self, involved: Collection[uuid.UUID], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["user"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = User.objects.filter(pk__in=involved).order_by("name")


class RemovalForm(forms.Form):
    """Why somebody no longer acts in a compartment."""

    reason = Reason(_("Waarom hoort deze collega er niet meer bij?"), _("Schrijf op waarom."))


class Colleagues(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # generic in the stubs only
    """Several of those who are involved."""

    def clean(self, value: Any) -> Any:
        """Those chosen; one sentence for everything that was not offered."""
        try:
            return super().clean(value)
        except forms.ValidationError as error:
            if error.code == "required":
                raise
            raise forms.ValidationError(NOBODY) from None


class ReadersForm(forms.Form):
    """Who may see a secret address: at least one."""

    readers = Colleagues(
        label=_("Wie mag dit adres zien?"),
        queryset=User.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies ten minste één collega. Anders kan niemand dit adres nog zien.")},
    )

    def __init__(self, involved: Collection[uuid.UUID], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["readers"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = User.objects.filter(pk__in=involved).order_by("name")


class SecretAddressForm(ReadersForm):
    """Why an address becomes a secret, and for whom it is none."""

    reason = Reason(
        _("Waarom is dit adres geheim?"),
        _("Schrijf op waarom dit adres geheim is."),
        help_text=_("Schrijf het adres zelf hier niet op."),
    )


class LiftForm(forms.Form):
    """Why an address is no secret any more."""

    reason = Reason(_("Waarom hoeft dit adres niet meer geheim te zijn?"), _("Schrijf op waarom."))
