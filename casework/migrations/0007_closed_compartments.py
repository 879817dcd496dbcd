"""Closed compartments, and how deep a note lies."""

import uuid

import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0006_team_of_assignments"),
        ("households", "0007_secret_addresses"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="historicaljournalentry",
            name="is_special",
            field=models.BooleanField(
                db_default=False, default=False, verbose_name="bevat gezondheids- of strafgegevens"
            ),
        ),
        migrations.AddField(
            model_name="journalentry",
            name="is_special",
            field=models.BooleanField(
                db_default=False, default=False, verbose_name="bevat gezondheids- of strafgegevens"
            ),
        ),
        migrations.AlterField(
            model_name="historicaljournalentry",
            name="visibility",
            field=models.CharField(
                choices=[
                    ("domain", "wie dit domein mag inzien"),
                    ("work", "alleen wie aan dit domein werkt"),
                    ("author", "alleen ik"),
                ],
                default="domain",
                max_length=10,
                verbose_name="wie mag dit lezen",
            ),
        ),
        migrations.AlterField(
            model_name="historicaltimelineevent",
            name="depth",
            field=models.CharField(
                choices=[("involvement", "dat"), ("content", "wat"), ("work", "werk")],
                max_length=20,
                verbose_name="zichtbaar vanaf",
            ),
        ),
        migrations.AlterField(
            model_name="journalentry",
            name="visibility",
            field=models.CharField(
                choices=[
                    ("domain", "wie dit domein mag inzien"),
                    ("work", "alleen wie aan dit domein werkt"),
                    ("author", "alleen ik"),
                ],
                default="domain",
                max_length=10,
                verbose_name="wie mag dit lezen",
            ),
        ),
        migrations.AlterField(
            model_name="timelineevent",
            name="depth",
            field=models.CharField(
                choices=[("involvement", "dat"), ("content", "wat"), ("work", "werk")],
                max_length=20,
                verbose_name="zichtbaar vanaf",
            ),
        ),
        migrations.CreateModel(
            name="Compartment",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("meldcode", "meldcode"), ("safety", "veiligheid")],
                        max_length=20,
                        verbose_name="soort",
                    ),
                ),
                (
                    "domain",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("debts", "Schulden"),
                            ("youth", "Jeugdhulp"),
                            ("wmo", "Wmo"),
                            ("participation", "Participatie"),
                        ],
                        max_length=20,
                        verbose_name="domein",
                    ),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="reden")),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="geopend op")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="gesloten op")),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="compartments",
                        to="households.household",
                        verbose_name="huishouden",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="geopend door",
                    ),
                ),
            ],
            options={
                "verbose_name": "besloten dossier",
                "verbose_name_plural": "besloten dossiers",
            },
        ),
        migrations.AddField(
            model_name="alert",
            name="compartment",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="alerts",
                to="casework.compartment",
                verbose_name="besloten dossier",
            ),
        ),
        migrations.AddField(
            model_name="historicalalert",
            name="compartment",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="casework.compartment",
                verbose_name="besloten dossier",
            ),
        ),
        migrations.AddField(
            model_name="historicaljournalentry",
            name="compartment",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="casework.compartment",
                verbose_name="besloten dossier",
            ),
        ),
        migrations.AddField(
            model_name="historicaltask",
            name="compartment",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="casework.compartment",
                verbose_name="besloten dossier",
            ),
        ),
        migrations.AddField(
            model_name="historicaltimelineevent",
            name="compartment",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="casework.compartment",
                verbose_name="besloten dossier",
            ),
        ),
        migrations.AddField(
            model_name="journalentry",
            name="compartment",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="journal_entries",
                to="casework.compartment",
                verbose_name="besloten dossier",
            ),
        ),
        migrations.AddField(
            model_name="task",
            name="compartment",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="tasks",
                to="casework.compartment",
                verbose_name="besloten dossier",
            ),
        ),
        migrations.AddField(
            model_name="timelineevent",
            name="compartment",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="timeline_events",
                to="casework.compartment",
                verbose_name="besloten dossier",
            ),
        ),
        migrations.CreateModel(
            name="CompartmentMember",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("reason", models.CharField(max_length=300, verbose_name="reden")),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="toegevoegd op")),
                ("removed_at", models.DateTimeField(blank=True, null=True, verbose_name="verwijderd op")),
                ("removal_reason", models.CharField(blank=True, max_length=300, verbose_name="reden van verwijderen")),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="toegevoegd door",
                    ),
                ),
                (
                    "compartment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="members",
                        to="casework.compartment",
                        verbose_name="besloten dossier",
                    ),
                ),
                (
                    "removed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="verwijderd door",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="wie",
                    ),
                ),
            ],
            options={
                "verbose_name": "lid van een besloten dossier",
                "verbose_name_plural": "leden van een besloten dossier",
            },
        ),
        migrations.CreateModel(
            name="HistoricalCompartment",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("meldcode", "meldcode"), ("safety", "veiligheid")],
                        max_length=20,
                        verbose_name="soort",
                    ),
                ),
                (
                    "domain",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("debts", "Schulden"),
                            ("youth", "Jeugdhulp"),
                            ("wmo", "Wmo"),
                            ("participation", "Participatie"),
                        ],
                        max_length=20,
                        verbose_name="domein",
                    ),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="reden")),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="geopend op")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="gesloten op")),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="households.household",
                        verbose_name="huishouden",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="geopend door",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical besloten dossier",
                "verbose_name_plural": "historical besloten dossiers",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCompartmentMember",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("reason", models.CharField(max_length=300, verbose_name="reden")),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="toegevoegd op")),
                ("removed_at", models.DateTimeField(blank=True, null=True, verbose_name="verwijderd op")),
                ("removal_reason", models.CharField(blank=True, max_length=300, verbose_name="reden van verwijderen")),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "added_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="toegevoegd door",
                    ),
                ),
                (
                    "compartment",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="casework.compartment",
                        verbose_name="besloten dossier",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "removed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="verwijderd door",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="wie",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical lid van een besloten dossier",
                "verbose_name_plural": "historical leden van een besloten dossier",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddConstraint(
            model_name="compartment",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="compartment_has_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="compartment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closed_at__isnull", True), ("closed_at__gte", models.F("opened_at")), _connector="OR"
                ),
                name="compartment_closes_after_opening",
            ),
        ),
        migrations.AddConstraint(
            model_name="compartmentmember",
            constraint=models.UniqueConstraint(
                condition=models.Q(("removed_at__isnull", True)),
                fields=("user", "compartment"),
                name="compartment_member_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="compartmentmember",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="compartment_member_has_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="compartmentmember",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("removal_reason", ""), ("removed_at__isnull", True), ("removed_by__isnull", True)),
                    models.Q(
                        ("removed_at__isnull", False),
                        ("removed_by__isnull", False),
                        models.Q(("removal_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="compartment_member_removed_by_somebody",
            ),
        ),
    ]
