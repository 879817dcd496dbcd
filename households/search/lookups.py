"""How a beginning is looked up behind walls.

PostgreSQL asks the conditions of a wall before any operator that might tell what it saw, and `LIKE` may; an index then
serves the wall or nothing. `^@` does the same as `LIKE 'x%'`, tells nothing, and walks along the same indexes.
"""

from __future__ import annotations

from typing import Any

from django.db.models import CharField
from django.db.models.lookups import Lookup


@CharField.register_lookup
class BeginsWith(Lookup):  # type: ignore[type-arg]  # generic in the stubs only
    """`column__begins_with="van"`; the text is taken as it is."""

    lookup_name = "begins_with"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """Both sides as text, which is what the operator is for."""
        column, values = self.process_lhs(compiler, connection)
        text, more = self.process_rhs(compiler, connection)
        return f"{column}::text ^@ {text}::text", [*values, *more]
