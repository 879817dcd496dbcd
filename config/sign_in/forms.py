"""The forms of signing in, in our words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as CodeReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, AuthenticateWebAuthnForm, ReauthenticateWebAuthnForm
from django import forms
from django.core.cache import cache
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from privacy.models import User

# Longer than a code of the app is accepted, one period early or late.
CODE_SECONDS = 120
NAME_LENGTH = 60


def plain(field: forms.Field, label: StrOrPromise, help_text: StrOrPromise = "", **attributes: str) -> None:
    """Our label and no placeholder: that goes away as soon as one types."""
    field.label, field.help_text = label, help_text
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(attributes)


class SignInForm(LoginForm):  # type: ignore[misc]
    """E-mail address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(self.fields["login"], _("E-mailadres van uw werk"), autocomplete="username")
        plain(self.fields["password"], _("Wachtwoord"))


class PasswordAgainForm(ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before a change to how one signs in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(self.fields["password"], _("Uw wachtwoord"))


class NewPasswordForm(ChangePasswordForm):  # type: ignore[misc]
    """The present password and a new one, twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(self.fields["oldpassword"], _("Uw huidige wachtwoord"))
        plain(
            self.fields["password1"],
            _("Nieuw wachtwoord"),
            _("Minstens 12 tekens. Een zin van een paar woorden is sterk en makkelijk te onthouden."),
        )
        plain(self.fields["password2"], _("Nieuw wachtwoord, nog een keer"))

    def clean(self) -> dict[str, Any]:
        """Both new ones are the same."""
        cleaned: dict[str, Any] = forms.Form.clean(self) or {}
        first, second = cleaned.get("password1"), cleaned.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("Dit is niet hetzelfde wachtwoord als hierboven."))
        return cleaned


class OnceOnly:
    """A code of the app, or one of the recovery codes; each is taken once (RFC 6238 section 5.2)."""

    fields: dict[str, forms.Field]
    user: User

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        help_text = _("De 6 cijfers uit de app op uw telefoon, of een van uw herstelcodes.")
        plain(self.fields["code"], _("Code"), help_text, inputmode="numeric")

    def clean_code(self) -> str:
        """A right code that was not used before."""
        code: str = super().clean_code()  # type: ignore[misc]
        if not cache.add(f"second-factor:{self.user.pk}:{normalize_user_code(code)}", True, CODE_SECONDS):
            raise get_adapter().validation_error("incorrect_code")
        return code


class CodeForm(OnceOnly, AuthenticateForm):  # type: ignore[misc]
    """The code at signing in."""


class CodeAgainForm(OnceOnly, CodeReauthenticateForm):  # type: ignore[misc]
    """A code once more, before a change to how one signs in."""


class FirstCodeForm(ActivateTOTPForm):  # type: ignore[misc]
    """The first code, which shows that the app was set up."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        help_text = _("De 6 cijfers die de app nu laat zien.")
        plain(self.fields["code"], _("Code uit de app"), help_text, inputmode="numeric")

    @property
    def spelled_secret(self) -> str:
        """The secret as one types it over: in groups of four."""
        return " ".join(self.secret[start : start + 4] for start in range(0, len(self.secret), 4))


@contextmanager
def whatever_a_key_says() -> Iterator[None]:
    """Take an answer that no key would give for a wrong one: reading it raises all kinds of errors."""
    try:
        yield
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise get_adapter().validation_error("incorrect_code") from error


class KeyForm(AuthenticateWebAuthnForm):  # type: ignore[misc]
    """What a security key signed, at signing in."""

    def clean_credential(self) -> Authenticator:
        """The key that signed it."""
        with whatever_a_key_says():
            return super().clean_credential()


class KeyAgainForm(ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """What a security key signed once more, before a change to how one signs in."""

    def clean_credential(self) -> Authenticator:
        """The key that signed it."""
        with whatever_a_key_says():
            return super().clean_credential()


class AddKeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """What to call a security key; the browser fills in the rest."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        help_text = _("Zo herkent u de sleutel later, bijvoorbeeld: sleutelbos of laptop.")
        plain(self.fields["name"], _("Naam van de sleutel"), help_text, maxlength=str(NAME_LENGTH))
        self.fields["name"].validators.append(MaxLengthValidator(NAME_LENGTH))

    def clean(self) -> dict[str, Any]:
        """What the key said of itself."""
        with whatever_a_key_says():
            cleaned: dict[str, Any] = super().clean()
        return cleaned
