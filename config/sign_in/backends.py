"""Who signs in, and who belongs to a session."""

from __future__ import annotations

from allauth.account.auth_backends import AuthenticationBackend
from django.db import models

from privacy.compiled import Compiled, Parameter
from privacy.models import User

USERS = Compiled(lambda: User.objects.filter(pk=Parameter("user", models.UUIDField())))


class StaffBackend(AuthenticationBackend):  # type: ignore[misc]  # allauth is untyped
    """allauth's, with a query for the user of a session that is put together once: every request asks it."""

    def get_user(self, user_id: object) -> User | None:
        """The user with this key who may still sign in, or None."""
        user = next(iter(USERS.rows({"user": user_id})), None)
        return user if self.user_can_authenticate(user) else None
