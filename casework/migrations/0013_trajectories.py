"""The way of each trajectory, its steps and its decisions."""

import uuid

import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0012_first_terms"),
        ("households", "0007_secret_addresses"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "domain",
                    models.CharField(
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
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("grant", "toegekend"),
                            ("refuse", "afgewezen"),
                            ("not_processed", "buiten behandeling gelaten"),
                            ("change", "gewijzigd"),
                            ("end", "beëindigd"),
                            ("temporary", "tijdelijk toegekend"),
                        ],
                        max_length=20,
                        verbose_name="soort beschikking",
                    ),
                ),
                ("ground", models.TextField(max_length=2000, verbose_name="waarop het besluit rust")),
                ("decided_on", models.DateField(verbose_name="besloten op")),
                ("sent_on", models.DateField(verbose_name="verstuurd op")),
                ("object_until", models.DateField(verbose_name="bezwaar kan tot en met")),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="geldt vanaf")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="geldt tot en met")),
                ("objected_on", models.DateField(blank=True, null=True, verbose_name="bezwaar ontvangen op")),
                ("has_committee", models.BooleanField(default=False, verbose_name="met adviescommissie")),
                (
                    "objection",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("upheld", "gegrond"),
                            ("partly", "deels gegrond"),
                            ("rejected", "ongegrond"),
                            ("inadmissible", "niet-ontvankelijk"),
                            ("withdrawn", "ingetrokken"),
                        ],
                        max_length=20,
                        verbose_name="besluit op bezwaar",
                    ),
                ),
                (
                    "objection_ground",
                    models.TextField(blank=True, max_length=2000, verbose_name="waarop dat besluit rust"),
                ),
                (
                    "objection_decided_on",
                    models.DateField(blank=True, null=True, verbose_name="op bezwaar besloten op"),
                ),
            ],
            options={
                "verbose_name": "beschikking",
                "verbose_name_plural": "beschikkingen",
            },
        ),
        migrations.CreateModel(
            name="HistoricalDecision",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "domain",
                    models.CharField(
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
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("grant", "toegekend"),
                            ("refuse", "afgewezen"),
                            ("not_processed", "buiten behandeling gelaten"),
                            ("change", "gewijzigd"),
                            ("end", "beëindigd"),
                            ("temporary", "tijdelijk toegekend"),
                        ],
                        max_length=20,
                        verbose_name="soort beschikking",
                    ),
                ),
                ("ground", models.TextField(max_length=2000, verbose_name="waarop het besluit rust")),
                ("decided_on", models.DateField(verbose_name="besloten op")),
                ("sent_on", models.DateField(verbose_name="verstuurd op")),
                ("object_until", models.DateField(verbose_name="bezwaar kan tot en met")),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="geldt vanaf")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="geldt tot en met")),
                ("objected_on", models.DateField(blank=True, null=True, verbose_name="bezwaar ontvangen op")),
                ("has_committee", models.BooleanField(default=False, verbose_name="met adviescommissie")),
                (
                    "objection",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("upheld", "gegrond"),
                            ("partly", "deels gegrond"),
                            ("rejected", "ongegrond"),
                            ("inadmissible", "niet-ontvankelijk"),
                            ("withdrawn", "ingetrokken"),
                        ],
                        max_length=20,
                        verbose_name="besluit op bezwaar",
                    ),
                ),
                (
                    "objection_ground",
                    models.TextField(blank=True, max_length=2000, verbose_name="waarop dat besluit rust"),
                ),
                (
                    "objection_decided_on",
                    models.DateField(blank=True, null=True, verbose_name="op bezwaar besloten op"),
                ),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
            ],
            options={
                "verbose_name": "historical beschikking",
                "verbose_name_plural": "historical beschikkingen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalTrajectoryStep",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "domain",
                    models.CharField(
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
                ("number", models.PositiveSmallIntegerField(verbose_name="nummer")),
                ("step", models.CharField(max_length=30, verbose_name="stap")),
                ("from_stage", models.CharField(max_length=30, verbose_name="stond op")),
                ("to_stage", models.CharField(max_length=30, verbose_name="staat op")),
                ("taken_on", models.DateField(verbose_name="op")),
                ("taken_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="vastgelegd op")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="toelichting")),
                ("facts", models.JSONField(blank=True, default=dict, verbose_name="wat erbij hoort")),
                ("letter", models.CharField(blank=True, max_length=20, verbose_name="brief")),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
            ],
            options={
                "verbose_name": "historical stap in een traject",
                "verbose_name_plural": "historical stappen in een traject",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="TrajectoryStep",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "domain",
                    models.CharField(
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
                ("number", models.PositiveSmallIntegerField(verbose_name="nummer")),
                ("step", models.CharField(max_length=30, verbose_name="stap")),
                ("from_stage", models.CharField(max_length=30, verbose_name="stond op")),
                ("to_stage", models.CharField(max_length=30, verbose_name="staat op")),
                ("taken_on", models.DateField(verbose_name="op")),
                ("taken_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="vastgelegd op")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="toelichting")),
                ("facts", models.JSONField(blank=True, default=dict, verbose_name="wat erbij hoort")),
                ("letter", models.CharField(blank=True, max_length=20, verbose_name="brief")),
            ],
            options={
                "verbose_name": "stap in een traject",
                "verbose_name_plural": "stappen in een traject",
            },
        ),
        migrations.AddField(
            model_name="historicaltrajectory",
            name="aim",
            field=models.CharField(
                blank=True,
                choices=[("debt_free", "schuldenvrij"), ("stabilised", "duurzaam stabiel")],
                max_length=20,
                verbose_name="doel",
            ),
        ),
        migrations.AddField(
            model_name="historicaltrajectory",
            name="goal",
            field=models.CharField(blank=True, max_length=300, verbose_name="doel in eigen woorden"),
        ),
        migrations.AddField(
            model_name="historicaltrajectory",
            name="kind",
            field=models.CharField(
                choices=[
                    ("debts", "schulddienstverlening"),
                    ("debts_plus", "SDV-plus"),
                    ("crisis", "crisisinterventie"),
                    ("moratorium", "moratorium"),
                    ("youth", "jeugdhulp"),
                    ("wmo", "ondersteuning Wmo"),
                    ("participation", "participatie en inkomen"),
                ],
                default="",
                max_length=20,
                verbose_name="soort traject",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="historicaltrajectory",
            name="outcome",
            field=models.CharField(
                blank=True,
                choices=[
                    ("reached", "doel bereikt"),
                    ("partly", "doel voor een deel bereikt"),
                    ("not_reached", "doel niet bereikt"),
                    ("refused", "afgewezen"),
                    ("waived", "inwoner ziet af van hulp"),
                    ("lost_contact", "geen contact meer"),
                    ("passed_on", "verder met andere hulp"),
                    ("moved", "verhuisd en overgedragen"),
                    ("deceased", "overleden"),
                ],
                max_length=20,
                verbose_name="hoe het eindigde",
            ),
        ),
        migrations.AddField(
            model_name="historicaltrajectory",
            name="restarts",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="casework.trajectory",
                verbose_name="nieuw begin van",
            ),
        ),
        migrations.AddField(
            model_name="historicaltrajectory",
            name="stage",
            field=models.CharField(default="new", max_length=30, verbose_name="waar het staat"),
        ),
        migrations.AddField(
            model_name="trajectory",
            name="aim",
            field=models.CharField(
                blank=True,
                choices=[("debt_free", "schuldenvrij"), ("stabilised", "duurzaam stabiel")],
                max_length=20,
                verbose_name="doel",
            ),
        ),
        migrations.AddField(
            model_name="trajectory",
            name="goal",
            field=models.CharField(blank=True, max_length=300, verbose_name="doel in eigen woorden"),
        ),
        migrations.AddField(
            model_name="trajectory",
            name="kind",
            field=models.CharField(
                choices=[
                    ("debts", "schulddienstverlening"),
                    ("debts_plus", "SDV-plus"),
                    ("crisis", "crisisinterventie"),
                    ("moratorium", "moratorium"),
                    ("youth", "jeugdhulp"),
                    ("wmo", "ondersteuning Wmo"),
                    ("participation", "participatie en inkomen"),
                ],
                default="",
                max_length=20,
                verbose_name="soort traject",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="trajectory",
            name="outcome",
            field=models.CharField(
                blank=True,
                choices=[
                    ("reached", "doel bereikt"),
                    ("partly", "doel voor een deel bereikt"),
                    ("not_reached", "doel niet bereikt"),
                    ("refused", "afgewezen"),
                    ("waived", "inwoner ziet af van hulp"),
                    ("lost_contact", "geen contact meer"),
                    ("passed_on", "verder met andere hulp"),
                    ("moved", "verhuisd en overgedragen"),
                    ("deceased", "overleden"),
                ],
                max_length=20,
                verbose_name="hoe het eindigde",
            ),
        ),
        migrations.AddField(
            model_name="trajectory",
            name="restarts",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="restarted_as",
                to="casework.trajectory",
                verbose_name="nieuw begin van",
            ),
        ),
        migrations.AddField(
            model_name="trajectory",
            name="stage",
            field=models.CharField(default="new", max_length=30, verbose_name="waar het staat"),
        ),
        migrations.AddConstraint(
            model_name="trajectory",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome", ""), ("state", "ended"), _connector="OR"),
                name="trajectory_outcome_at_the_end",
            ),
        ),
        migrations.AddConstraint(
            model_name="trajectory",
            constraint=models.CheckConstraint(
                condition=models.Q(("restarts", models.F("id")), _negated=True), name="trajectory_not_of_itself"
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="decided_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="door",
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="household",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decisions",
                to="households.household",
                verbose_name="huishouden",
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="trajectory",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decisions",
                to="casework.trajectory",
                verbose_name="traject",
            ),
        ),
        migrations.AddField(
            model_name="historicaldecision",
            name="decided_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="door",
            ),
        ),
        migrations.AddField(
            model_name="historicaldecision",
            name="history_user",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="historicaldecision",
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
            model_name="historicaldecision",
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
            model_name="historicaltrajectorystep",
            name="history_user",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="historicaltrajectorystep",
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
            model_name="historicaltrajectorystep",
            name="taken_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="door",
            ),
        ),
        migrations.AddField(
            model_name="historicaltrajectorystep",
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
            model_name="trajectorystep",
            name="household",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="trajectory_steps",
                to="households.household",
                verbose_name="huishouden",
            ),
        ),
        migrations.AddField(
            model_name="trajectorystep",
            name="taken_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="door",
            ),
        ),
        migrations.AddField(
            model_name="trajectorystep",
            name="trajectory",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="steps",
                to="casework.trajectory",
                verbose_name="traject",
            ),
        ),
        migrations.AddField(
            model_name="historicaldecision",
            name="step",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="casework.trajectorystep",
                verbose_name="stap",
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="step",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decision",
                to="casework.trajectorystep",
                verbose_name="stap",
            ),
        ),
        migrations.AddConstraint(
            model_name="trajectorystep",
            constraint=models.UniqueConstraint(fields=("trajectory", "number"), name="trajectory_step_once"),
        ),
        migrations.AddConstraint(
            model_name="trajectorystep",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 1)), name="trajectory_step_counts_from_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="trajectorystep",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("step", ""), _negated=True), models.Q(("to_stage", ""), _negated=True)),
                name="trajectory_step_named",
            ),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(fields=["trajectory", "decided_on"], name="decision_by_trajectory"),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("ground", ""), _negated=True), name="decision_has_ground"
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("sent_on__gte", models.F("decided_on"))), name="decision_sent_after_it"
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("object_until__gt", models.F("sent_on"))), name="decision_term_after_it"
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on__isnull", True),
                    models.Q(("ends_on__gte", models.F("starts_on")), ("starts_on__isnull", False)),
                    _connector="OR",
                ),
                name="decision_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("objected_on__isnull", True), ("objected_on__gte", models.F("decided_on")), _connector="OR"
                ),
                name="decision_objection_after_it",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("objection", ""), ("objection_decided_on__isnull", True)),
                    models.Q(
                        models.Q(("objection", ""), _negated=True),
                        models.Q(("objection_ground", ""), _negated=True),
                        ("objected_on__isnull", False),
                        ("objection_decided_on__gte", models.F("objected_on")),
                    ),
                    _connector="OR",
                ),
                name="decision_objection_decided_whole",
            ),
        ),
    ]
