"""Who acts: users, teams and dated team memberships with a role."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from privacy.choices import Domain, Role
from privacy.dates import ends_after_start, no_overlap
from privacy.history import ChangeHistory, RecordedDatedQuerySet


class UserManager(BaseUserManager["User"]):
    """Makes users by e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Make a person who can sign in; without a password only by another way of signing in."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Make a functional administrator of the configuration screens."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody, or a named system job, that acts. `person_id` is the opaque key of the worker's own person record."""

    class Kind(models.TextChoices):
        PERSON = "person", _("mens")
        SYSTEM = "system", _("systeemtaak")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("soort"), max_length=10, choices=Kind, default=Kind.PERSON)
    email = models.EmailField(_("e-mailadres"), unique=True)
    name = models.CharField(_("naam"), max_length=150)
    phone = models.CharField(_("telefoon"), max_length=30, blank=True)
    person_id = models.UUIDField(_("eigen persoonsrecord"), null=True, blank=True)
    is_active = models.BooleanField(_("actief"), default=True)
    is_staff = models.BooleanField(_("mag configureren"), default=False)
    created_at = models.DateTimeField(_("gemaakt op"), auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = _("gebruiker")
        verbose_name_plural = _("gebruikers")
        constraints = [models.CheckConstraint(name="user_email_lower_case", condition=models.Q(email=Lower("email")))]
        indexes = [
            models.Index("person_id", name="user_own_person", condition=models.Q(person_id__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def short_name(self) -> str:
        """First name and initial of the surname, as colleagues write it: `Fatima B.`"""
        first, *_middle, last = self.name.split() if " " in self.name else [self.name, ""]
        return f"{first} {last[:1]}.".strip() if last else first


class Team(models.Model):
    """A neighbourhood team (wijkteam) or an office such as the privacy desk."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("naam"), max_length=100, unique=True)
    phone = models.CharField(_("telefoon"), max_length=30, blank=True)
    email = models.EmailField(_("e-mailadres"), blank=True)
    neighbourhoods = ArrayField(models.CharField(max_length=100), verbose_name=_("wijken"), default=list, blank=True)

    class Meta:
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A user's place in a team, from and until a day. Rights end on the day the membership ends."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("gebruiker"))
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("team"))
    role = models.CharField(_("rol"), max_length=30, choices=Role)
    domains = ArrayField(
        models.CharField(max_length=20, choices=Domain), verbose_name=_("domeinen"), default=list, blank=True
    )
    valid_from = models.DateField(_("geldig vanaf"))
    valid_until = models.DateField(_("geldig tot"), null=True, blank=True)

    objects = RecordedDatedQuerySet.as_manager()
    history = ChangeHistory()

    class Meta:
        verbose_name = _("teamlidmaatschap")
        verbose_name_plural = _("teamlidmaatschappen")
        constraints = [
            ends_after_start("membership_ends_after_start"),
            no_overlap("membership_once_at_a_time", "user", "team", "role"),
        ]

    def __str__(self) -> str:
        return f"{self.user} - {self.team} ({self.role_label})"

    @property
    def role_label(self) -> str:
        """The role in words."""
        return str(Role(self.role).label)

    @property
    def tasks(self) -> list[str]:
        """What somebody does in this team: the role, and each domain."""
        return [self.role, *self.domains]

    @property
    def places(self) -> list[str]:
        """The places in this team, one for each task."""
        return [place(self.team_id, task) for task in self.tasks]


def place(team_id: uuid.UUID, task: str) -> str:
    """A place in a team: the team with a task, a role or a domain. Grants rest on places."""
    return f"{team_id}:{task}"
