"""What debt help and the Wmo keep: debts, threats, solutions; offers, inquiries, applications, provisions."""

import uuid

import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0015_warn_ahead"),
        ("households", "0007_secret_addresses"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Debt",
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
                        default="debts",
                        editable=False,
                        max_length=20,
                        verbose_name="domein",
                    ),
                ),
                ("creditor", models.CharField(max_length=120, verbose_name="schuldeiser")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("housing", "huur of hypotheek"),
                            ("utilities", "energie of water"),
                            ("care", "zorg"),
                            ("public", "overheid"),
                            ("credit", "lening of krediet"),
                            ("other", "overig"),
                        ],
                        max_length=20,
                        verbose_name="soort schuld",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("reported", "opgegeven door de inwoner"),
                            ("confirmed", "bevestigd door de schuldeiser"),
                            ("disputed", "betwist"),
                            ("agreed", "regeling afgesproken"),
                            ("paid", "afbetaald"),
                            ("written_off", "kwijtgescholden"),
                        ],
                        max_length=20,
                        verbose_name="stand van de vordering",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="households.household",
                        verbose_name="huishouden",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="debts",
                        to="households.person",
                        verbose_name="van wie",
                    ),
                ),
                (
                    "trajectory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="casework.trajectory", verbose_name="traject"
                    ),
                ),
            ],
            options={
                "verbose_name": "schuld",
                "verbose_name_plural": "schulden",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DebtBalance",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("on", models.DateField(verbose_name="peildatum")),
                ("amount", models.PositiveIntegerField(verbose_name="bedrag in hele euro's")),
                ("is_written_off", models.BooleanField(default=False, verbose_name="kwijtgescholden")),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="vastgelegd op")),
                (
                    "debt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="balances",
                        to="casework.debt",
                        verbose_name="schuld",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="door",
                    ),
                ),
            ],
            options={
                "verbose_name": "bedrag van een schuld",
                "verbose_name_plural": "bedragen van schulden",
            },
        ),
        migrations.CreateModel(
            name="DebtSolution",
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
                        default="debts",
                        editable=False,
                        max_length=20,
                        verbose_name="domein",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("payment_plan", "betalingsregeling"),
                            ("refinancing", "herfinanciering"),
                            ("restructuring_credit", "saneringskrediet"),
                            ("mediation", "schuldbemiddeling"),
                            ("zero_offer", "0%-aanbod"),
                        ],
                        max_length=30,
                        verbose_name="soort oplossing",
                    ),
                ),
                (
                    "vtlb",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="vrij te laten bedrag per maand"),
                ),
                ("monthly", models.PositiveIntegerField(blank=True, null=True, verbose_name="aflossing per maand")),
                ("starts_on", models.DateField(verbose_name="vanaf")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="tot en met")),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="households.household",
                        verbose_name="huishouden",
                    ),
                ),
                (
                    "trajectory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="casework.trajectory", verbose_name="traject"
                    ),
                ),
            ],
            options={
                "verbose_name": "oplossing van schulden",
                "verbose_name_plural": "oplossingen van schulden",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HistoricalApplication",
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
                        default="wmo",
                        editable=False,
                        max_length=20,
                        verbose_name="domein",
                    ),
                ),
                ("received_on", models.DateField(verbose_name="ontvangen op")),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="besloten op")),
                (
                    "is_signed_report",
                    models.BooleanField(default=False, verbose_name="het ondertekende verslag is de aanvraag"),
                ),
                ("asked", models.CharField(blank=True, max_length=300, verbose_name="wat er gevraagd wordt")),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="casework.decision",
                        verbose_name="beschikking",
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
                (
                    "step",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="casework.trajectorystep",
                        verbose_name="stap",
                    ),
                ),
                (
                    "trajectory",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="casework.trajectory",
                        verbose_name="traject",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical aanvraag",
                "verbose_name_plural": "historical aanvragen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDebt",
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
                        default="debts",
                        editable=False,
                        max_length=20,
                        verbose_name="domein",
                    ),
                ),
                ("creditor", models.CharField(max_length=120, verbose_name="schuldeiser")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("housing", "huur of hypotheek"),
                            ("utilities", "energie of water"),
                            ("care", "zorg"),
                            ("public", "overheid"),
                            ("credit", "lening of krediet"),
                            ("other", "overig"),
                        ],
                        max_length=20,
                        verbose_name="soort schuld",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("reported", "opgegeven door de inwoner"),
                            ("confirmed", "bevestigd door de schuldeiser"),
                            ("disputed", "betwist"),
                            ("agreed", "regeling afgesproken"),
                            ("paid", "afbetaald"),
                            ("written_off", "kwijtgescholden"),
                        ],
                        max_length=20,
                        verbose_name="stand van de vordering",
                    ),
                ),
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
                    "person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="households.person",
                        verbose_name="van wie",
                    ),
                ),
                (
                    "trajectory",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="casework.trajectory",
                        verbose_name="traject",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical schuld",
                "verbose_name_plural": "historical schulden",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDebtBalance",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("on", models.DateField(verbose_name="peildatum")),
                ("amount", models.PositiveIntegerField(verbose_name="bedrag in hele euro's")),
                ("is_written_off", models.BooleanField(default=False, verbose_name="kwijtgescholden")),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="vastgelegd op")),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "debt",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="casework.debt",
                        verbose_name="schuld",
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
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="door",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical bedrag van een schuld",
                "verbose_name_plural": "historical bedragen van schulden",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDebtSolution",
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
                        default="debts",
                        editable=False,
                        max_length=20,
                        verbose_name="domein",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("payment_plan", "betalingsregeling"),
                            ("refinancing", "herfinanciering"),
                            ("restructuring_credit", "saneringskrediet"),
                            ("mediation", "schuldbemiddeling"),
                            ("zero_offer", "0%-aanbod"),
                        ],
                        max_length=30,
                        verbose_name="soort oplossing",
                    ),
                ),
                (
                    "vtlb",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="vrij te laten bedrag per maand"),
                ),
                ("monthly", models.PositiveIntegerField(blank=True, null=True, verbose_name="aflossing per maand")),
                ("starts_on", models.DateField(verbose_name="vanaf")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="tot en met")),
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
                    "trajectory",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="casework.trajectory",
                        verbose_name="traject",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical oplossing van schulden",
                "verbose_name_plural": "historical oplossingen van schulden",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalInquiry",
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
                        default="wmo",
                        editable=False,
                        max_length=20,
                        verbose_name="domein",
                    ),
                ),
                (
                    "needs",
                    models.TextField(
                        blank=True, max_length=4000, verbose_name="behoeften, persoonskenmerken en voorkeuren"
                    ),
                ),
                (
                    "own_strength",
                    models.TextField(
                        blank=True, max_length=4000, verbose_name="wat iemand zelf kan, en gebruikelijke hulp"
                    ),
                ),
                (
                    "network",
                    models.TextField(blank=True, max_length=4000, verbose_name="mantelzorg en hulp van anderen"),
                ),
                (
                    "carer_support",
                    models.TextField(blank=True, max_length=4000, verbose_name="wat de mantelzorger nodig heeft"),
                ),
                (
                    "general_provisions",
                    models.TextField(blank=True, max_length=4000, verbose_name="algemene voorzieningen"),
                ),
                (
                    "cooperation",
                    models.TextField(
                        blank=True,
                        max_length=4000,
                        verbose_name="samenwerking met zorg, jeugdhulp, onderwijs, welzijn, wonen, werk en inkomen",
                    ),
                ),
                ("contribution", models.TextField(blank=True, max_length=4000, verbose_name="eigen bijdrage")),
                ("report", models.TextField(blank=True, max_length=4000, verbose_name="uitkomst, voor het verslag")),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="geschreven op")),
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
                    "trajectory",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="casework.trajectory",
                        verbose_name="traject",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="door",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical onderzoek",
                "verbose_name_plural": "historical onderzoeken",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalOffer",
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
                        default="wmo",
                        editable=False,
                        max_length=20,
                        verbose_name="domein",
                    ),
                ),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("plan", "persoonlijk plan"),
                            ("support", "gratis cliëntondersteuning"),
                            ("budget", "persoonsgebonden budget (pgb)"),
                        ],
                        max_length=20,
                        verbose_name="wat er is aangeboden",
                    ),
                ),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("letter", "in een brief"),
                            ("talk", "in een gesprek"),
                            ("phone", "aan de telefoon"),
                            ("mail", "per e-mail"),
                            ("other", "op een andere manier"),
                        ],
                        max_length=20,
                        verbose_name="hoe het is aangeboden",
                    ),
                ),
                ("offered_on", models.DateField(verbose_name="aangeboden op")),
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
                    "offered_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="door",
                    ),
                ),
                (
                    "trajectory",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="casework.trajectory",
                        verbose_name="traject",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical bewijs van aanbod",
                "verbose_name_plural": "historical bewijzen van aanbod",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalProvision",
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
                        default="wmo",
                        editable=False,
                        max_length=20,
                        verbose_name="domein",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("household_help", "hulp bij het huishouden"),
                            ("guidance", "begeleiding"),
                            ("day_activities", "dagbesteding"),
                            ("short_stay", "kortdurend verblijf"),
                            ("aid", "hulpmiddel"),
                            ("home_adaptation", "woningaanpassing"),
                            ("transport", "vervoer"),
                            ("protected_living", "beschermd wonen"),
                            ("shelter", "opvang"),
                            ("other", "iets anders"),
                        ],
                        max_length=30,
                        verbose_name="soort voorziening",
                    ),
                ),
                (
                    "delivery",
                    models.CharField(
                        choices=[("in_kind", "zorg in natura"), ("budget", "persoonsgebonden budget (pgb)")],
                        max_length=20,
                        verbose_name="hoe het geleverd wordt",
                    ),
                ),
                ("provider", models.CharField(blank=True, max_length=120, verbose_name="aanbieder")),
                (
                    "budget",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="pgb in hele euro's per jaar"),
                ),
                ("starts_on", models.DateField(verbose_name="vanaf")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="tot en met")),
                ("review_on", models.DateField(blank=True, null=True, verbose_name="opnieuw bekijken op")),
                ("stop_reason", models.CharField(blank=True, max_length=300, verbose_name="waarom het eerder stopt")),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="vastgelegd op")),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="casework.decision",
                        verbose_name="beschikking",
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
                (
                    "review_task",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="casework.task",
                        verbose_name="taak",
                    ),
                ),
                (
                    "trajectory",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="casework.trajectory",
                        verbose_name="traject",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical voorziening",
                "verbose_name_plural": "historical voorzieningen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalThreat",
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
                        default="debts",
                        editable=False,
                        max_length=20,
                        verbose_name="domein",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("eviction", "gedwongen woningontruiming"),
                            ("energy_or_water", "afsluiten van gas, elektriciteit, warmte of water"),
                            ("health_insurance", "opzeggen of ontbinden van de zorgverzekering"),
                            ("local", "iets anders dat de gemeente als crisis ziet"),
                        ],
                        max_length=20,
                        verbose_name="wat er dreigt",
                    ),
                ),
                ("known_on", models.DateField(verbose_name="bekend sinds")),
                ("averted_on", models.DateField(blank=True, null=True, verbose_name="afgewend op")),
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
                    "step",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="casework.trajectorystep",
                        verbose_name="stap",
                    ),
                ),
                (
                    "trajectory",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="casework.trajectory",
                        verbose_name="traject",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical bedreigende situatie",
                "verbose_name_plural": "historical bedreigende situaties",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Inquiry",
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
                        default="wmo",
                        editable=False,
                        max_length=20,
                        verbose_name="domein",
                    ),
                ),
                (
                    "needs",
                    models.TextField(
                        blank=True, max_length=4000, verbose_name="behoeften, persoonskenmerken en voorkeuren"
                    ),
                ),
                (
                    "own_strength",
                    models.TextField(
                        blank=True, max_length=4000, verbose_name="wat iemand zelf kan, en gebruikelijke hulp"
                    ),
                ),
                (
                    "network",
                    models.TextField(blank=True, max_length=4000, verbose_name="mantelzorg en hulp van anderen"),
                ),
                (
                    "carer_support",
                    models.TextField(blank=True, max_length=4000, verbose_name="wat de mantelzorger nodig heeft"),
                ),
                (
                    "general_provisions",
                    models.TextField(blank=True, max_length=4000, verbose_name="algemene voorzieningen"),
                ),
                (
                    "cooperation",
                    models.TextField(
                        blank=True,
                        max_length=4000,
                        verbose_name="samenwerking met zorg, jeugdhulp, onderwijs, welzijn, wonen, werk en inkomen",
                    ),
                ),
                ("contribution", models.TextField(blank=True, max_length=4000, verbose_name="eigen bijdrage")),
                ("report", models.TextField(blank=True, max_length=4000, verbose_name="uitkomst, voor het verslag")),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="geschreven op")),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="households.household",
                        verbose_name="huishouden",
                    ),
                ),
                (
                    "trajectory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="casework.trajectory", verbose_name="traject"
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="door",
                    ),
                ),
            ],
            options={
                "verbose_name": "onderzoek",
                "verbose_name_plural": "onderzoeken",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Offer",
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
                        default="wmo",
                        editable=False,
                        max_length=20,
                        verbose_name="domein",
                    ),
                ),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("plan", "persoonlijk plan"),
                            ("support", "gratis cliëntondersteuning"),
                            ("budget", "persoonsgebonden budget (pgb)"),
                        ],
                        max_length=20,
                        verbose_name="wat er is aangeboden",
                    ),
                ),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("letter", "in een brief"),
                            ("talk", "in een gesprek"),
                            ("phone", "aan de telefoon"),
                            ("mail", "per e-mail"),
                            ("other", "op een andere manier"),
                        ],
                        max_length=20,
                        verbose_name="hoe het is aangeboden",
                    ),
                ),
                ("offered_on", models.DateField(verbose_name="aangeboden op")),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="households.household",
                        verbose_name="huishouden",
                    ),
                ),
                (
                    "offered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="door",
                    ),
                ),
                (
                    "trajectory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="casework.trajectory", verbose_name="traject"
                    ),
                ),
            ],
            options={
                "verbose_name": "bewijs van aanbod",
                "verbose_name_plural": "bewijzen van aanbod",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Provision",
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
                        default="wmo",
                        editable=False,
                        max_length=20,
                        verbose_name="domein",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("household_help", "hulp bij het huishouden"),
                            ("guidance", "begeleiding"),
                            ("day_activities", "dagbesteding"),
                            ("short_stay", "kortdurend verblijf"),
                            ("aid", "hulpmiddel"),
                            ("home_adaptation", "woningaanpassing"),
                            ("transport", "vervoer"),
                            ("protected_living", "beschermd wonen"),
                            ("shelter", "opvang"),
                            ("other", "iets anders"),
                        ],
                        max_length=30,
                        verbose_name="soort voorziening",
                    ),
                ),
                (
                    "delivery",
                    models.CharField(
                        choices=[("in_kind", "zorg in natura"), ("budget", "persoonsgebonden budget (pgb)")],
                        max_length=20,
                        verbose_name="hoe het geleverd wordt",
                    ),
                ),
                ("provider", models.CharField(blank=True, max_length=120, verbose_name="aanbieder")),
                (
                    "budget",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="pgb in hele euro's per jaar"),
                ),
                ("starts_on", models.DateField(verbose_name="vanaf")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="tot en met")),
                ("review_on", models.DateField(blank=True, null=True, verbose_name="opnieuw bekijken op")),
                ("stop_reason", models.CharField(blank=True, max_length=300, verbose_name="waarom het eerder stopt")),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="vastgelegd op")),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="provisions",
                        to="casework.decision",
                        verbose_name="beschikking",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="households.household",
                        verbose_name="huishouden",
                    ),
                ),
                (
                    "review_task",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casework.task",
                        verbose_name="taak",
                    ),
                ),
                (
                    "trajectory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="casework.trajectory", verbose_name="traject"
                    ),
                ),
            ],
            options={
                "verbose_name": "voorziening",
                "verbose_name_plural": "voorzieningen",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Threat",
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
                        default="debts",
                        editable=False,
                        max_length=20,
                        verbose_name="domein",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("eviction", "gedwongen woningontruiming"),
                            ("energy_or_water", "afsluiten van gas, elektriciteit, warmte of water"),
                            ("health_insurance", "opzeggen of ontbinden van de zorgverzekering"),
                            ("local", "iets anders dat de gemeente als crisis ziet"),
                        ],
                        max_length=20,
                        verbose_name="wat er dreigt",
                    ),
                ),
                ("known_on", models.DateField(verbose_name="bekend sinds")),
                ("averted_on", models.DateField(blank=True, null=True, verbose_name="afgewend op")),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="households.household",
                        verbose_name="huishouden",
                    ),
                ),
                (
                    "step",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="threat",
                        to="casework.trajectorystep",
                        verbose_name="stap",
                    ),
                ),
                (
                    "trajectory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="casework.trajectory", verbose_name="traject"
                    ),
                ),
            ],
            options={
                "verbose_name": "bedreigende situatie",
                "verbose_name_plural": "bedreigende situaties",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Application",
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
                        default="wmo",
                        editable=False,
                        max_length=20,
                        verbose_name="domein",
                    ),
                ),
                ("received_on", models.DateField(verbose_name="ontvangen op")),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="besloten op")),
                (
                    "is_signed_report",
                    models.BooleanField(default=False, verbose_name="het ondertekende verslag is de aanvraag"),
                ),
                ("asked", models.CharField(blank=True, max_length=300, verbose_name="wat er gevraagd wordt")),
                (
                    "decision",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="application",
                        to="casework.decision",
                        verbose_name="beschikking",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="households.household",
                        verbose_name="huishouden",
                    ),
                ),
                (
                    "step",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="application",
                        to="casework.trajectorystep",
                        verbose_name="stap",
                    ),
                ),
                (
                    "trajectory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="casework.trajectory", verbose_name="traject"
                    ),
                ),
            ],
            options={
                "verbose_name": "aanvraag",
                "verbose_name_plural": "aanvragen",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("domain", "wmo")), name="application_of_wmo"),
                    models.UniqueConstraint(
                        condition=models.Q(("decision__isnull", True)),
                        fields=("trajectory",),
                        name="application_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_on__isnull", True), ("decision__isnull", True)),
                            models.Q(("decided_on__gte", models.F("received_on")), ("decision__isnull", False)),
                            _connector="OR",
                        ),
                        name="application_decided_after_it",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="debt",
            constraint=models.CheckConstraint(condition=models.Q(("domain", "debts")), name="debt_of_debts"),
        ),
        migrations.AddConstraint(
            model_name="debt",
            constraint=models.CheckConstraint(
                condition=models.Q(("creditor", ""), _negated=True), name="debt_has_creditor"
            ),
        ),
        migrations.AddConstraint(
            model_name="debtbalance",
            constraint=models.UniqueConstraint(fields=("debt", "on"), name="debtbalance_once_a_day"),
        ),
        migrations.AddConstraint(
            model_name="debtbalance",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__lte", 10000000)), name="debtbalance_believable"
            ),
        ),
        migrations.AddConstraint(
            model_name="debtbalance",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_written_off", False), ("amount", 0), _connector="OR"),
                name="debtbalance_nothing_left",
            ),
        ),
        migrations.AddConstraint(
            model_name="debtsolution",
            constraint=models.CheckConstraint(condition=models.Q(("domain", "debts")), name="debtsolution_of_debts"),
        ),
        migrations.AddConstraint(
            model_name="debtsolution",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"),
                name="debtsolution_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="debtsolution",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ends_on__isnull", True)), fields=("trajectory",), name="debtsolution_one_at_a_time"
            ),
        ),
        migrations.AddConstraint(
            model_name="inquiry",
            constraint=models.CheckConstraint(condition=models.Q(("domain", "wmo")), name="inquiry_of_wmo"),
        ),
        migrations.AddConstraint(
            model_name="inquiry",
            constraint=models.UniqueConstraint(fields=("trajectory",), name="inquiry_one_per_trajectory"),
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.CheckConstraint(condition=models.Q(("domain", "wmo")), name="offer_of_wmo"),
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.UniqueConstraint(fields=("trajectory", "what", "offered_on"), name="offer_once_a_day"),
        ),
        migrations.AddConstraint(
            model_name="provision",
            constraint=models.CheckConstraint(condition=models.Q(("domain", "wmo")), name="provision_of_wmo"),
        ),
        migrations.AddConstraint(
            model_name="provision",
            constraint=models.CheckConstraint(
                condition=models.Q(("delivery", "budget"), models.Q(("provider", ""), _negated=True), _connector="OR"),
                name="provision_in_kind_has_provider",
            ),
        ),
        migrations.AddConstraint(
            model_name="provision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("budget__isnull", True),
                    models.Q(("budget__lte", 1000000), ("delivery", "budget")),
                    _connector="OR",
                ),
                name="provision_budget_of_a_budget",
            ),
        ),
        migrations.AddConstraint(
            model_name="provision",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"),
                name="provision_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="provision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("review_on__isnull", True), ("review_on__gte", models.F("starts_on")), _connector="OR"
                ),
                name="provision_review_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="provision",
            constraint=models.CheckConstraint(
                condition=models.Q(("stop_reason", ""), ("ends_on__isnull", False), _connector="OR"),
                name="provision_stopped_has_end",
            ),
        ),
        migrations.AddConstraint(
            model_name="threat",
            constraint=models.CheckConstraint(condition=models.Q(("domain", "debts")), name="threat_of_debts"),
        ),
        migrations.AddConstraint(
            model_name="threat",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("averted_on__isnull", True), ("averted_on__gte", models.F("known_on")), _connector="OR"
                ),
                name="threat_averted_after_known",
            ),
        ),
    ]
