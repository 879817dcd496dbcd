"""Addresses of privacy."""

from __future__ import annotations

from django.urls import path

from privacy.views import access_log, changes, reviews

app_name = "privacy"
urlpatterns = [
    path("inzage/", access_log.access_log, name="access_log"),
    path("inzage/zoeken/", access_log.look_up, name="look_up"),
    path("inzage/bestand/", access_log.export_log, name="export_log"),
    path("inzage/<str:place>/", access_log.access_record, name="access_record"),
    path("meldingen/", reviews.notices, name="notices"),
    path("meldingen/<uuid:pk>/gezien/", reviews.acknowledge_notice, name="acknowledge_notice"),
    path("privacy/beoordelen/", reviews.reviews, name="reviews"),
    path("privacy/beoordelen/<uuid:pk>/", reviews.review, name="review"),
    path("wijzigingen/", changes.change_history, name="change_history"),
    path("wijzigingen/huishouden/<uuid:pk>/", changes.household_changes, name="household_changes"),
]
