"""All addresses. Paths are Dutch, names English."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

from casework.views.home import home
from config.admin import site
from config.views import health_check

urlpatterns = [
    path("", home, name="home"),
    path("", include("config.sign_in.urls")),
    path("", include("config.interfaces.urls")),
    # Open: somebody who must still set up a second factor reads as well.
    path("taal/", login_not_required(set_language), name="set_language"),
    path("gezond/", health_check, name="health"),
    path("beheer/", site.urls),
    path("", include("casework.urls")),
    path("", include("households.urls")),
    path("privacy/", include("privacy.urls")),
]

handler429 = "config.sign_in.views.too_many_attempts"
handler500 = "config.views.server_error"
