"""What the law asks of casework: who sees which domain at which level, how long, and which rights apply."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from casework import grants, walls
from casework.models import (
    Alert,
    Assignment,
    Case,
    Compartment,
    CompartmentMember,
    JournalEntry,
    Task,
    TimelineEvent,
    Trajectory,
)
from casework.querysets import acts_in, in_open_compartment
from households.models import Level
from households.querysets import granted, not_barred
from households.services.merging import register_mover
from households.walls import of_household
from privacy import access, changes, exports, names, processing, retention, rights
from privacy.acting import Actor
from privacy.api import scopes
from privacy.audit import About, register_event
from privacy.choices import DataClass, Purpose, Role
from privacy.models import AccessRecord
from privacy.processing import Activity
from privacy.purpose_table import register_consequences


def cases(actor: Actor, purpose: Purpose) -> QuerySet[Case]:
    """For help: of one's households. To divide the work: a team lead sees all cases of the team."""
    rows = Case.objects.all()
    if purpose == Purpose.HELP:
        return rows.filter(granted(actor, "household"))
    if purpose == Purpose.CASELOAD and actor.has(Role.TEAM_LEAD):
        return rows.filter(not_barred(actor, "household"), team__in=actor.teams(Role.TEAM_LEAD))
    return rows.none()


def assignments(actor: Actor, purpose: Purpose) -> QuerySet[Assignment]:
    """Who helps this household follows the case: that somebody is involved is visible to all involved."""
    return Assignment.objects.filter(case__in=cases(actor, purpose))


def trajectories(actor: Actor, purpose: Purpose) -> QuerySet[Trajectory]:
    """That a trajectory runs, since when and whose: from level *dat* in its domain."""
    rows = Trajectory.objects.all()
    if purpose != Purpose.HELP:
        return rows.none()
    return rows.filter(granted(actor, "household", domain="domain"))


def journal_entries(actor: Actor, purpose: Purpose) -> QuerySet[JournalEntry]:
    """By the depth of the note: from level *wat* in its domain, from *werk*, or for its author alone."""
    if purpose != Purpose.HELP:
        return JournalEntry.objects.none()
    written_here = Q(author=actor.user) & granted(actor, "household")
    in_sight = granted(actor, "household", level=Level.CONTENT, domain="domain")
    in_hands = granted(actor, "household", level=Level.WORK, domain="domain")
    by_depth = Q(visibility=JournalEntry.Visibility.DOMAIN) & in_sight
    by_depth |= Q(visibility=JournalEntry.Visibility.WORK) & in_hands
    inside = ~Q(visibility=JournalEntry.Visibility.AUTHOR) | Q(author=actor.user)
    return JournalEntry.objects.filter(in_open_compartment(actor, written_here | by_depth, inside=inside))


def timeline_events(actor: Actor, purpose: Purpose) -> QuerySet[TimelineEvent]:
    """Each event from its own depth on, in its own domain."""
    if purpose != Purpose.HELP:
        return TimelineEvent.objects.none()
    depth = TimelineEvent.Depth
    involvement = Q(depth=depth.INVOLVEMENT) & granted(actor, "household", domain="domain")
    content = Q(depth=depth.CONTENT) & granted(actor, "household", level=Level.CONTENT, domain="domain")
    work = Q(depth=depth.WORK) & granted(actor, "household", level=Level.WORK, domain="domain")
    return TimelineEvent.objects.filter(in_open_compartment(actor, content | involvement | work))


def tasks(actor: Actor, purpose: Purpose) -> QuerySet[Task]:
    """One's own tasks, and those of domains whose content one may see."""
    if purpose != Purpose.HELP:
        return Task.objects.none()
    own = Q(assignee=actor.user) & granted(actor, "household")
    in_sight = granted(actor, "household", level=Level.CONTENT, domain="domain")
    return Task.objects.filter(in_open_compartment(actor, own | in_sight))


def alerts(actor: Actor, purpose: Purpose) -> QuerySet[Alert]:
    """An alert of the household to all involved; one of a domain from level *wat*."""
    if purpose != Purpose.HELP:
        return Alert.objects.none()
    shared = Q(domain="") & granted(actor, "household")
    in_sight = granted(actor, "household", level=Level.CONTENT, domain="domain")
    return Alert.objects.filter(in_open_compartment(actor, shared | in_sight))


def compartments(actor: Actor, purpose: Purpose) -> QuerySet[Compartment]:
    """Those in which the actor acts today, of households in sight; to everybody else there is none."""
    if purpose != Purpose.HELP:
        return Compartment.objects.none()
    return Compartment.objects.filter(granted(actor, "household"), acts_in(actor, "pk"))


def compartment_members(actor: Actor, purpose: Purpose) -> QuerySet[CompartmentMember]:
    """Who acts and acted in the actor's compartments."""
    return CompartmentMember.objects.filter(compartment__in=compartments(actor, purpose))


def _about(row: Any) -> About:
    person = getattr(row, "person_id", None)
    return About(household_id=row.household_id, subject_ids=(person,) if person else ())


TERMS = Path(__file__).with_name("retention.toml")
FILE = retention.Retention(
    term="P15Y", starts_at="creation of the item, or end of the trajectory", source="Wmo 2015 art. 5.3.4 (longest of)"
)
# A closed compartment stays as long as what was done in it under the meldcode.
CLOSED_FILE = retention.written_in(TERMS, "meldcode")
KEPT = rights.Answer(kept_because="verzoek om vernietiging wordt binnen drie maanden beoordeeld (Wmo 2015 art. 5.3.5)")

WALLS = {
    Case: walls.CASE,
    Assignment: walls.ASSIGNMENT,
    Compartment: walls.COMPARTMENT,
    CompartmentMember: walls.COMPARTMENT_MEMBER,
    Trajectory: of_household(),
    JournalEntry: walls.JOURNAL,
    TimelineEvent: walls.TIMELINE,
    Task: walls.TASK,
    Alert: walls.ALERT,
}
REGISTRATIONS: list[tuple[type[Model], Any, Any, list[DataClass]]] = [
    (Case, cases, _about, [DataClass.INVOLVEMENT]),
    (
        Assignment,
        assignments,
        lambda row: About(household_id=row.case.household_id),
        [DataClass.INVOLVEMENT],
    ),
    (Trajectory, trajectories, _about, [DataClass.INVOLVEMENT]),
    (JournalEntry, journal_entries, _about, [DataClass.CONTENT]),
    (TimelineEvent, timeline_events, _about, [DataClass.INVOLVEMENT]),
    (Task, tasks, _about, [DataClass.CONTENT]),
    (Alert, alerts, _about, [DataClass.CONTENT]),
    (Compartment, compartments, _about, [DataClass.CONTENT]),
    (
        CompartmentMember,
        compartment_members,
        lambda row: About(household_id=row.compartment.household_id),
        [DataClass.CONTENT],
    ),
]

for model, scope, about, data_classes in REGISTRATIONS:
    access.register(model, scope=scope, about=about, data_classes=data_classes, wall=WALLS[model])
    retention.register(model, CLOSED_FILE if model in (Compartment, CompartmentMember) else FILE)
    rights.register(model, rights.Rights(subject="household__memberships__person", erase=KEPT))

register_event("household.part", _("bekeek een deel van het huishouden"))
register_event("case.opened", _("opende een dossier"))
register_event("assignment.made", _("wees iemand toe aan het huishouden"))
register_event("assignment.replaced", _("regelde een vervanger voor het huishouden"))
register_event("assignment.ended", _("beëindigde een toewijzing"))
register_event("trajectory.started", _("begon een traject"))
register_event("journalentry.written", _("schreef een notitie"))
register_event("task.made", _("maakte een taak"))
register_event("task.done", _("rondde een taak af"))
register_event("alert.raised", _("gaf een attentie"))
register_event("compartment.opened", _("opende een besloten dossier"))
register_event("compartment.closed", _("sloot een besloten dossier"))
register_event("compartment.member_added", _("liet iemand toe tot een besloten dossier"))
register_event("compartment.member_removed", _("haalde iemand uit een besloten dossier"))


def name_cases(keys: Collection[uuid.UUID]) -> Mapping[uuid.UUID, str]:
    """Cases by their number."""
    return dict(Case.objects.filter(pk__in=keys).values_list("pk", "number"))


def name_trajectories(keys: Collection[uuid.UUID]) -> Mapping[uuid.UUID, str]:
    """Trajectories by their domain and first day: what they are about is content."""
    return {
        row.pk: gettext("%(domain)s sinds %(day)s")
        % {"domain": row.get_domain_display(), "day": date_format(row.started_on, "j F Y")}
        for row in Trajectory.objects.filter(pk__in=keys).only("domain", "started_on")
    }


def find_households(sought: names.Sought) -> Iterator[names.Found]:
    """The household of a case number."""
    if sought.case_number:
        for case in Case.objects.filter(number__iexact=sought.case_number).select_related("household"):
            hint = gettext("dossier %s") % case.number
            yield names.Found(names.HOUSEHOLD, case.household_id, case.household.name, hint)


names.register_namer("case", name_cases)
names.register_namer("trajectory", name_trajectories)
names.register_finder(find_households)
changes.reach(Assignment, household="case__household")
changes.reach(CompartmentMember, household="compartment__household")
changes.keep_closed(lambda entry: entry.instance_type is Compartment, as_=_("besloten dossier"))
changes.keep_closed(lambda entry: bool(getattr(entry, "compartment_id", None)), as_=_("iets in een besloten dossier"))
changes.keep_closed(lambda entry: bool(getattr(entry, "is_special", False)), as_=_("notitie met bijzondere gegevens"))
changes.tell_as_content(Trajectory)
changes.leave_out(TimelineEvent, because="it repeats a change that its own model tells")

register_consequences(grants.foretell, grants.recompute)

# When two records of one person are merged, these follow.
register_mover(Trajectory, "persons")
register_mover(TimelineEvent, "person")
register_mover(Task, "person")
register_mover(Alert, "person")

processing.register(
    Activity.HELP,
    screens=[
        "home",
        "casework:household",
        "casework:paper",
        "casework:below",
        "casework:timeline",
        "casework:household_changes",
        "casework:write_note",
        "casework:write_task",
        "casework:write_assignment",
        "casework:add_member",
        "casework:remove_member",
        "casework:show_bsn",
        "casework:open_compartment",
        "casework:compartment",
        "casework:close_compartment",
        "casework:add_compartment_member",
        "casework:remove_compartment_member",
        "casework:secret_addresses",
        "casework:secret_address",
        "casework:lift_secret_address",
        "casework:finish_task",
        "casework:end_assignment",
    ],
)
processing.register(Activity.FIRST_CONTACT, screens=["casework:search", "casework:open_case"])
processing.register(Activity.HELP, screens=["casework:break_glass", "casework:end_emergency"])
processing.register(Activity.CASELOAD, screens=["casework:team", "casework:replace"])
processing.register(Activity.OVERSIGHT, tasks=["casework.tasks.check_grants"])
processing.exempt("people who do not exist, for the demo", commands=["demo_accounts", "demo_municipality"])

PAPER = exports.register(
    exports.Kind(
        key="household_paper",
        title=_("een huishouden op papier"),
        event="household.printed",
        done=_("drukte het huishouden af"),
        action=AccessRecord.Action.PRINT,
        view="casework:paper",
        most_rows=1,
        most_people=100,
    )
)
WRITE_NOTES = scopes.register("notities:schrijven", _("notities schrijven"))
register_event("household.fetched", _("haalde via een koppeling het huishouden op"))
processing.register(
    Activity.HELP,
    screens=[f"api:{name}" for name in ("households", "search", "household", "domains", "timeline", "notes")],
)
