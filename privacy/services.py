"""Changes to actors and sharing decisions, each whole."""

from __future__ import annotations

from privacy.acting import Actor
from privacy.models import User


def system_actor(name: str) -> Actor:
    """The named system job as an actor, for instance `import_brp`; made on first use."""
    user, _created = User.objects.get_or_create(
        email=f"{name}@system.invalid", defaults={"name": name, "kind": User.Kind.SYSTEM, "password": "!"}
    )
    return Actor(user)
