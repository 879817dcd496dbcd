"""Questions about sight, and the tasks that lead to them."""

import uuid

import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("households", "0007_secret_addresses"),
        ("privacy", "0011_sharing_terms"),
        ("casework", "0007_closed_compartments"),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalSightRequest",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("debts", "Schulden"),
                            ("youth", "Jeugdhulp"),
                            ("wmo", "Wmo"),
                            ("participation", "Participatie"),
                        ],
                        max_length=20,
                        verbose_name="gegevens uit",
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("help", "hulp aan dit huishouden"),
                            ("coordination", "regie voeren over het huishouden"),
                            ("wams", "gecoördineerde aanpak (Wams)"),
                            ("debts", "schulddienstverlening"),
                            ("youth", "jeugdhulp"),
                            ("wmo", "maatschappelijke ondersteuning"),
                            ("participation", "participatie en inkomen"),
                            ("first_contact", "aanmelding of eerste contact"),
                            ("signal", "signaal of melding over een inwoner"),
                            ("caseload", "werk verdelen in het team"),
                            ("registration", "gegevens juist houden"),
                            ("oversight", "toezicht op het gebruik van gegevens"),
                            ("system", "geautomatiseerde taak"),
                        ],
                        max_length=20,
                        verbose_name="doel",
                    ),
                ),
                ("includes_special", models.BooleanField(default=False, verbose_name="ook gezondheid of strafrecht")),
                (
                    "ground",
                    models.CharField(
                        choices=[("consent", "toestemming"), ("necessity", "noodzaak, onderbouwd")],
                        max_length=20,
                        verbose_name="grondslag",
                    ),
                ),
                ("article", models.CharField(max_length=200, verbose_name="volgens")),
                ("reason", models.TextField(max_length=1000, verbose_name="waarom nodig")),
                ("wished_until", models.DateField(verbose_name="gevraagd tot")),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="gevraagd op")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "wacht op antwoord"),
                            ("given", "zicht gegeven"),
                            ("refused", "niet gegeven"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="stand",
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="besloten op")),
                ("answer", models.CharField(blank=True, max_length=300, verbose_name="antwoord")),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "asker",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="wie vraagt",
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
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="privacy.sharingdecision",
                        verbose_name="deelbesluit",
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
            ],
            options={
                "verbose_name": "historical vraag om zicht",
                "verbose_name_plural": "historical vragen om zicht",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="SightRequest",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("debts", "Schulden"),
                            ("youth", "Jeugdhulp"),
                            ("wmo", "Wmo"),
                            ("participation", "Participatie"),
                        ],
                        max_length=20,
                        verbose_name="gegevens uit",
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("help", "hulp aan dit huishouden"),
                            ("coordination", "regie voeren over het huishouden"),
                            ("wams", "gecoördineerde aanpak (Wams)"),
                            ("debts", "schulddienstverlening"),
                            ("youth", "jeugdhulp"),
                            ("wmo", "maatschappelijke ondersteuning"),
                            ("participation", "participatie en inkomen"),
                            ("first_contact", "aanmelding of eerste contact"),
                            ("signal", "signaal of melding over een inwoner"),
                            ("caseload", "werk verdelen in het team"),
                            ("registration", "gegevens juist houden"),
                            ("oversight", "toezicht op het gebruik van gegevens"),
                            ("system", "geautomatiseerde taak"),
                        ],
                        max_length=20,
                        verbose_name="doel",
                    ),
                ),
                ("includes_special", models.BooleanField(default=False, verbose_name="ook gezondheid of strafrecht")),
                (
                    "ground",
                    models.CharField(
                        choices=[("consent", "toestemming"), ("necessity", "noodzaak, onderbouwd")],
                        max_length=20,
                        verbose_name="grondslag",
                    ),
                ),
                ("article", models.CharField(max_length=200, verbose_name="volgens")),
                ("reason", models.TextField(max_length=1000, verbose_name="waarom nodig")),
                ("wished_until", models.DateField(verbose_name="gevraagd tot")),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="gevraagd op")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "wacht op antwoord"),
                            ("given", "zicht gegeven"),
                            ("refused", "niet gegeven"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="stand",
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="besloten op")),
                ("answer", models.CharField(blank=True, max_length=300, verbose_name="antwoord")),
                (
                    "asker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="wie vraagt",
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
                (
                    "decision",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="request",
                        to="privacy.sharingdecision",
                        verbose_name="deelbesluit",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sight_requests",
                        to="households.household",
                        verbose_name="huishouden",
                    ),
                ),
                ("persons", models.ManyToManyField(related_name="+", to="households.person", verbose_name="over wie")),
            ],
            options={
                "verbose_name": "vraag om zicht",
                "verbose_name_plural": "vragen om zicht",
            },
        ),
        migrations.CreateModel(
            name="HistoricalSightRequest_persons",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="casework.historicalsightrequest",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="households.person",
                    ),
                ),
                (
                    "sightrequest",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="casework.sightrequest",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalSightRequest_persons",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddField(
            model_name="historicaltask",
            name="sight_request",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="casework.sightrequest",
                verbose_name="vraag om zicht",
            ),
        ),
        migrations.AddField(
            model_name="task",
            name="sight_request",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="tasks",
                to="casework.sightrequest",
                verbose_name="vraag om zicht",
            ),
        ),
        migrations.AddIndex(
            model_name="sightrequest",
            index=models.Index(fields=["household", "-asked_at"], name="sight_request_by_household"),
        ),
        migrations.AddConstraint(
            model_name="sightrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="sight_request_has_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="sightrequest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "open")),
                fields=("household", "asker", "source", "purpose"),
                name="sight_request_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="sightrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_at__isnull", True),
                        ("decided_by__isnull", True),
                        ("decision__isnull", True),
                        ("status", "open"),
                    ),
                    models.Q(
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                        ("decision__isnull", False),
                        ("status", "given"),
                    ),
                    models.Q(
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                        ("decision__isnull", True),
                        ("status", "refused"),
                    ),
                    _connector="OR",
                ),
                name="sight_request_decided_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="sightrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_by__isnull", True),
                    models.Q(("decided_by", models.F("asker")), _negated=True),
                    ("ground", "necessity"),
                    _connector="OR",
                ),
                name="sight_request_decided_by_other",
            ),
        ),
    ]
