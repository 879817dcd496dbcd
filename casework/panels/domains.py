"""The four domains side by side, each as far as the reader's grounds reach, with the reason."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casework.models import Trajectory
from casework.page import Page, Question
from casework.panels.made_once import address, made_once
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


def domains(page: Page) -> dict[str, Any]:
    """One query beside the members and the assignments, which other panels show too."""
    by_domain: dict[str, list[Trajectory]] = defaultdict(list)
    for trajectory in page.read(TRAJECTORIES):
        by_domain[trajectory.domain].append(trajectory)
    names = {row.person_id: row.person.given_names for row in page.memberships}
    tiles = [_tile(page, domain, by_domain[domain], names) for domain in Domain]
    may_begin = bool(page.sight.domains(Level.WORK))
    domains_head = made_once("casework/household/domains_head.html", page.household.pk, may_begin=may_begin)
    return {"tiles": tiles, "domains_head": domains_head}


def _tile(page: Page, domain: Domain, trajectories: list[Trajectory], names: dict[uuid.UUID, str]) -> dict[str, Any]:
    """One domain as the page shows it; a plain dictionary, because every page shows four."""
    level = page.sight.level(domain)
    running = [trajectory for trajectory in trajectories if trajectory.ended_on is None]
    reads = level is not None and level >= Level.CONTENT
    may_ask = level == Level.INVOLVEMENT and bool(trajectories) and page.sight.emergency is None
    return {
        "domain": domain.value,
        "label": str(domain.label),
        "icon": ICONS[domain],
        "css": LEVEL_CLASSES[level] if running or level is None else "empty",
        "level_label": str(level.label) if level else _("geen zicht"),
        "state": state(level, running),
        "links": [(address("casework:trajectory", one.pk), _told(one)) for one in running] if reads else [],
        "facts": list(_facts(page, domain, level, running, names)),
        "reason": reason(level, page.sight.grants[domain].ground if level else "", has_help=bool(trajectories)),
        "ask": _ask_sight(page, domain) if may_ask else "",
    }


def _ask_sight(page: Page, domain: Domain) -> str:
    return made_once("casework/household/ask_sight.html", page.household.pk, domain=domain)


def state(level: Level | None, running: list[Trajectory]) -> str:
    """What is going on: the states where content may be seen, else only how much runs."""
    if level is None or not running:
        return _("niets loopt") if level else ""
    if level >= Level.CONTENT:
        return "; ".join(map(_told, running))
    return ngettext("er loopt %d traject", "er lopen %d trajecten", len(running)) % len(running)


def _told(trajectory: Trajectory) -> str:
    return f"{trajectory.subject}: {Trajectory.State(trajectory.state).label}"


def reason(level: Level | None, ground: str, *, has_help: bool) -> str:
    """Why this level, in words that say what can be done about it."""
    if level is None:
        return _("U bent hiervoor niet toegewezen.")
    if level == Level.INVOLVEMENT and not has_help:
        return _("Begint hier hulp, dan ziet u dat.")
    if level == Level.INVOLVEMENT:
        return _("U ziet alleen dat er hulp is. Voor de inhoud is toestemming of noodzaak nodig.")
    if level == Level.CONTENT:
        return _("U ziet de inhoud: %s.") % ground
    return _("U werkt hierin mee: %s.") % ground


def _facts(
    page: Page, domain: Domain, level: Level | None, running: list[Trajectory], names: dict[uuid.UUID, str]
) -> Iterator[tuple[str, str]]:
    """Since when, by whom, for whom, and where content may be seen the provider; each with its icon."""
    if running:
        yield "calendar", _("sinds %s") % date_format(running[0].started_on, "j F Y")
    for assignment in page.assignments:
        if assignment.domain == domain and not assignment.has_ended:
            yield "user", assignment.user.name
    concerned = {names.get(key, "") for t in running for key in t.person_ids} - {""}  # type: ignore[attr-defined]  # annotated
    if concerned:
        yield "users", _("voor %s") % get_text_list(sorted(concerned), _("en"))
    if level is not None and level >= Level.CONTENT:
        yield from (("building-community", trajectory.provider) for trajectory in running if trajectory.provider)
