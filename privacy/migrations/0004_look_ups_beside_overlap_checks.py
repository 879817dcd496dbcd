"""The overlap checks no longer serve look-ups, which they made slow."""

import django.contrib.postgres.constraints
import django.db.models.functions.comparison
from django.db import migrations

import privacy.dates


class Migration(migrations.Migration):
    dependencies = [
        ("privacy", "0003_purpose_table"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="colleagueexception",
            name="colleague_exception_once",
        ),
        migrations.RemoveConstraint(
            model_name="membership",
            name="membership_once_at_a_time",
        ),
        migrations.RemoveConstraint(
            model_name="purposepolicy",
            name="policy_once_at_a_time",
        ),
        migrations.RemoveConstraint(
            model_name="sharingdecision",
            name="sharing_once_at_a_time",
        ),
        migrations.AddConstraint(
            model_name="colleagueexception",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    (django.db.models.functions.comparison.Greatest("user", "user"), "="),
                    (django.db.models.functions.comparison.Greatest("household_id", "household_id"), "="),
                    (privacy.dates.DateRange("valid_from", "valid_until"), "&&"),
                ],
                name="colleague_exception_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    (django.db.models.functions.comparison.Greatest("user", "user"), "="),
                    (django.db.models.functions.comparison.Greatest("team", "team"), "="),
                    (django.db.models.functions.comparison.Greatest("role", "role"), "="),
                    (privacy.dates.DateRange("valid_from", "valid_until"), "&&"),
                ],
                name="membership_once_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="purposepolicy",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    (django.db.models.functions.comparison.Greatest("source", "source"), "="),
                    (django.db.models.functions.comparison.Greatest("purpose", "purpose"), "="),
                    (django.db.models.functions.comparison.Greatest("data_class", "data_class"), "="),
                    (privacy.dates.DateRange("valid_from", "valid_until"), "&&"),
                ],
                name="policy_once_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="sharingdecision",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    (django.db.models.functions.comparison.Greatest("household_id", "household_id"), "="),
                    (django.db.models.functions.comparison.Greatest("source", "source"), "="),
                    (django.db.models.functions.comparison.Greatest("purpose", "purpose"), "="),
                    (privacy.dates.DateRange("valid_from", "valid_until"), "&&"),
                ],
                name="sharing_once_at_a_time",
            ),
        ),
    ]
