"""Addresses of casework."""

from __future__ import annotations

from django.urls import path

from casework.views import (
    addresses,
    closed,
    decisions,
    emergencies,
    household,
    members,
    paper,
    search,
    sharing,
    team,
    trajectories,
    worklist,
    writing,
)

app_name = "casework"
urlpatterns = [
    path("zoeken/", search.search, name="search"),
    path("zoeken/dossier/", search.open_case, name="open_case"),
    path("zoeken/noodtoegang/", emergencies.break_glass, name="break_glass"),
    path("noodtoegang/<uuid:pk>/stoppen/", emergencies.end_emergency, name="end_emergency"),
    path("werklijst/", worklist.worklist, name="worklist"),
    path("werklijst/samen/", worklist.bulk, name="bulk"),
    path("werklijst/filters/bewaren/", worklist.save_filter, name="save_filter"),
    path("werklijst/filters/weggooien/", worklist.drop_filter, name="drop_filter"),
    path("werklijst/meldingen/gezien/", worklist.see_notices, name="see_notices"),
    path("werklijst/agenda/", worklist.calendar_settings, name="calendar_settings"),
    path("agenda/<str:token>.ics", worklist.calendar, name="calendar"),
    path("team/", team.team, name="team"),
    path("team/vervanging/<uuid:pk>/", team.replace, name="replace"),
    path("huishoudens/<uuid:pk>/", household.detail, name="household"),
    path("huishoudens/<uuid:pk>/afdrukken/", paper.paper, name="paper"),
    path("huishoudens/<uuid:pk>/verder/", household.below, name="below"),
    path("huishoudens/<uuid:pk>/tijdlijn/", household.timeline, name="timeline"),
    path("huishoudens/<uuid:pk>/notitie/", writing.write, {"kind": "note"}, name="write_note"),
    path("huishoudens/<uuid:pk>/taak/", writing.write, {"kind": "task"}, name="write_task"),
    path("huishoudens/<uuid:pk>/toewijzing/", writing.write, {"kind": "assignment"}, name="write_assignment"),
    path("huishoudens/<uuid:pk>/delen/", sharing.household_sharing, name="household_sharing"),
    path("huishoudens/<uuid:pk>/zicht/<str:source>/", sharing.ask, name="ask_sight"),
    path("zichtvragen/<uuid:pk>/", sharing.sight_request, name="sight_request"),
    path("zichtvragen/<uuid:pk>/toestemming/", sharing.record_consent, name="record_consent"),
    path("toestemmingen/<uuid:pk>/intrekken/", sharing.withdraw_consent, name="withdraw_consent"),
    path("deelbesluiten/<uuid:pk>/beeindigen/", sharing.end_sharing, name="end_sharing"),
    path("huishoudens/<uuid:pk>/leden/toevoegen/", members.add_member, name="add_member"),
    path("huishoudens/<uuid:pk>/leden/<uuid:membership_pk>/", members.remove_member, name="remove_member"),
    path("huishoudens/<uuid:pk>/besloten/", closed.open_compartment, name="open_compartment"),
    path("besloten/<uuid:pk>/", closed.compartment, name="compartment"),
    path("besloten/<uuid:pk>/sluiten/", closed.close_compartment, name="close_compartment"),
    path("besloten/<uuid:pk>/leden/toevoegen/", closed.add_member, name="add_compartment_member"),
    path("besloten/<uuid:pk>/leden/<uuid:member_pk>/", closed.remove_member, name="remove_compartment_member"),
    path("huishoudens/<uuid:pk>/geheime-adressen/", addresses.secret_addresses, name="secret_addresses"),
    path(
        "huishoudens/<uuid:pk>/geheime-adressen/<uuid:membership_pk>/", addresses.secret_address, name="secret_address"
    ),
    path(
        "huishoudens/<uuid:pk>/geheime-adressen/<uuid:membership_pk>/opheffen/",
        addresses.lift_secret_address,
        name="lift_secret_address",
    ),
    path("personen/<uuid:pk>/bsn/", members.show_bsn, name="show_bsn"),
    path("huishoudens/<uuid:pk>/trajecten/nieuw/", trajectories.begin_trajectory, name="begin_trajectory"),
    path("trajecten/<uuid:pk>/", trajectories.trajectory, name="trajectory"),
    path("trajecten/<uuid:pk>/stap/<slug:step>/", trajectories.take_step, name="take_step"),
    path("trajecten/<uuid:pk>/gegevens/", trajectories.change_trajectory, name="change_trajectory"),
    path("trajecten/<uuid:pk>/opnieuw/", trajectories.restart_trajectory, name="restart_trajectory"),
    path("trajecten/<uuid:pk>/nazorg/", trajectories.plan_aftercare, name="plan_aftercare"),
    path("beschikkingen/<uuid:pk>/bezwaar/", decisions.object_to_decision, name="object_to_decision"),
    path("beschikkingen/<uuid:pk>/bezwaar/besluit/", decisions.decide_objection, name="decide_objection"),
    path("trajecten/stappen/<uuid:pk>/brief/", decisions.trajectory_letter, name="trajectory_letter"),
    path("taken/<uuid:pk>/gedaan/", writing.finish_task, name="finish_task"),
    path("toewijzingen/<uuid:pk>/beeindigen/", writing.end_assignment, name="end_assignment"),
]
