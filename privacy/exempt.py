"""Models without scope, retention or rights, each with the reason. Everything else must register."""

from __future__ import annotations

REASONS: dict[str, str] = {
    "account.emailaddress": "sign-in addresses of staff, managed by allauth",
    "account.emailconfirmation": "short-lived confirmation of a staff address",
    "admin.logentry": "changes of configuration by administrators",
    "allauth_idp_oidc.client": "programs that staff let in: configuration without residents",
    "allauth_idp_oidc.token": "hashes of tokens of staff; they end by themselves, managed by allauth",
    "auth.group": "configuration without personal data",
    "auth.permission": "configuration without personal data",
    "contenttypes.contenttype": "framework table",
    "guardian.groupobjectpermission": "not used: grants live in direct foreign-key tables",
    "guardian.userobjectpermission": "not used: grants live in direct foreign-key tables",
    "households.householdgrant": "derived from assignments; read by scopes only, shown to nobody",
    "households.namekey": "a list of surnames that occur in the town; no person can be told from it",
    "mfa.authenticator": "second factors of staff, managed by allauth",
    "privacy.accessrecord": "the audit itself: own scope in privacy.privacy, outlives the person (NEN 7513)",
    "privacy.activityversion": "configuration: the register of processing, without a resident",
    "privacy.colleagueexception": "configuration: who may help a colleague's household, decided by the privacy officer",
    "privacy.emergencynotice": "which worker was told of an emergency, and when they saw it; no data of a resident",
    "privacy.logbookposition": "how far the logbook has come, about nobody",
    "privacy.membership": "configuration: where staff work",
    "privacy.processingactivity": "configuration: the register of processing, without a resident",
    "privacy.purposepolicy": "configuration: the purpose table",
    "privacy.sharingterms": "configuration: the words for consent, and how long sight lasts",
    "privacy.team": "configuration: the teams",
    "privacy.user": "staff, managed by the functional administrator",
    "sessions.session": "unused: sessions live in Valkey",
    "socialaccount.socialaccount": "staff identities at the municipality's own provider",
    "socialaccount.socialapp": "configuration of the identity provider",
    "socialaccount.socialtoken": "staff tokens; not stored",
}
