"""Addresses of signing in, under allauth's names: it sends people on to them. What is not here is closed."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import path

from config.sign_in import views

urlpatterns = [
    path("inloggen/", views.sign_in, name="account_login"),
    path("inloggen/tweede-stap/", views.authenticate, name="mfa_authenticate"),
    path("inloggen/niet-actief/", views.inactive, name="account_inactive"),
    path("inloggen/afgebroken/", views.cancelled, name="socialaccount_login_cancelled"),
    path("inloggen/via/<slug:provider_id>/", views.to_provider, name="openid_connect_login"),
    path("inloggen/via/<slug:provider_id>/terug/", views.from_provider, name="openid_connect_callback"),
    path("uitloggen/", views.sign_out, name="account_logout"),
    path("account/wachtwoord/", views.change_password, name="account_change_password"),
    path("account/bevestigen/", views.reauthenticate, name="account_reauthenticate"),
    path("account/bevestigen/code/", views.reauthenticate_by_code, name="mfa_reauthenticate"),
    path("account/bevestigen/sleutel/", views.reauthenticate_by_key, name="mfa_reauthenticate_webauthn"),
    path("account/tweede-stap/", views.second_factors, name="mfa_index"),
    path("account/tweede-stap/app/instellen/", views.activate_app, name="mfa_activate_totp"),
    path("account/tweede-stap/app/verwijderen/", views.deactivate_app, name="mfa_deactivate_totp"),
    path("account/tweede-stap/sleutel/instellen/", views.add_key, name="mfa_add_webauthn"),
    path("account/tweede-stap/sleutel/<int:pk>/verwijderen/", views.remove_key, name="mfa_remove_webauthn"),
    path("account/tweede-stap/herstelcodes/", views.recovery_codes, name="mfa_view_recovery_codes"),
    path("account/tweede-stap/herstelcodes/nieuw/", views.new_recovery_codes, name="mfa_generate_recovery_codes"),
    path("account/tweede-stap/herstelcodes/bestand/", views.download_codes, name="mfa_download_recovery_codes"),
]
# Where somebody may go who must still set up a second factor.
SETTING_UP = {"mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "account_reauthenticate"}
NAMES = {pattern.name for pattern in urlpatterns}


def is_part_of_signing_in(request: HttpRequest) -> bool:
    """Whether the request is for one of these pages; what is typed there is secret."""
    return request.resolver_match is not None and request.resolver_match.url_name in NAMES
