"""What is made in the database for many tests is made once per worker, and copied into the others' transactions.

To copy the rows costs a tenth of making them again with all services, grants, histories and records.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

from django.db import connection, transaction

Made = TypeVar("Made")
COLUMNS = """
SELECT c.relname, string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum)
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' AND a.atttypid <> 'xid8'::regtype
GROUP BY c.relname ORDER BY c.relname
"""
# Rows are added by whom no wall stops, and the database is told that somebody acts.
COPY = """
DO $copy$
DECLARE
    before_role text := current_setting('role');
    before_actor text := coalesce(current_setting('samenhang.actor', true), '');
BEGIN
    PERFORM set_config('role', 'samenhang_system', true),
        set_config('samenhang.actor', '00000000-0000-0000-0000-000000000000', true);
    {inserts}
    PERFORM set_config('role', before_role, true), set_config('samenhang.actor', before_actor, true), wall_forget();
END $copy$
"""
INSERT = (
    "INSERT INTO {table} ({columns}) SELECT {columns} FROM jsonb_populate_recordset(NULL::{table}, $rows${rows}$rows$);"
)
# A number that was given out in the database of the first is given out in this one too.
COUNT_ON = "WHILE nextval('{sequence}') < {last} LOOP END LOOP;"
COUNTED = """
SELECT quote_ident(sequencename), last_value FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL
"""


class Kept(Generic[Made]):
    """What `make` makes, and the rows that this adds. Each time it is asked for, it is there as if just made."""

    def __init__(self, make: Callable[[], Made]) -> None:
        self._make, self._statement, self._pickled = make, "", b""

    def there(self) -> Made:
        """Make it, or copy it; the objects are nobody else's."""
        with transaction.atomic():
            if self._statement:
                with connection.cursor() as cursor:
                    cursor.execute(self._statement)
            else:
                self._keep()
        return pickle.loads(self._pickled)  # type: ignore[no-any-return]  # what was pickled

    def _keep(self) -> None:
        with connection.cursor() as cursor:
            # Whatever this part of the transaction adds from here on has the number of this mark, or a later one.
            cursor.execute("CREATE TEMPORARY TABLE mark ON COMMIT DROP AS SELECT 1")
            cursor.execute("SELECT xmin::text::bigint FROM mark")
            (first,) = cursor.fetchone()
            self._pickled = pickle.dumps(self._make())
            self._statement = COPY.format(inserts="\n    ".join(_inserts(first)))


def _inserts(first: int) -> Iterator[str]:
    """A statement for each table that got rows in this part of the transaction, those not older than `first`, and for
    each sequence.
    """
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS)
        for table, columns in cursor.fetchall():
            cursor.execute(
                f'SELECT jsonb_agg(to_jsonb(t))::text FROM "{table}" t WHERE xmin::text::bigint >= %s', [first]
            )
            (rows,) = cursor.fetchone()
            if rows:
                yield INSERT.format(table=f'"{table}"', columns=columns, rows=rows)
        cursor.execute(COUNTED)
        yield from (COUNT_ON.format(sequence=name, last=last) for name, last in cursor.fetchall())
