"""Addresses of households."""

from __future__ import annotations

from django.urls import path

from households import views

app_name = "households"
urlpatterns = [
    path("personen/dubbel/", views.duplicates, name="duplicates"),
    path("personen/dubbel/<uuid:pk>/", views.duplicate, name="duplicate"),
    path("personen/dubbel/<uuid:pk>/twee-mensen/", views.two_people, name="two_people"),
    path("personen/samenvoegingen/", views.merges, name="merges"),
    path("personen/samenvoegingen/<uuid:pk>/ongedaan/", views.undo_merge, name="undo_merge"),
]
