"""Rare events and purposes are found at once, also among millions of records of other kinds."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("privacy", "0004_look_ups_beside_overlap_checks")]

    operations = [
        migrations.AddIndex(
            model_name="accessrecord", index=models.Index(fields=["event", "-at"], name="access_by_event")
        ),
        migrations.AddIndex(
            model_name="accessrecord", index=models.Index(fields=["purpose", "-at"], name="access_by_purpose")
        ),
    ]
