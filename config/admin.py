"""Configuration screens under /beheer/: staff accounts and teams. Never a resident's data.

A site of its own, and not Django's, on which every package registers its models by itself. Nothing is deleted here:
what no longer holds gets an end date, who no longer works here is no longer active.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import admin
from django.contrib.auth import logout
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import SimpleTemplateResponse
from django.urls import URLPattern, URLResolver
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from casework.models import Scheme
from privacy.choices import Domain
from privacy.models import Membership, SharingTerms, Team, User

View = Callable[..., HttpResponseBase]


class ConfigurationSite(admin.AdminSite):
    """For functional administrators, who sign in as everybody does, second factor included."""

    site_header = site_title = "Samenhang"
    index_title = gettext_lazy("Beheer")

    def has_permission(self, request: HttpRequest) -> bool:
        """Whether somebody may configure."""
        return bool(request.user.is_active and request.user.is_staff)

    def admin_view(self, view: View, cacheable: bool = False) -> View:  # type: ignore[override]
        """Only for who may configure; rendered within the transaction of the request."""
        inner = super().admin_view(view, cacheable)

        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not self.has_permission(request):
                raise PermissionDenied
            response = inner(request, *args, **kwargs)
            if isinstance(response, SimpleTemplateResponse):
                response.render()
            return response

        return answer

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Without Django's sign-in page, and without the view that finds any object of any model."""
        closed = {"login", "view_on_site", "password_change_done"}
        return [url for url in super().get_urls() if getattr(url, "name", "") not in closed]

    def logout(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:  # type: ignore[override]
        """Sign out, as everywhere."""
        if request.method == "POST":
            logout(request)
        return redirect("account_logout")

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:  # type: ignore[override]
        """The page where everybody changes the password."""
        return redirect("account_change_password")


class Configuration(admin.ModelAdmin[Any]):
    """What may be done is the same for every model: look, add and change."""

    view_on_site = False

    def has_module_permission(self, request: HttpRequest) -> bool:
        """The site lets nobody else in."""
        return True

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Everything here is configuration."""
        return True

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Who may see it may add to it."""
        return True

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Who may see it may change it."""
        return True

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nothing is deleted: old access records and decisions refer to it."""
        return False


class LowerCaseEmail(forms.ModelForm[User]):
    """One spelling of an address, so that everybody is found at signing in."""

    def clean_email(self) -> str:
        """In lower case."""
        return str(self.cleaned_data["email"]).lower()


class NewUserForm(LowerCaseEmail, AdminUserCreationForm):
    """A new colleague, with a first password or with the provider's sign-in alone."""

    class Meta:
        model = User
        fields = ("email", "name")
        field_classes: dict[str, type[forms.Field]] = {}


class UserForm(LowerCaseEmail, UserChangeForm[User]):
    """An account."""

    class Meta:
        model = User
        fields = ("email", "name", "phone", "is_active", "is_staff", "password")
        field_classes: dict[str, type[forms.Field]] = {}


class MembershipForm(forms.ModelForm[Membership]):
    """A place in a team."""

    domains = forms.MultipleChoiceField(
        label=gettext_lazy("Domeinen"), choices=Domain, required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Membership
        fields = ("user", "team", "role", "domains", "valid_from", "valid_until")


class StaffAdmin(Configuration, UserAdmin[Any]):
    """People who sign in; not the system jobs, and not whose person record is their own."""

    form, add_form = UserForm, NewUserForm
    add_form_template = "beheer/new_user.html"
    list_display = ("name", "email", "is_active", "is_staff")
    list_filter = ("is_active", "is_staff")
    search_fields = ("name", "email")
    ordering = ("name",)
    filter_horizontal = ()
    readonly_fields = ("last_login", "created_at")
    fieldsets = (
        (None, {"fields": ("name", "email", "phone", "password")}),
        (gettext_lazy("Rechten"), {"fields": ("is_active", "is_staff")}),
        (gettext_lazy("Gebruik"), {"fields": ("created_at", "last_login")}),
    )
    add_fieldsets = (
        (None, {"classes": ("wide",), "fields": ("name", "email", "usable_password", "password1", "password2")}),
    )
    actions = ("forget_second_factors",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """People only."""
        return super().get_queryset(request).filter(kind=User.Kind.PERSON)

    @admin.action(description=gettext_lazy("Tweede stap verwijderen, na verlies van telefoon of sleutel"))
    def forget_second_factors(self, request: HttpRequest, users: QuerySet[User]) -> None:
        """Let people set up a new second factor at their next sign-in. Nobody does this for themselves."""
        others = list(users.exclude(email=request.user.get_username()))
        Authenticator.objects.filter(user__in=others).delete()
        for user in others:
            self.log_change(request, user, _("Tweede stap verwijderd"))
        text = ngettext(
            "Bij {number} account is de tweede stap verwijderd.",
            "Bij {number} accounts is de tweede stap verwijderd.",
            len(others),
        )
        self.message_user(request, text.format(number=len(others)))


class TeamAdmin(Configuration):
    """Teams."""

    list_display = ("name", "phone", "email")
    search_fields = ("name",)


class MembershipAdmin(Configuration):
    """Who works in which team, in which role, from and until which day."""

    form = MembershipForm
    list_display = ("user", "team", "role", "valid_from", "valid_until")
    list_filter = ("team", "role")
    list_select_related = ("user", "team")
    search_fields = ("user__name",)
    autocomplete_fields = ("user", "team")
    date_hierarchy = "valid_from"


class SharingTermsAdmin(Configuration):
    """The words for consent, and how long sight lasts; a new row for each change, so that the old words stay."""

    list_display = ("valid_from", "valid_until", "months", "most_months")


class SchemeAdmin(Configuration):
    """Income schemes to ask about; a change is a new row from a day on, so that the old words stay."""

    list_display = ("title", "level", "valid_from", "valid_until")
    list_filter = ("level",)
    search_fields = ("title",)


site = ConfigurationSite()
site.register(User, StaffAdmin)
site.register(Team, TeamAdmin)
site.register(Membership, MembershipAdmin)
site.register(SharingTerms, SharingTermsAdmin)
site.register(Scheme, SchemeAdmin)
