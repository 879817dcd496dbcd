"""Addresses of households."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "households"
urlpatterns: list[URLPattern] = []
