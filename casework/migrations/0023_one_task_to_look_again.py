"""A provision names the day to look again; the one task for it is that of the trajectory."""

from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    """The task no longer stands with each provision."""

    dependencies = [("casework", "0022_task_of_what_happened")]
    operations = [
        migrations.RemoveField(model_name="provision", name="review_task"),
        migrations.RemoveField(model_name="historicalprovision", name="review_task"),
    ]
