"""Addresses of households."""

from __future__ import annotations

from django.urls import path

from households import views

app_name = "households"
urlpatterns = [path("zoeken/", views.search, name="search")]
