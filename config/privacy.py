"""Which processing activity the screens and commands of the composition root belong to."""

from __future__ import annotations

from privacy import processing
from privacy.processing import Activity

processing.register(
    Activity.ADMINISTRATION,
    screens=[
        "account_login",
        "account_logout",
        "account_inactive",
        "account_change_password",
        "account_reauthenticate",
        "mfa_authenticate",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_deactivate_totp",
        "mfa_add_webauthn",
        "mfa_remove_webauthn",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes",
        "openid_connect_login",
        "openid_connect_callback",
        "socialaccount_login_cancelled",
        "idp:oidc:authorization",
        "idp:oidc:token",
        "idp:oidc:revoke",
        "admin:*",
    ],
)
processing.exempt(
    "keeps a choice of language and says whether we work: about nobody", screens=["set_language", "health"]
)
processing.exempt("says what the interfaces are: about nobody", screens=["openapi", "oauth_metadata"])
processing.exempt(
    "works on the source or on the shape of the tables, not on what is in them",
    commands=["data_inventory", "migrate", "translations"],
)
processing.register(Activity.ADMINISTRATION, commands=["add_client"])
