"""One law's work for members of a household."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from households.models import Household, Person
from privacy.choices import Domain
from privacy.history import ChangeHistory, RecordedQuerySet

KEY = r"^[a-z_]+$"  # of a stage or a step in a table of casework.workflow
NEW = "new"  # the stage of a trajectory of which nothing has been recorded yet


class Trajectory(models.Model):
    """A trajectory (traject): one law, one or more persons. `household` repeats the case's, for scope and speed.

    Which way it goes is its `kind`, a table of `casework.workflow`; `stage` is where it stands on that way, and `state`
    the general phase that follows from the stage.
    """

    class State(models.TextChoices):
        REQUESTED = "requested", _("aangemeld")
        INVESTIGATING = "investigating", _("in onderzoek")
        RUNNING = "running", _("hulp loopt")
        AFTERCARE = "aftercare", _("nazorg")
        ENDED = "ended", _("afgerond")

    class Kind(models.TextChoices):
        """The workflows. The first one of a law has the name of its domain."""

        DEBTS = "debts", _("schulddienstverlening")
        DEBTS_PLUS = "debts_plus", _("SDV-plus")
        CRISIS = "crisis", _("crisisinterventie")
        MORATORIUM = "moratorium", _("moratorium")
        YOUTH = "youth", _("jeugdhulp")
        WMO = "wmo", _("ondersteuning Wmo")
        PARTICIPATION = "participation", _("participatie en inkomen")

    class Aim(models.TextChoices):
        DEBT_FREE = "debt_free", _("schuldenvrij")
        STABILISED = "stabilised", _("duurzaam stabiel")

    class Outcome(models.TextChoices):
        """How it ended."""

        REACHED = "reached", _("doel bereikt")
        PARTLY = "partly", _("doel voor een deel bereikt")
        NOT_REACHED = "not_reached", _("doel niet bereikt")
        REFUSED = "refused", _("afgewezen")
        WAIVED = "waived", _("inwoner ziet af van hulp")
        LOST_CONTACT = "lost_contact", _("geen contact meer")
        PASSED_ON = "passed_on", _("verder met andere hulp")
        MOVED = "moved", _("verhuisd en overgedragen")
        DECEASED = "deceased", _("overleden")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(
        "casework.Case", on_delete=models.PROTECT, related_name="trajectories", verbose_name=_("dossier")
    )
    household = models.ForeignKey(
        Household, on_delete=models.PROTECT, related_name="trajectories", verbose_name=_("huishouden")
    )
    domain = models.CharField(_("domein"), max_length=20, choices=Domain)
    kind = models.CharField(_("soort traject"), max_length=20, choices=Kind)
    persons = models.ManyToManyField(Person, related_name="trajectories", verbose_name=_("voor wie"))
    subject = models.CharField(_("waarover"), max_length=120)
    aim = models.CharField(_("doel"), max_length=20, choices=Aim, blank=True)
    goal = models.CharField(_("doel in eigen woorden"), max_length=300, blank=True)
    state = models.CharField(_("stand"), max_length=20, choices=State, default=State.REQUESTED)
    stage = models.CharField(_("waar het staat"), max_length=30, default=NEW)
    outcome = models.CharField(_("hoe het eindigde"), max_length=20, choices=Outcome, blank=True)
    provider = models.CharField(_("aanbieder"), max_length=120, blank=True)
    started_on = models.DateField(_("begonnen op"))
    ended_on = models.DateField(_("geëindigd op"), null=True, blank=True)
    restarts = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="restarted_as",
        verbose_name=_("nieuw begin van"),
    )

    objects = RecordedQuerySet.as_manager()
    history = ChangeHistory(m2m_fields=[persons])

    class Meta:
        verbose_name = _("traject")
        verbose_name_plural = _("trajecten")
        constraints = [
            models.CheckConstraint(
                name="trajectory_ends_after_start",
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=models.F("started_on")),
            ),
            models.CheckConstraint(
                name="trajectory_ended_has_day", condition=Q(state="ended", ended_on__isnull=False) | ~Q(state="ended")
            ),
            models.CheckConstraint(name="trajectory_outcome_at_the_end", condition=Q(outcome="") | Q(state="ended")),
            models.CheckConstraint(
                name="trajectory_kind_of_its_law",
                condition=Q(kind=models.F("domain"))
                | Q(domain="debts", kind__in=["debts_plus", "crisis", "moratorium"]),
            ),
            models.CheckConstraint(name="trajectory_stage_is_a_key", condition=Q(stage__regex=KEY)),
            models.CheckConstraint(name="trajectory_not_of_itself", condition=~Q(restarts=models.F("id"))),
        ]
        indexes = [models.Index("household", "domain", name="trajectory_by_household")]

    def __str__(self) -> str:
        return f"{self.get_domain_display()}: {self.get_state_display()}"

    def save(self, *args: object, **kwargs: object) -> None:
        """Without a kind it goes the usual way of its law."""
        self.kind = self.kind or self.domain
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # passed on as Django calls it
