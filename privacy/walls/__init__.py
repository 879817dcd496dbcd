"""The second wall: row-level security of the database, from the registration of each model (decision 29).

A scope decides in Python what somebody sees. The wall repeats the household, and where it matters the level, in the
database itself, so that a view that forgot its scope, raw SQL and the ORM get nothing of other households. An app says
of each model how its rows are walled (`privacy.access.register(..., wall=...)`), and gives the questions that the walls
are built of (`register_set`). `privacy.database.prepare` builds them after every migration.
"""

from privacy.walls.registry import (
    HouseholdOf,
    Sight,
    Wall,
    add_sight,
    no_wall,
    register,
    register_function,
    register_set,
    wall_of,
    walled_models,
    walls,
)

__all__ = [
    "HouseholdOf",
    "Sight",
    "Wall",
    "add_sight",
    "no_wall",
    "register",
    "register_function",
    "register_set",
    "wall_of",
    "walled_models",
    "walls",
]
