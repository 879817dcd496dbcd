"""Every assignment gets the team in which it was made, every grant the place in that team on which it rests."""

import django.db.models.deletion
from django.db import migrations, models

# The team of the case when the worker is in it with this role or domain, else another team of the worker where that is
# so; else the team of the case, in which the worker has no place: the assignment has no effect then.
FILL = """
SELECT set_config('samenhang.actor', 'migration', true);
UPDATE casework_assignment a SET team_id = coalesce((
    SELECT m.team_id FROM privacy_membership m
    WHERE m.user_id = a.user_id
    AND (a.domain = '' AND m.role = 'case_manager' OR a.domain = ANY(m.domains))
    ORDER BY m.team_id = c.team_id DESC, m.valid_until DESC NULLS FIRST, m.valid_from DESC LIMIT 1
), c.team_id)
FROM casework_case c WHERE c.id = a.case_id AND a.team_id IS NULL;
UPDATE casework_historicalassignment h SET team_id = a.team_id
FROM casework_assignment a WHERE a.id = h.id AND h.team_id IS NULL;
UPDATE households_householdgrant g
SET rests_on = a.team_id || ':' || CASE a.domain WHEN '' THEN 'case_manager' ELSE a.domain END
FROM casework_assignment a WHERE a.id = g.assignment_id;
SET CONSTRAINTS ALL IMMEDIATE;
SELECT set_config('samenhang.actor', '', true);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0005_replacement"),
        ("households", "0005_grants_of_an_emergency"),
    ]

    operations = [
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="assignment",
            name="team",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="privacy.team",
                verbose_name="als lid van",
            ),
        ),
    ]
