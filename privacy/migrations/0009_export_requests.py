"""What leaves the system: asked, decided on by a colleague when large, made once."""

import uuid

import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("privacy", "0010_full_purpose_table"),
    ]

    operations = [
        migrations.CreateModel(
            name="ExportRequest",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=40, verbose_name="wat")),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="gevraagd op")),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("resident", "de inwoner vraagt erom"),
                            ("meeting", "overleg of huisbezoek"),
                            ("other_organisation", "overdracht aan een andere organisatie"),
                            ("legal_duty", "wettelijke plicht, rechter of toezichthouder"),
                            ("oversight", "onderzoek naar het gebruik van gegevens"),
                            ("other", "anders"),
                        ],
                        max_length=30,
                        verbose_name="reden",
                    ),
                ),
                ("words", models.CharField(max_length=300, verbose_name="toelichting")),
                ("household_id", models.UUIDField(blank=True, null=True, verbose_name="huishouden")),
                ("person_id", models.UUIDField(blank=True, null=True, verbose_name="inwoner")),
                ("parameters", models.JSONField(default=dict, verbose_name="welke gegevens")),
                ("people", models.PositiveIntegerField(verbose_name="aantal mensen")),
                ("rows", models.PositiveIntegerField(verbose_name="aantal regels")),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[("approved", "goedgekeurd"), ("refused", "afgewezen")],
                        max_length=20,
                        verbose_name="besluit",
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="besloten op")),
                ("answer", models.CharField(blank=True, max_length=300, verbose_name="toelichting bij het besluit")),
                ("expires_at", models.DateTimeField(verbose_name="te maken tot")),
                ("made_at", models.DateTimeField(blank=True, null=True, verbose_name="gemaakt op")),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gevraagd door",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="besloten door",
                    ),
                ),
            ],
            options={
                "verbose_name": "aanvraag voor een bestand",
                "verbose_name_plural": "aanvragen voor bestanden",
                "ordering": ["-asked_at"],
                "indexes": [models.Index(fields=["asked_by", "-asked_at"], name="export_by_asker")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("decided_by", models.F("asked_by")), _negated=True),
                        name="export_decided_by_other",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("decided_by__isnull", True), ("decision", "")),
                            models.Q(
                                models.Q(("decision", ""), _negated=True),
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="export_decision_is_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("made_at__isnull", True), ("people__lte", 100), ("decision", "approved"), _connector="OR"
                        ),
                        name="export_large_needs_colleague",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("made_at__isnull", True), models.Q(("decision", "refused"), _negated=True), _connector="OR"
                        ),
                        name="export_refused_is_not_made",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("made_at__isnull", True), ("made_at__lte", models.F("expires_at")), _connector="OR"
                        ),
                        name="export_made_in_time",
                    ),
                    models.CheckConstraint(condition=models.Q(("words", ""), _negated=True), name="export_has_words"),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalExportRequest",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("kind", models.CharField(max_length=40, verbose_name="wat")),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="gevraagd op")),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("resident", "de inwoner vraagt erom"),
                            ("meeting", "overleg of huisbezoek"),
                            ("other_organisation", "overdracht aan een andere organisatie"),
                            ("legal_duty", "wettelijke plicht, rechter of toezichthouder"),
                            ("oversight", "onderzoek naar het gebruik van gegevens"),
                            ("other", "anders"),
                        ],
                        max_length=30,
                        verbose_name="reden",
                    ),
                ),
                ("words", models.CharField(max_length=300, verbose_name="toelichting")),
                ("household_id", models.UUIDField(blank=True, null=True, verbose_name="huishouden")),
                ("person_id", models.UUIDField(blank=True, null=True, verbose_name="inwoner")),
                ("parameters", models.JSONField(default=dict, verbose_name="welke gegevens")),
                ("people", models.PositiveIntegerField(verbose_name="aantal mensen")),
                ("rows", models.PositiveIntegerField(verbose_name="aantal regels")),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[("approved", "goedgekeurd"), ("refused", "afgewezen")],
                        max_length=20,
                        verbose_name="besluit",
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="besloten op")),
                ("answer", models.CharField(blank=True, max_length=300, verbose_name="toelichting bij het besluit")),
                ("expires_at", models.DateTimeField(verbose_name="te maken tot")),
                ("made_at", models.DateTimeField(blank=True, null=True, verbose_name="gemaakt op")),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gevraagd door",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="besloten door",
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
            ],
            options={
                "verbose_name": "historical aanvraag voor een bestand",
                "verbose_name_plural": "historical aanvragen voor bestanden",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
    ]
