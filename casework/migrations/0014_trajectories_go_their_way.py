"""Every trajectory goes the usual way of its law, and stands where its phase says that it has come."""

from django.db import migrations, models

FILL = """
SELECT set_config('samenhang.actor', 'migration', true);
UPDATE casework_trajectory SET kind = domain, stage = CASE state
    WHEN 'aftercare' THEN 'aftercare'
    WHEN 'ended' THEN 'ended'
    WHEN 'requested' THEN 'reported'
    WHEN 'investigating' THEN CASE domain
        WHEN 'debts' THEN 'intake' WHEN 'youth' THEN 'agreed' WHEN 'wmo' THEN 'inquiring' ELSE 'applied' END
    ELSE CASE domain
        WHEN 'debts' THEN 'planned' WHEN 'youth' THEN 'helped' WHEN 'wmo' THEN 'supported' ELSE 'granted' END
    END
WHERE kind = '';
UPDATE casework_historicaltrajectory SET kind = domain WHERE kind = '';
SET CONSTRAINTS ALL IMMEDIATE;
SELECT set_config('samenhang.actor', '', true);
"""


class Migration(migrations.Migration):
    dependencies = [("casework", "0013_trajectories")]

    operations = [
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="trajectory",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind", models.F("domain")),
                    models.Q(("domain", "debts"), ("kind__in", ["debts_plus", "crisis", "moratorium"])),
                    _connector="OR",
                ),
                name="trajectory_kind_of_its_law",
            ),
        ),
    ]
