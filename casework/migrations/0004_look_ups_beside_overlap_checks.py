"""The overlap checks no longer serve look-ups, which they made slow."""

import django.contrib.postgres.constraints
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models

import privacy.dates


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0003_case_number"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="assignment",
            name="assignment_one_case_manager",
        ),
        migrations.RemoveConstraint(
            model_name="assignment",
            name="assignment_professional_once",
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("kind", "case_manager")),
                expressions=[
                    (django.db.models.functions.comparison.Greatest("case", "case"), "="),
                    (privacy.dates.DateRange("valid_from", "valid_until"), "&&"),
                ],
                name="assignment_one_case_manager",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("kind", "professional")),
                expressions=[
                    (django.db.models.functions.comparison.Greatest("case", "case"), "="),
                    (django.db.models.functions.comparison.Greatest("user", "user"), "="),
                    (django.db.models.functions.comparison.Greatest("domain", "domain"), "="),
                    (privacy.dates.DateRange("valid_from", "valid_until"), "&&"),
                ],
                name="assignment_professional_once",
            ),
        ),
    ]
