"""Addresses of the interface, below /api/v1/: Dutch, and without a slash at the end."""

from __future__ import annotations

from django.urls import path

from casework.api import views

app_name = "api"
urlpatterns = [
    path("huishoudens", views.Households.as_view(), name="households"),
    path("huishoudens/_zoek", views.Search.as_view(), name="search"),
    path("huishoudens/<uuid:pk>", views.HouseholdDetail.as_view(), name="household"),
    path("huishoudens/<uuid:pk>/domeinen", views.Domains.as_view(), name="domains"),
    path("huishoudens/<uuid:pk>/tijdlijn", views.Timeline.as_view(), name="timeline"),
    path("huishoudens/<uuid:pk>/notities", views.Notes.as_view(), name="notes"),
]
