"""Addresses of privacy."""

from __future__ import annotations

from django.urls import path

from privacy.views import access_log, changes, exports, purpose_table, register, reviews, seals

app_name = "privacy"
urlpatterns = [
    path("inzage/", access_log.access_log, name="access_log"),
    path("inzage/zoeken/", access_log.look_up, name="look_up"),
    path("inzage/bestand/", access_log.export_log, name="export_log"),
    path("inzage/<str:place>/", access_log.access_record, name="access_record"),
    path("bestanden/", exports.export_requests, name="export_requests"),
    path("bestanden/<uuid:pk>/", exports.export_request, name="export_request"),
    path("doelentabel/", purpose_table.purpose_table, name="purpose_table"),
    path("doelentabel/wams/", purpose_table.wams, name="purpose_wams"),
    path("doelentabel/<slug:cell>/", purpose_table.purpose_cell, name="purpose_cell"),
    path("meldingen/", reviews.notices, name="notices"),
    path("meldingen/<uuid:pk>/gezien/", reviews.acknowledge_notice, name="acknowledge_notice"),
    path("beoordelen/", reviews.reviews, name="reviews"),
    path("beoordelen/<uuid:pk>/", reviews.review, name="review"),
    path("zegels/", seals.seals, name="seals"),
    path("wijzigingen/", changes.change_history, name="change_history"),
    path("register/", register.register, name="register"),
    path("register/document/", register.document, name="register_document"),
    path("register/register.pdf", register.pdf, name="register_pdf"),
    path("register/v0/processing-activities", register.activities, name="register_activities"),
    path("register/v0/processing-activities/<uuid:pk>", register.activity_entry, name="register_activity"),
    path(
        "register/v0/processing-activities/<uuid:pk>/versions/<int:number>",
        register.version_entry,
        name="register_version",
    ),
    path("register/<slug:slug>/", register.activity, name="activity"),
    path("register/<slug:slug>/wijzigen/", register.change, name="change_activity"),
    path("register/<slug:slug>/<int:number>/", register.activity_version, name="activity_version"),
]
