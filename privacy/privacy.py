"""What the law asks of the kernel's own records: who may read the access log."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator, Mapping

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from privacy import access, names, processing, walls
from privacy.acting import Actor
from privacy.audit import About, register_event
from privacy.choices import DataClass, Purpose, Role
from privacy.models import AccessRecord, Team, User
from privacy.processing import Activity

MOST_WORKERS = 20
# The set is the households app's: the kernel knows its name only.
OF_MY_HOUSEHOLDS = "{row}.household_id = ANY ((SELECT wall_set('households'))::uuid[])"


def access_records(actor: Actor, purpose: Purpose) -> QuerySet[AccessRecord]:
    """The privacy officer reads all of them, for oversight; nobody else reads any here."""
    records = AccessRecord._default_manager.all()
    if purpose == Purpose.OVERSIGHT and actor.has(Role.PRIVACY_OFFICER):
        return records
    return records.none()


def name_workers(keys: Collection[uuid.UUID]) -> Mapping[uuid.UUID, str]:
    """Workers and system jobs, also those who no longer work here."""
    return dict(User.objects.filter(pk__in=keys).values_list("pk", "name"))


def name_teams(keys: Collection[uuid.UUID]) -> Mapping[uuid.UUID, str]:
    """Teams."""
    return dict(Team.objects.filter(pk__in=keys).values_list("pk", "name"))


def find_workers(sought: names.Sought) -> Iterator[names.Found]:
    """Workers by a part of their name."""
    if sought.worker:
        found = User.objects.filter(name__icontains=sought.worker).order_by("name")[:MOST_WORKERS]
        for user in found.prefetch_related("memberships__team"):
            teams = dict.fromkeys(membership.team.name for membership in user.memberships.all())
            yield names.Found(names.WORKER, user.pk, user.name, ", ".join(teams))


access.register(
    AccessRecord,
    scope=access_records,
    about=lambda row: About(household_id=row.household_id, subject_ids=tuple(row.named_subject_ids)),
    data_classes=[DataClass.ACCESS_LOG],
    wall=walls.Wall(
        f"{{row}}.actor_id = (SELECT wall_actor()) OR {OF_MY_HOUSEHOLDS}",
        adds="{row}.actor_id = (SELECT wall_actor())",
    ),
)
register_event("change.refused", _("probeerde iets te doen wat niet mag"))
register_event("work.failed", _("liep vast"))
register_event("accessrecord.search", _("zocht op van wie de inzage te bekijken"))
register_event("purposetable.foretold", _("bekeek wat een wijziging van de doelentabel doet"))
register_event("purposetable.changed", _("wijzigde de doelentabel"))
register_event("change.list", _("bekeek de wijzigingen"))
names.register_namer(names.WORKER, name_workers)
names.register_namer("team", name_teams)
names.register_finder(find_workers)

processing.register(
    Activity.OVERSIGHT,
    screens=[
        "privacy:access_log",
        "privacy:look_up",
        "privacy:access_record",
        "privacy:change_history",
        "privacy:purpose_table",
        "privacy:purpose_cell",
        "privacy:purpose_wams",
        "privacy:seals",
    ],
    tasks=["privacy.tasks.seal_log", "privacy.tasks.verify_day", "privacy.tasks.verify_everything"],
    commands=["verify_audit"],
)
processing.exempt("makes a key and stores nothing", commands=["make_seal_key"])
processing.exempt("makes room for records, reads none", tasks=["privacy.tasks.make_partitions"])
