"""Addresses for programs. allauth asks for the first ones by the names `idp:oidc:…`; what is not here is closed."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from config.interfaces import views

PROVIDER: list[URLPattern | URLResolver] = [
    path("toestemming/", views.authorize, name="authorization"),
    path("token", views.token, name="token"),
    path("intrekken", views.revoke, name="revoke"),
]
urlpatterns = [
    path("oauth/", include(([path("", include((PROVIDER, "oidc")))], "idp"))),
    path(".well-known/oauth-authorization-server", views.metadata, name="oauth_metadata"),
    path("api/v1/openapi.json", views.openapi, name="openapi"),
    path("api/v1/", include("casework.api.urls")),
]
