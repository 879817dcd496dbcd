"""The overlap checks no longer serve look-ups, which they made slow."""

import django.contrib.postgres.constraints
import django.db.models.functions.comparison
from django.db import migrations, models

import privacy.dates


class Migration(migrations.Migration):
    dependencies = [
        ("households", "0002_initial"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="household",
            options={
                "permissions": (
                    ("involvement_household", "dat "),
                    ("content_household", "wat "),
                    ("work_household", "werk "),
                    ("involvement_debts", "dat debts"),
                    ("content_debts", "wat debts"),
                    ("work_debts", "werk debts"),
                    ("involvement_youth", "dat youth"),
                    ("content_youth", "wat youth"),
                    ("work_youth", "werk youth"),
                    ("involvement_wmo", "dat wmo"),
                    ("content_wmo", "wat wmo"),
                    ("work_wmo", "werk wmo"),
                    ("involvement_participation", "dat participation"),
                    ("content_participation", "wat participation"),
                    ("work_participation", "werk participation"),
                ),
                "verbose_name": "huishouden",
                "verbose_name_plural": "huishoudens",
            },
        ),
        migrations.RemoveConstraint(
            model_name="custody",
            name="custody_once_at_a_time",
        ),
        migrations.RemoveConstraint(
            model_name="householdmembership",
            name="household_membership_once_at_a_time",
        ),
        migrations.RemoveConstraint(
            model_name="relation",
            name="relation_once_at_a_time",
        ),
        migrations.RemoveConstraint(
            model_name="residence",
            name="residence_one_at_a_time",
        ),
        migrations.AddConstraint(
            model_name="custody",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("holder__isnull", False)),
                expressions=[
                    (django.db.models.functions.comparison.Greatest("child", "child"), "="),
                    (django.db.models.functions.comparison.Greatest("holder", "holder"), "="),
                    (privacy.dates.DateRange("valid_from", "valid_until"), "&&"),
                ],
                name="custody_once_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="householdmembership",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    (django.db.models.functions.comparison.Greatest("household", "household"), "="),
                    (django.db.models.functions.comparison.Greatest("person", "person"), "="),
                    (privacy.dates.DateRange("valid_from", "valid_until"), "&&"),
                ],
                name="household_membership_once_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="relation",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    (django.db.models.functions.comparison.Greatest("person", "person"), "="),
                    (django.db.models.functions.comparison.Greatest("other", "other"), "="),
                    (django.db.models.functions.comparison.Greatest("kind", "kind"), "="),
                    (privacy.dates.DateRange("valid_from", "valid_until"), "&&"),
                ],
                name="relation_once_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="residence",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    (django.db.models.functions.comparison.Greatest("person", "person"), "="),
                    (privacy.dates.DateRange("valid_from", "valid_until"), "&&"),
                ],
                name="residence_one_at_a_time",
            ),
        ),
    ]
