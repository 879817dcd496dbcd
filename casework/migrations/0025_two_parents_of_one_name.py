"""Two holders of gezag may have one name: a consent is of a person, and of a name only where there is no person."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """What was there once by its name is there once by its person."""

    dependencies = [("casework", "0024_stages_and_steps_are_keys")]
    operations = [
        migrations.RemoveConstraint(model_name="youthconsent", name="youth_consent_once"),
        migrations.AddConstraint(
            model_name="youthconsent",
            constraint=models.UniqueConstraint(
                fields=("step", "person", "capacity", "given_by", "given_by_name"),
                name="youth_consent_once",
                nulls_distinct=False,
            ),
        ),
    ]
