"""Terms of the law as dated data, and the clocks that run by them."""

import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.comparison
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import privacy.dates


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0010_work"),
        ("households", "0007_secret_addresses"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Clock",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
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
                ("started_on", models.DateField(verbose_name="begonnen op")),
                ("started_at", models.DateTimeField(blank=True, null=True, verbose_name="begonnen om")),
                ("due_on", models.DateField(verbose_name="uiterlijk op")),
                ("due_at", models.DateTimeField(blank=True, null=True, verbose_name="uiterlijk om")),
                (
                    "warns_on",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.DateField(), blank=True, default=list, size=None, verbose_name="waarschuwt op"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("running", "loopt"),
                            ("met", "gehaald"),
                            ("missed", "niet gehaald"),
                            ("dropped", "vervallen"),
                        ],
                        default="running",
                        max_length=10,
                        verbose_name="stand",
                    ),
                ),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="gestopt op")),
                ("drop_reason", models.CharField(blank=True, max_length=300, verbose_name="waarom vervallen")),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="vastgelegd op")),
            ],
            options={
                "verbose_name": "lopende termijn",
                "verbose_name_plural": "lopende termijnen",
            },
        ),
        migrations.CreateModel(
            name="ClockExtension",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveSmallIntegerField(verbose_name="hoeveelste")),
                ("length", models.PositiveSmallIntegerField(verbose_name="verlengd met")),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("hours", "uur"),
                            ("days", "dagen"),
                            ("working_days", "werkdagen"),
                            ("months", "maanden"),
                        ],
                        max_length=20,
                        verbose_name="eenheid",
                    ),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="reden")),
                ("told_on", models.DateField(verbose_name="meegedeeld op")),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="vastgelegd op")),
            ],
            options={
                "verbose_name": "verdaging",
                "verbose_name_plural": "verdagingen",
            },
        ),
        migrations.CreateModel(
            name="ClockRecalculation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="gevraagd op")),
                ("total", models.PositiveIntegerField(verbose_name="te doen")),
                ("done", models.PositiveIntegerField(default=0, verbose_name="gedaan")),
                ("changed", models.PositiveIntegerField(default=0, verbose_name="gewijzigd")),
                ("done_until", models.UUIDField(blank=True, null=True, verbose_name="gekomen tot")),
                ("finished_at", models.DateTimeField(blank=True, null=True, verbose_name="klaar op")),
            ],
            options={
                "verbose_name": "herberekening",
                "verbose_name_plural": "herberekeningen",
            },
        ),
        migrations.CreateModel(
            name="ClockSuspension",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("completion", "de aanvrager vult de aanvraag aan"),
                            ("abroad", "wachten op informatie uit het buitenland"),
                            ("agreed", "de aanvrager stemt schriftelijk in met uitstel"),
                            ("applicant", "de vertraging komt door de aanvrager"),
                            ("force_majeure", "overmacht"),
                        ],
                        max_length=20,
                        verbose_name="grond",
                    ),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="reden")),
                ("valid_from", models.DateField(verbose_name="opgeschort vanaf")),
                ("valid_until", models.DateField(verbose_name="telt weer vanaf")),
                ("resumed_on", models.DateField(blank=True, null=True, verbose_name="hervat op")),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="vastgelegd op")),
            ],
            options={
                "verbose_name": "opschorting",
                "verbose_name_plural": "opschortingen",
            },
        ),
        migrations.CreateModel(
            name="HistoricalClock",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
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
                ("started_on", models.DateField(verbose_name="begonnen op")),
                ("started_at", models.DateTimeField(blank=True, null=True, verbose_name="begonnen om")),
                ("due_on", models.DateField(verbose_name="uiterlijk op")),
                ("due_at", models.DateTimeField(blank=True, null=True, verbose_name="uiterlijk om")),
                (
                    "warns_on",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.DateField(), blank=True, default=list, size=None, verbose_name="waarschuwt op"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("running", "loopt"),
                            ("met", "gehaald"),
                            ("missed", "niet gehaald"),
                            ("dropped", "vervallen"),
                        ],
                        default="running",
                        max_length=10,
                        verbose_name="stand",
                    ),
                ),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="gestopt op")),
                ("drop_reason", models.CharField(blank=True, max_length=300, verbose_name="waarom vervallen")),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="vastgelegd op")),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
            ],
            options={
                "verbose_name": "historical lopende termijn",
                "verbose_name_plural": "historical lopende termijnen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalClockExtension",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("number", models.PositiveSmallIntegerField(verbose_name="hoeveelste")),
                ("length", models.PositiveSmallIntegerField(verbose_name="verlengd met")),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("hours", "uur"),
                            ("days", "dagen"),
                            ("working_days", "werkdagen"),
                            ("months", "maanden"),
                        ],
                        max_length=20,
                        verbose_name="eenheid",
                    ),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="reden")),
                ("told_on", models.DateField(verbose_name="meegedeeld op")),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="vastgelegd op")),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
            ],
            options={
                "verbose_name": "historical verdaging",
                "verbose_name_plural": "historical verdagingen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalClockSuspension",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("completion", "de aanvrager vult de aanvraag aan"),
                            ("abroad", "wachten op informatie uit het buitenland"),
                            ("agreed", "de aanvrager stemt schriftelijk in met uitstel"),
                            ("applicant", "de vertraging komt door de aanvrager"),
                            ("force_majeure", "overmacht"),
                        ],
                        max_length=20,
                        verbose_name="grond",
                    ),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="reden")),
                ("valid_from", models.DateField(verbose_name="opgeschort vanaf")),
                ("valid_until", models.DateField(verbose_name="telt weer vanaf")),
                ("resumed_on", models.DateField(blank=True, null=True, verbose_name="hervat op")),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="vastgelegd op")),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
            ],
            options={
                "verbose_name": "historical opschorting",
                "verbose_name_plural": "historical opschortingen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Term",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("key", models.CharField(max_length=60, verbose_name="sleutel")),
                ("title", models.CharField(max_length=120, verbose_name="wat moet er gebeuren")),
                ("starts_with", models.CharField(max_length=120, verbose_name="begint bij")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("deadline", "uiterlijk op de laatste dag"),
                            ("period", "loopt tot en met de laatste dag"),
                            ("look_back", "telt terug vanaf de gebeurtenis"),
                        ],
                        default="deadline",
                        max_length=20,
                        verbose_name="soort termijn",
                    ),
                ),
                ("length", models.PositiveSmallIntegerField(verbose_name="duur")),
                ("longest", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="ten hoogste")),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("hours", "uur"),
                            ("days", "dagen"),
                            ("working_days", "werkdagen"),
                            ("months", "maanden"),
                        ],
                        default="days",
                        max_length=20,
                        verbose_name="eenheid",
                    ),
                ),
                ("article", models.CharField(max_length=60, verbose_name="volgens")),
                (
                    "at_rest",
                    models.CharField(
                        choices=[("moves", "schuift op naar de eerstvolgende werkdag"), ("stays", "blijft staan")],
                        default="moves",
                        max_length=10,
                        verbose_name="als de laatste dag in het weekend of op een feestdag valt",
                    ),
                ),
                ("extension_times", models.PositiveSmallIntegerField(default=0, verbose_name="hoe vaak verlengen")),
                (
                    "extension_length",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="verlenging"),
                ),
                (
                    "extension_unit",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("hours", "uur"),
                            ("days", "dagen"),
                            ("working_days", "werkdagen"),
                            ("months", "maanden"),
                        ],
                        max_length=20,
                        verbose_name="eenheid van de verlenging",
                    ),
                ),
                ("extension_article", models.CharField(blank=True, max_length=60, verbose_name="verlengen volgens")),
                ("suspension_article", models.CharField(blank=True, max_length=60, verbose_name="opschorten volgens")),
                (
                    "warn_on",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="waarschuw op dag",
                    ),
                ),
                ("source", models.CharField(max_length=200, verbose_name="bron")),
                ("is_verified", models.BooleanField(default=True, verbose_name="gelezen in de wet")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="reden van de wijziging")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="vastgelegd op")),
                ("valid_from", models.DateField(verbose_name="geldt voor wat begint vanaf")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="geldt voor wat begint tot")),
                ("replaced_at", models.DateTimeField(blank=True, null=True, verbose_name="vervangen op")),
            ],
            options={
                "verbose_name": "termijn",
                "verbose_name_plural": "termijnen",
            },
        ),
        migrations.AddField(
            model_name="clock",
            name="compartment",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="clocks",
                to="casework.compartment",
                verbose_name="besloten dossier",
            ),
        ),
        migrations.AddField(
            model_name="clock",
            name="household",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="clocks",
                to="households.household",
                verbose_name="huishouden",
            ),
        ),
        migrations.AddField(
            model_name="clock",
            name="started_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="begonnen door",
            ),
        ),
        migrations.AddField(
            model_name="clock",
            name="task",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="clock",
                to="casework.task",
                verbose_name="taak",
            ),
        ),
        migrations.AddField(
            model_name="clock",
            name="trajectory",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="clocks",
                to="casework.trajectory",
                verbose_name="traject",
            ),
        ),
        migrations.AddField(
            model_name="clockextension",
            name="clock",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="extensions",
                to="casework.clock",
                verbose_name="lopende termijn",
            ),
        ),
        migrations.AddField(
            model_name="clockextension",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="vastgelegd door",
            ),
        ),
        migrations.AddField(
            model_name="clocksuspension",
            name="clock",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="suspensions",
                to="casework.clock",
                verbose_name="lopende termijn",
            ),
        ),
        migrations.AddField(
            model_name="clocksuspension",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="vastgelegd door",
            ),
        ),
        migrations.AddField(
            model_name="historicalclock",
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
            model_name="historicalclock",
            name="history_user",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="historicalclock",
            name="household",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="households.household",
                verbose_name="huishouden",
            ),
        ),
        migrations.AddField(
            model_name="historicalclock",
            name="started_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="begonnen door",
            ),
        ),
        migrations.AddField(
            model_name="historicalclock",
            name="task",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="casework.task",
                verbose_name="taak",
            ),
        ),
        migrations.AddField(
            model_name="historicalclock",
            name="trajectory",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="casework.trajectory",
                verbose_name="traject",
            ),
        ),
        migrations.AddField(
            model_name="historicalclockextension",
            name="clock",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="casework.clock",
                verbose_name="lopende termijn",
            ),
        ),
        migrations.AddField(
            model_name="historicalclockextension",
            name="history_user",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="historicalclockextension",
            name="recorded_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="vastgelegd door",
            ),
        ),
        migrations.AddField(
            model_name="historicalclocksuspension",
            name="clock",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="casework.clock",
                verbose_name="lopende termijn",
            ),
        ),
        migrations.AddField(
            model_name="historicalclocksuspension",
            name="history_user",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="historicalclocksuspension",
            name="recorded_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="vastgelegd door",
            ),
        ),
        migrations.AddField(
            model_name="term",
            name="decided_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="vastgelegd door",
            ),
        ),
        migrations.AddField(
            model_name="historicalclock",
            name="term",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="casework.term",
                verbose_name="termijn",
            ),
        ),
        migrations.AddField(
            model_name="clockrecalculation",
            name="term",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="recalculations",
                to="casework.term",
                verbose_name="termijn",
            ),
        ),
        migrations.AddField(
            model_name="clock",
            name="term",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="clocks",
                to="casework.term",
                verbose_name="termijn",
            ),
        ),
        migrations.AddConstraint(
            model_name="clockextension",
            constraint=models.UniqueConstraint(fields=("clock", "number"), name="clock_extension_numbered"),
        ),
        migrations.AddConstraint(
            model_name="clockextension",
            constraint=models.CheckConstraint(condition=models.Q(("length__gt", 0)), name="clock_extension_has_length"),
        ),
        migrations.AddConstraint(
            model_name="clockextension",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="clock_extension_has_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="clocksuspension",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    (django.db.models.functions.comparison.Greatest("clock", "clock"), "="),
                    (privacy.dates.DateRange("valid_from", "valid_until"), "&&"),
                ],
                name="clock_suspended_once_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="clocksuspension",
            constraint=models.CheckConstraint(
                condition=models.Q(("valid_until__gte", models.F("valid_from"))),
                name="clock_suspension_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="clocksuspension",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="clock_suspension_has_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="term",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_until__isnull", True), ("valid_until__gt", models.F("valid_from")), _connector="OR"
                ),
                name="term_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="term",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("replaced_at__isnull", True)),
                expressions=[
                    (django.db.models.functions.comparison.Greatest("key", "key"), "="),
                    (privacy.dates.DateRange("valid_from", "valid_until"), "&&"),
                ],
                name="term_once_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="term",
            constraint=models.CheckConstraint(condition=models.Q(("length__gt", 0)), name="term_has_length"),
        ),
        migrations.AddConstraint(
            model_name="term",
            constraint=models.CheckConstraint(
                condition=models.Q(("longest__isnull", True), ("length__lte", models.F("longest")), _connector="OR"),
                name="term_not_too_long",
            ),
        ),
        migrations.AddConstraint(
            model_name="term",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("article", ""), _negated=True), models.Q(("source", ""), _negated=True)),
                name="term_has_article_and_source",
            ),
        ),
        migrations.AddConstraint(
            model_name="term",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("extension_article", ""),
                        ("extension_length__isnull", True),
                        ("extension_times", 0),
                        ("extension_unit", ""),
                    ),
                    models.Q(
                        ("extension_times__gt", 0),
                        models.Q(("extension_unit", ""), _negated=True),
                        models.Q(("extension_article", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="term_extension_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="term",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("unit", "hours"), _negated=True),
                    models.Q(("at_rest", "stays"), ("suspension_article", "")),
                    _connector="OR",
                ),
                name="term_hours_pass_as_they_pass",
            ),
        ),
        migrations.AddConstraint(
            model_name="term",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at__isnull", True), ("decided_by__isnull", True)),
                    models.Q(
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                        models.Q(("reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="term_change_has_reason",
            ),
        ),
        migrations.AddIndex(
            model_name="clock",
            index=models.Index(models.F("household"), models.F("due_on"), name="clock_by_household"),
        ),
        migrations.AddIndex(
            model_name="clock",
            index=models.Index(
                models.F("due_on"), condition=models.Q(("ended_on__isnull", True)), name="clock_open_by_day"
            ),
        ),
        migrations.AddIndex(
            model_name="clock",
            index=models.Index(models.F("id"), condition=models.Q(("ended_on__isnull", True)), name="clock_open"),
        ),
        migrations.AddConstraint(
            model_name="clock",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_on__isnull", True), ("state", "running")),
                    models.Q(("ended_on__isnull", False), ("ended_on__lte", models.F("due_on")), ("state", "met")),
                    models.Q(
                        ("state", "missed"),
                        models.Q(("ended_on__isnull", True), ("ended_on__gt", models.F("due_on")), _connector="OR"),
                    ),
                    models.Q(("ended_on__isnull", False), ("state", "dropped")),
                    _connector="OR",
                ),
                name="clock_state_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="clock",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "dropped"), models.Q(("drop_reason", ""), _negated=True)),
                    models.Q(models.Q(("state", "dropped"), _negated=True), ("drop_reason", "")),
                    _connector="OR",
                ),
                name="clock_dropped_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="clock",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_on__isnull", True), ("ended_on__gte", models.F("started_on")), _connector="OR"
                ),
                name="clock_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="clock",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_on__gte", models.F("started_on"))), name="clock_due_after_start"
            ),
        ),
        migrations.AddConstraint(
            model_name="clock",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("due_at__isnull", True), ("started_at__isnull", True)),
                    models.Q(("due_at__isnull", False), ("started_at__isnull", False)),
                    _connector="OR",
                ),
                name="clock_moments_together",
            ),
        ),
    ]
