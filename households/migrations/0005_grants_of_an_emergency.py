"""A grant may come from an emergency and end at a moment, and rests on a place in a team."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("households", "0004_search_indexes"),
    ]

    operations = [
        migrations.AddField(
            model_name="householdgrant",
            name="break_glass_id",
            field=models.UUIDField(blank=True, null=True, verbose_name="noodtoegang"),
        ),
        migrations.AddField(
            model_name="householdgrant",
            name="expires_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="geldig tot het moment"),
        ),
        # What is there gets its place with the team of its assignment: casework 0006.
        migrations.AddField(
            model_name="householdgrant",
            name="rests_on",
            field=models.CharField(default="", max_length=70, verbose_name="plaats in een team"),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="householdgrant",
            name="assignment_id",
            field=models.UUIDField(blank=True, null=True, verbose_name="toewijzing"),
        ),
        migrations.AddConstraint(
            model_name="householdgrant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("assignment_id__isnull", False),
                        ("break_glass_id__isnull", True),
                        ("expires_at__isnull", True),
                    ),
                    models.Q(
                        ("assignment_id__isnull", True),
                        ("break_glass_id__isnull", False),
                        ("expires_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="grant_has_one_source",
            ),
        ),
    ]
