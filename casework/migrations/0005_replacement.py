"""An assignment is made to somebody as a member of one team, and may stand in for another assignment."""

import django.contrib.postgres.constraints
import django.db.models.deletion
import django.db.models.functions.comparison
from django.db import migrations, models

import privacy.dates

KINDS = [("case_manager", "vaste casemanager"), ("professional", "professional"), ("replacement", "vervanger")]


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0004_look_ups_beside_overlap_checks"),
        ("privacy", "0006_staff_address_lower_case"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="assignment", name="assignment_domain_of_professional"),
        migrations.AddField(
            model_name="assignment",
            name="replaces",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="replacements",
                to="casework.assignment",
                verbose_name="in plaats van",
            ),
        ),
        migrations.AddField(
            model_name="assignment",
            name="team",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="privacy.team",
                verbose_name="als lid van",
            ),
        ),
        migrations.AddField(
            model_name="historicalassignment",
            name="replaces",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="casework.assignment",
                verbose_name="in plaats van",
            ),
        ),
        migrations.AddField(
            model_name="historicalassignment",
            name="team",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="privacy.team",
                verbose_name="als lid van",
            ),
        ),
        migrations.AlterField(
            model_name="assignment",
            name="kind",
            field=models.CharField(choices=KINDS, max_length=20, verbose_name="als"),
        ),
        migrations.AlterField(
            model_name="historicalassignment",
            name="kind",
            field=models.CharField(choices=KINDS, max_length=20, verbose_name="als"),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("kind", "replacement")),
                expressions=[
                    (django.db.models.functions.comparison.Greatest("replaces", "replaces"), "="),
                    (privacy.dates.DateRange("valid_from", "valid_until"), "&&"),
                ],
                name="assignment_one_replacement",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("domain", ""), ("kind", "case_manager")),
                    models.Q(("kind", "professional"), models.Q(("domain", ""), _negated=True)),
                    ("kind", "replacement"),
                    _connector="OR",
                ),
                name="assignment_domain_of_professional",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "replacement"), ("replaces__isnull", False), ("valid_until__isnull", False)),
                    models.Q(models.Q(("kind", "replacement"), _negated=True), ("replaces__isnull", True)),
                    _connector="OR",
                ),
                name="assignment_replacement_ends",
            ),
        ),
    ]
