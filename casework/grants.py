"""Grants follow from assignments, the purpose table and recorded sharing decisions, and from nothing else."""

from __future__ import annotations

import datetime
import uuid
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from casework.models import Assignment
from households.models import HouseholdGrant, Level, codename
from privacy.choices import DataClass, Domain, Purpose, Rule
from privacy.models import PurposePolicy, SharingDecision
from privacy.models.actors import place
from privacy.wording import kept

BATCH = 2000
Policies = Mapping[tuple[str, str], PurposePolicy]


@dataclass(frozen=True)
class Sight:
    """One line of what an assignment gives: a level in a domain, on a ground, for a time."""

    domain: str
    level: Level
    ground: str
    valid_from: datetime.date
    valid_until: datetime.date | None


def policies_on(day: datetime.date) -> Policies:
    """The purpose table for content as it holds on a day, by source domain and purpose."""
    rows = PurposePolicy.objects.on(day).filter(data_class=DataClass.CONTENT)
    return {(row.source, row.purpose): row for row in rows}


def purpose_of(assignment: Assignment) -> Purpose:
    """The purpose an assignment serves."""
    return Purpose(assignment.domain or Purpose.COORDINATION)


def sights(assignment: Assignment, policies: Policies, decisions: Iterable[SharingDecision]) -> Iterator[Sight]:
    """Everything one assignment gives. `decisions` are those of the same household."""
    start, end = assignment.valid_from, assignment.valid_until
    purpose = purpose_of(assignment)
    is_manager = not assignment.domain
    role = kept(_("vaste casemanager")) if is_manager else kept(_("professional %s"), Domain(assignment.domain).label)
    if assignment.kind == Assignment.Kind.REPLACEMENT:
        role = kept(_("vervanger van: %s"), role)
    yield Sight("", Level.WORK if is_manager else Level.INVOLVEMENT, role, start, end)
    for domain in Domain.values:
        policy = policies.get((domain, purpose))
        if domain == assignment.domain:
            yield Sight(domain, Level.WORK, role, start, end)
            continue
        if policy is not None and policy.rule == Rule.ALLOWED:
            yield Sight(domain, Level.CONTENT, policy.article, start, end)
        else:
            yield Sight(domain, Level.INVOLVEMENT, role, start, end)
    for decision in decisions:
        if decision.purpose == purpose and decision.source != assignment.domain:
            yield from _shared(decision, start, end)


def _shared(decision: SharingDecision, start: datetime.date, end: datetime.date | None) -> Iterator[Sight]:
    shared_from = max(start, decision.valid_from)
    ends = [day for day in (end, decision.valid_until) if day is not None]
    shared_until = min(ends) if ends else None
    if shared_until is None or shared_from < shared_until:
        ground = f"{kept(SharingDecision.Ground(decision.ground).label)} ({decision.decided_at:%d-%m-%Y})"
        yield Sight(decision.source, Level.CONTENT, ground, shared_from, shared_until)


def grants_of(
    assignment: Assignment, household_id: uuid.UUID, policies: Policies, decisions: Iterable[SharingDecision]
) -> list[HouseholdGrant]:
    """The unsaved grant rows of one assignment."""
    return [
        HouseholdGrant(
            user_id=assignment.user_id,
            permission_id=permission_ids()[codename(sight.level, sight.domain)],
            content_object_id=household_id,
            assignment_id=assignment.pk,
            domain=sight.domain,
            level=sight.level,
            purpose=purpose_of(assignment),
            ground=sight.ground,
            valid_from=sight.valid_from,
            valid_until=sight.valid_until,
            rests_on=place(assignment.team_id, assignment.task),
        )
        for sight in sights(assignment, policies, decisions)
    ]


def refresh(assignments: Iterable[Assignment], *, on: datetime.date) -> None:
    """Make the grants of these assignments what they should be; in the transaction of the change."""
    assignments = list(assignments)
    households = {assignment.pk: assignment.case.household_id for assignment in assignments}
    policies = policies_on(on)
    decisions = decisions_on(set(households.values()))
    HouseholdGrant.objects.filter(assignment_id__in=households).delete()
    HouseholdGrant.objects.bulk_create(
        grant
        for assignment in assignments
        for grant in grants_of(
            assignment, households[assignment.pk], policies, decisions.get(households[assignment.pk], [])
        )
    )


def differences(*, on: datetime.date) -> tuple[int, int]:
    """How many grants are missing, and how many are there without their assignment; memory stays flat."""
    missing = unfounded = 0
    seen = 0
    for batch in _batches(Assignment.objects.on(on).select_related("case").order_by("pk")):
        expected = Counter(map(_identity, _expected(batch, on)))
        present = HouseholdGrant.objects.on(on).filter(assignment_id__in=[assignment.pk for assignment in batch])
        found = Counter(map(_identity, present))
        seen += found.total()
        missing += (expected - found).total()
        unfounded += (found - expected).total()
    return missing, unfounded + HouseholdGrant.objects.on(on).count() - seen


def _batches(assignments: QuerySet[Assignment]) -> Iterator[list[Assignment]]:
    rows = assignments.iterator(chunk_size=BATCH)
    while batch := list(islice(rows, BATCH)):
        yield batch


def _identity(grant: HouseholdGrant) -> tuple[object, ...]:
    return (grant.assignment_id, grant.user_id, grant.content_object_id, grant.domain, grant.level, grant.valid_until)


def _expected(assignments: list[Assignment], on: datetime.date) -> Iterator[HouseholdGrant]:
    policies = policies_on(on)
    decisions = decisions_on({assignment.case.household_id for assignment in assignments})
    for assignment in assignments:
        household_id = assignment.case.household_id
        for grant in grants_of(assignment, household_id, policies, decisions.get(household_id, [])):
            if grant.valid_from <= on and (grant.valid_until is None or grant.valid_until > on):
                yield grant


def decisions_on(household_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, list[SharingDecision]]:
    """The sharing decisions of some households."""
    decisions: dict[uuid.UUID, list[SharingDecision]] = {}
    for decision in SharingDecision.objects.filter(household_id__in=household_ids):
        decisions.setdefault(decision.household_id, []).append(decision)
    return decisions


def withdraw(assignment: Assignment) -> None:
    """Remove the grants of an assignment that is gone."""
    HouseholdGrant.objects.filter(assignment_id=assignment.pk).delete()


@lru_cache
def permission_ids() -> dict[str, int]:
    """The keys of the level permissions by codename; they never change once migrated."""
    return dict(
        Permission.objects.filter(content_type__app_label="households", content_type__model="household").values_list(
            "codename", "pk"
        )
    )
