"""The workers of the demo as users with their teams and memberships."""

from __future__ import annotations

from django.contrib.auth.hashers import make_password

from casework.demo.staff import MAIL, NAMED, Staff, Worker
from households.demo.places import districts
from privacy.choices import Role
from privacy.models import Membership, Team, User

NO_PASSWORD = "!"  # noqa: S105 - Django's mark of an account that nobody can sign in to with a password
_NAMED = {mailbox for mailbox, *_ in NAMED}


def hire(staff: Staff, password: str) -> None:
    """Make teams, users and memberships. Only workers with a demo account get the password."""
    Team.objects.bulk_create(_teams(staff))
    User.objects.bulk_create([_user(worker, password) for worker in staff.workers], batch_size=1000)
    Membership.objects.bulk_create(
        [
            Membership(
                id=worker.membership_id,
                user_id=worker.id,
                team_id=staff.teams[worker.team],
                role=worker.role,
                domains=list(worker.domains),
                valid_from=worker.since,
            )
            for worker in staff.workers
        ],
        batch_size=1000,
    )


def _teams(staff: Staff) -> list[Team]:
    places = {name: found for district, found in districts().items() for name in staff.teams_of[district]}
    return [
        Team(
            id=key,
            name=name,
            phone=f"036 {number // 90:03} {10 + number % 90} 00",
            email=f"{name.removeprefix('Wijkteam ').replace(' ', '-').lower()}@{MAIL}",
            neighbourhoods=places.get(name, []),
        )
        for number, (name, key) in enumerate(staff.teams.items())
    ]


def _user(worker: Worker, password: str) -> User:
    is_administrator = worker.role == Role.ADMINISTRATOR
    return User(
        id=worker.id,
        email=worker.email,
        name=worker.name,
        phone=worker.phone,
        is_staff=is_administrator,
        is_superuser=is_administrator,
        password=make_password(password) if worker.mailbox in _NAMED else NO_PASSWORD,
    )
