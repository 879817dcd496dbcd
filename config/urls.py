"""All addresses. Paths are Dutch, names English."""

from __future__ import annotations

from django.contrib import admin
from django.urls import include, path

from casework.views.home import home

urlpatterns = [
    path("", home, name="home"),
    path("accounts/", include("allauth.urls")),
    path("beheer/", admin.site.urls),
    path("", include("casework.urls")),
    path("", include("households.urls")),
    path("privacy/", include("privacy.urls")),
]
