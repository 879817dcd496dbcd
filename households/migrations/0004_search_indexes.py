"""Streets are found whatever their capitals, surnames whatever was mistyped."""

import django.contrib.postgres.indexes
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("households", "0003_look_ups_beside_overlap_checks"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="address",
            index=models.Index(
                django.db.models.functions.text.Upper("street"), models.F("house_number"), name="address_by_street"
            ),
        ),
        migrations.AddIndex(
            model_name="namekey",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["key"], name="namekey_alike", opclasses=["gin_trgm_ops"]
            ),
        ),
    ]
