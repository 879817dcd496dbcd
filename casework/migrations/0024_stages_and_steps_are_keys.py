"""Stages and steps are keys of a table, and the database takes nothing else."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """What a key looks like is checked; which there are stands in casework.workflow."""

    dependencies = [("casework", "0023_one_task_to_look_again")]

    operations = [
        migrations.RemoveConstraint(
            model_name="trajectorystep",
            name="trajectory_step_named",
        ),
        migrations.AddConstraint(
            model_name="trajectory",
            constraint=models.CheckConstraint(
                condition=models.Q(("stage__regex", "^[a-z_]+$")), name="trajectory_stage_is_a_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="trajectorystep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("from_stage__regex", "^[a-z_]+$"), ("step__regex", "^[a-z_]+$"), ("to_stage__regex", "^[a-z_]+$")
                ),
                name="trajectory_step_named",
            ),
        ),
    ]
