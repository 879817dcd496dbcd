"""The addresses of the site, and the floor."""

from __future__ import annotations

from django.urls import path

from config.urls import urlpatterns as site
from privacy import processing
from tests.bench.floor import floor

processing.exempt("measures what a bare page costs", screens=["bench/floor/"])
urlpatterns = [path("bench/floor/", floor), *site]
