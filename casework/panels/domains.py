"""The four domains side by side, each as far as the reader's grounds reach, with the reason."""

from __future__ import annotations

import uuid
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casework.models import Assignment, Trajectory
from casework.page import Page, Question
from households.models import Level
from privacy.choices import Domain

ICONS = {
    Domain.DEBTS: "coins",
    Domain.YOUTH: "mood-kid",
    Domain.WMO: "heart-handshake",
    Domain.PARTICIPATION: "briefcase",
}
TRAJECTORIES = Question(
    Trajectory, lambda rows: rows.annotate(person_ids=ArrayAgg("persons")).order_by("started_on", "id")
)
LEVEL_CLASSES = {None: "none", Level.INVOLVEMENT: "dat", Level.CONTENT: "wat", Level.WORK: "werk"}


@dataclass
class Tile:
    """One domain as the page shows it."""

    domain: Domain
    level: Level | None
    ground: str
    trajectories: list[Trajectory]
    contacts: list[Assignment]
    persons: str

    @property
    def icon(self) -> str:
        return ICONS[self.domain]

    @property
    def css(self) -> str:
        return LEVEL_CLASSES[self.level]

    @property
    def level_label(self) -> str:
        return str(self.level.label) if self.level else _("geen zicht")

    @property
    def shows_content(self) -> bool:
        return self.level is not None and self.level >= Level.CONTENT

    @property
    def running(self) -> list[Trajectory]:
        return [trajectory for trajectory in self.trajectories if trajectory.ended_on is None]

    @property
    def state(self) -> str:
        """What is going on: the states where content may be seen, else only how much runs."""
        if not self.running:
            return _("niets loopt") if self.level else ""
        if self.shows_content:
            return "; ".join(f"{t.subject}: {t.get_state_display()}" for t in self.running)
        return ngettext("er loopt %d traject", "er lopen %d trajecten", len(self.running)) % len(self.running)

    @property
    def reason(self) -> str:
        """Why this level, in words that say what can be done about it."""
        if self.level is None:
            return _("U bent hiervoor niet toegewezen.")
        if self.level == Level.INVOLVEMENT:
            return _("U ziet alleen dat er hulp is. Voor de inhoud is toestemming of noodzaak nodig.")
        if self.level == Level.CONTENT:
            return _("U ziet de inhoud: %s.") % self.ground
        return _("U werkt hierin mee: %s.") % self.ground


def domains(page: Page) -> dict[str, Any]:
    """One query beside the assignments, which the involved panel shares."""
    rows = page.read(TRAJECTORIES)
    by_domain: dict[str, list[Trajectory]] = defaultdict(list)
    for trajectory in rows:
        by_domain[trajectory.domain].append(trajectory)
    names = {row.person_id: row.person.given_names for row in page.memberships}
    return {"tiles": [_tile(page, domain, by_domain[domain], names) for domain in Domain]}


def _tile(page: Page, domain: Domain, trajectories: list[Trajectory], names: dict[uuid.UUID, str]) -> Tile:
    grant = page.sight.grants.get(domain)
    concerned = {names.get(key, "") for t in trajectories if t.ended_on is None for key in t.person_ids}  # type: ignore[attr-defined]  # annotated above
    return Tile(
        domain=domain,
        level=page.sight.level(domain),
        ground=grant.ground if grant else "",
        trajectories=trajectories,
        contacts=[row for row in page.assignments if row.domain == domain and not row.has_ended],
        persons=get_text_list(sorted(name for name in concerned if name), _("en")),
    )
