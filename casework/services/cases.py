"""Opening a case, and who works on it."""

from __future__ import annotations

import datetime

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import grants
from casework.models import Assignment, Case, TimelineEvent, Trajectory
from casework.services.permission import NotAllowed, require_role, require_work
from casework.services.timeline import tell
from households.models import Household
from households.querysets import not_barred
from privacy.acting import Actor, because, beyond_sight
from privacy.audit import About, record
from privacy.choices import DataClass, Domain, Purpose, Role
from privacy.models import AccessRecord, Team, User
from privacy.wording import kept


@beyond_sight("divide the work")
def open_case(
    *, actor: Actor, household: Household, team: Team, case_manager: User, reason: str, at: datetime.datetime
) -> Case:
    """Open the case of a household with its permanent case manager. Raises `NotAllowed` when one is open already."""
    if Case.objects.filter(household=household, closed_on__isnull=True).exists():
        raise NotAllowed(_("Dit huishouden heeft al een dossier. Neem contact op met het wijkteam."))
    require_case_manager(case_manager)
    day = timezone.localdate(at)
    with because(reason):
        case = Case.objects.create(number=_next_number(day), household=household, team=team, opened_on=day)
        tell(
            actor=actor,
            at=at,
            household_id=household.pk,
            kind=TimelineEvent.Kind.CASE,
            sentence=kept(gettext_lazy("Dossier geopend: %s"), reason),
        )
        _assign(actor, Assignment(case=case, user=case_manager, kind=Assignment.Kind.CASE_MANAGER, reason=reason), at)
    _record(actor, "case.opened", case)
    return case


@beyond_sight("divide the work")
def assign(
    *,
    actor: Actor,
    case: Case,
    user: User,
    domain: Domain,
    reason: str,
    at: datetime.datetime,
    trajectory: Trajectory | None = None,
) -> Assignment:
    """Let a professional work on one domain of a household, from today. Only who has the coordination may."""
    _require_coordination(actor, case)
    if domain not in {d for m in user.memberships.on() for d in m.domains}:
        raise NotAllowed(
            _("%(name)s werkt niet in %(domain)s. Kies iemand die dat wel doet.")
            % {"name": user, "domain": domain.label}
        )
    assignment = Assignment(
        case=case,
        user=user,
        kind=Assignment.Kind.PROFESSIONAL,
        domain=domain,
        trajectory=trajectory,
        reason=reason,
    )
    with because(reason):
        _assign(actor, assignment, at)
    _record(actor, "assignment.made", case)
    return assignment


@beyond_sight("divide the work")
def hand_over(*, actor: Actor, case: Case, case_manager: User, reason: str, at: datetime.datetime) -> Assignment:
    """Give the household another permanent case manager, from today: the present one's sight ends at once."""
    _require_coordination(actor, case)
    require_case_manager(case_manager)
    day = timezone.localdate(at)
    present = case.assignments.on(day).filter(kind=Assignment.Kind.CASE_MANAGER).select_for_update(of=("self",)).first()
    if present is not None and present.user_id == case_manager.pk:
        raise NotAllowed(_("%s is al de vaste casemanager van dit huishouden.") % case_manager)
    with because(reason):
        if present is not None:
            _end(present, day)
        assignment = Assignment(case=case, user=case_manager, kind=Assignment.Kind.CASE_MANAGER, reason=reason)
        _assign(actor, assignment, at)
    _record(actor, "assignment.made", case)
    return assignment


@beyond_sight("divide the work")
def end_assignment(*, actor: Actor, assignment: Assignment, reason: str, at: datetime.datetime) -> None:
    """End a professional's assignment today. A case manager is replaced by `hand_over` instead."""
    _require_coordination(actor, assignment.case)
    if assignment.kind == Assignment.Kind.CASE_MANAGER:
        raise NotAllowed(_("Een huishouden houdt altijd een vaste casemanager. Draag het over aan een collega."))
    with because(reason):
        _end(assignment, timezone.localdate(at))
        tell(
            actor=actor,
            at=at,
            household_id=assignment.case.household_id,
            kind=TimelineEvent.Kind.ASSIGNMENT,
            domain=assignment.domain,
            sentence=kept(gettext_lazy("%s is niet langer betrokken"), str(assignment.user)),
        )
    _record(actor, "assignment.ended", assignment.case)


def require_case_manager(user: User) -> None:
    """Raise `NotAllowed` unless the user is a case manager today."""
    require_role(user, Role.CASE_MANAGER, _("%s is geen casemanager. Kies een casemanager.") % user)


def _require_coordination(actor: Actor, case: Case) -> None:
    """Who is involved is up to the team lead and the permanent case manager, not to whoever stands in for them."""
    if case.team in actor.teams(Role.TEAM_LEAD):
        if not Household.objects.filter(not_barred(actor), pk=case.household_id).exists():
            raise NotAllowed(_("Over dit huishouden beslist u niet. Vraag een andere teamleider."))
        return
    require_work(actor, case.household_id, "")
    if not case.assignments.on().filter(kind=Assignment.Kind.CASE_MANAGER, user=actor.user).exists():
        raise NotAllowed(_("Wie erbij hoort, beslist de vaste casemanager of de teamleider. U vervangt alleen."))


def team_for(user: User, task: str, case: Case, *, on: datetime.date) -> Team:
    """The team in which somebody takes on a case: that of the case when they do this there, else their own."""
    teams = [
        membership.team for membership in user.memberships.on(on).select_related("team") if task in membership.tasks
    ]
    return case.team if case.team in teams or not teams else teams[0]


def _assign(actor: Actor, assignment: Assignment, at: datetime.datetime) -> None:
    assignment.valid_from = timezone.localdate(at)
    assignment.team = team_for(assignment.user, assignment.task, assignment.case, on=assignment.valid_from)
    assignment.save(force_insert=True)
    grants.refresh([assignment])
    labels = [Assignment.Kind(assignment.kind).label, *([Domain(assignment.domain).label] if assignment.domain else [])]
    tell(
        actor=actor,
        at=at,
        household_id=assignment.case.household_id,
        kind=TimelineEvent.Kind.ASSIGNMENT,
        domain=assignment.domain,
        sentence=kept(
            gettext_lazy("%(name)s is betrokken als %(what)s"),
            {"name": assignment.user, "what": " ".join(kept(label) for label in labels)},
        ),
    )


def _end(assignment: Assignment, day: datetime.date) -> None:
    for replacement in assignment.replacements.filter(valid_until__gt=day):
        _end(replacement, day)
    if assignment.valid_from >= day:  # began today: it never held for a whole day
        grants.withdraw(assignment)
        assignment.delete()
        return
    assignment.valid_until = day
    assignment.save(update_fields=["valid_until"])
    grants.refresh([assignment])


def _next_number(day: datetime.date) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('casework_case_number')")
        return f"{day.year}-{cursor.fetchone()[0]:06d}"


def _record(actor: Actor, event: str, case: Case) -> None:
    record(
        event,
        actor=actor,
        action=AccessRecord.Action.CHANGE,
        purpose=Purpose.COORDINATION if not actor.has(Role.TEAM_LEAD) else Purpose.CASELOAD,
        about=About(household_id=case.household_id),
        data_classes=[DataClass.INVOLVEMENT],
    )
