"""What the database guards itself: monthly partitions of the access record, no change without an actor."""

from django.db import migrations

PARTITIONED = """
ALTER TABLE privacy_accessrecord RENAME TO privacy_accessrecord_unpartitioned;
CREATE TABLE privacy_accessrecord (LIKE privacy_accessrecord_unpartitioned INCLUDING DEFAULTS) PARTITION BY RANGE (at);
DROP TABLE privacy_accessrecord_unpartitioned;
ALTER TABLE privacy_accessrecord ADD PRIMARY KEY (at, id);
CREATE INDEX access_by_actor ON privacy_accessrecord (actor_id, at DESC);
CREATE INDEX access_by_household ON privacy_accessrecord (household_id, at DESC);
CREATE INDEX access_by_action ON privacy_accessrecord (action, at DESC);
CREATE INDEX access_by_subject ON privacy_accessrecord USING gin (subject_ids);
CREATE INDEX access_by_listed ON privacy_accessrecord USING gin (listed_household_ids)
    WHERE listed_household_ids <> '{}';
"""

# SECURITY DEFINER: the application may ask for the coming months and for nothing else of its owner's.
MAKE_PARTITIONS = """
CREATE FUNCTION privacy_make_partitions(months_ahead integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    month date;
    partition text;
    made integer := 0;
BEGIN
    FOR month IN SELECT generate_series(
        date_trunc('month', now() AT TIME ZONE 'UTC') - interval '1 month',
        date_trunc('month', now() AT TIME ZONE 'UTC') + make_interval(months => least(months_ahead, 60)),
        interval '1 month'
    )::date LOOP
        partition := 'privacy_accessrecord_' || to_char(month, 'YYYY_MM');
        IF to_regclass(partition) IS NULL THEN
            EXECUTE format(
                'CREATE TABLE %I PARTITION OF privacy_accessrecord FOR VALUES FROM (%L) TO (%L)',
                partition, month::text || ' 00:00:00+00', (month + interval '1 month')::date::text || ' 00:00:00+00'
            );
            made := made + 1;
        END IF;
    END LOOP;
    RETURN made;
END
$$;
REVOKE ALL ON FUNCTION privacy_make_partitions(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION privacy_make_partitions(integer) TO samenhang_app;
"""

SOMEBODY_ACTS = """
CREATE FUNCTION privacy_somebody_acts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF nullif(current_setting('samenhang.actor', true), '') IS NULL THEN
        RAISE EXCEPTION 'nobody acts: % on % without an actor in the transaction', TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NULL;
END
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("privacy", "0001_initial")]

    operations = [
        migrations.RunSQL(PARTITIONED, migrations.RunSQL.noop),
        migrations.RunSQL(MAKE_PARTITIONS, "DROP FUNCTION privacy_make_partitions(integer)"),
        migrations.RunSQL(SOMEBODY_ACTS, "DROP FUNCTION privacy_somebody_acts() CASCADE"),
    ]
