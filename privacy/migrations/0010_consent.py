"""Consent, decisions to share with one colleague that end, and what is settled about both."""

import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.comparison
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import privacy.dates
import privacy.models.sharing


class Migration(migrations.Migration):
    dependencies = [
        ("privacy", "0009_export_requests"),
    ]

    operations = [
        migrations.CreateModel(
            name="Consent",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("household_id", models.UUIDField(db_index=True, verbose_name="huishouden")),
                ("person_id", models.UUIDField(verbose_name="voor wie")),
                (
                    "capacity",
                    models.CharField(
                        choices=[("self", "voor zichzelf"), ("holder", "met gezag"), ("curator", "als curator")],
                        max_length=10,
                        verbose_name="als wat",
                    ),
                ),
                ("given_by_id", models.UUIDField(blank=True, null=True, verbose_name="gegeven door")),
                (
                    "given_by_name",
                    models.CharField(blank=True, max_length=200, verbose_name="naam van wie toestemming gaf"),
                ),
                (
                    "domains",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("debts", "Schulden"),
                                ("youth", "Jeugdhulp"),
                                ("wmo", "Wmo"),
                                ("participation", "Participatie"),
                            ],
                            max_length=20,
                        ),
                        size=None,
                        verbose_name="gegevens uit",
                    ),
                ),
                (
                    "purposes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
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
                        ),
                        size=None,
                        verbose_name="doelen",
                    ),
                ),
                ("includes_special", models.BooleanField(default=False, verbose_name="ook gezondheid of strafrecht")),
                (
                    "receiver_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), size=None, verbose_name="ontvangers"
                    ),
                ),
                ("words", models.TextField(verbose_name="in welke woorden")),
                (
                    "channel",
                    models.CharField(
                        choices=[("conversation", "in een gesprek"), ("writing", "op papier"), ("digital", "digitaal")],
                        max_length=20,
                        verbose_name="hoe gegeven",
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="vastgelegd op")),
                ("valid_from", models.DateField(verbose_name="gegeven op")),
                ("valid_until", models.DateField(verbose_name="geldig tot")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="ingetrokken op")),
                (
                    "withdrawer",
                    models.CharField(
                        blank=True,
                        choices=[("giver", "wie de toestemming gaf"), ("person", "de persoon zelf")],
                        max_length=10,
                        verbose_name="ingetrokken door",
                    ),
                ),
                (
                    "withdrawal_channel",
                    models.CharField(
                        blank=True,
                        choices=[("conversation", "in een gesprek"), ("writing", "op papier"), ("digital", "digitaal")],
                        max_length=20,
                        verbose_name="hoe ingetrokken",
                    ),
                ),
            ],
            options={
                "verbose_name": "toestemming",
                "verbose_name_plural": "toestemmingen",
            },
        ),
        migrations.CreateModel(
            name="HistoricalConsent",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("household_id", models.UUIDField(db_index=True, verbose_name="huishouden")),
                ("person_id", models.UUIDField(verbose_name="voor wie")),
                (
                    "capacity",
                    models.CharField(
                        choices=[("self", "voor zichzelf"), ("holder", "met gezag"), ("curator", "als curator")],
                        max_length=10,
                        verbose_name="als wat",
                    ),
                ),
                ("given_by_id", models.UUIDField(blank=True, null=True, verbose_name="gegeven door")),
                (
                    "given_by_name",
                    models.CharField(blank=True, max_length=200, verbose_name="naam van wie toestemming gaf"),
                ),
                (
                    "domains",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("debts", "Schulden"),
                                ("youth", "Jeugdhulp"),
                                ("wmo", "Wmo"),
                                ("participation", "Participatie"),
                            ],
                            max_length=20,
                        ),
                        size=None,
                        verbose_name="gegevens uit",
                    ),
                ),
                (
                    "purposes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
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
                        ),
                        size=None,
                        verbose_name="doelen",
                    ),
                ),
                ("includes_special", models.BooleanField(default=False, verbose_name="ook gezondheid of strafrecht")),
                (
                    "receiver_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), size=None, verbose_name="ontvangers"
                    ),
                ),
                ("words", models.TextField(verbose_name="in welke woorden")),
                (
                    "channel",
                    models.CharField(
                        choices=[("conversation", "in een gesprek"), ("writing", "op papier"), ("digital", "digitaal")],
                        max_length=20,
                        verbose_name="hoe gegeven",
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="vastgelegd op")),
                ("valid_from", models.DateField(verbose_name="gegeven op")),
                ("valid_until", models.DateField(verbose_name="geldig tot")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="ingetrokken op")),
                (
                    "withdrawer",
                    models.CharField(
                        blank=True,
                        choices=[("giver", "wie de toestemming gaf"), ("person", "de persoon zelf")],
                        max_length=10,
                        verbose_name="ingetrokken door",
                    ),
                ),
                (
                    "withdrawal_channel",
                    models.CharField(
                        blank=True,
                        choices=[("conversation", "in een gesprek"), ("writing", "op papier"), ("digital", "digitaal")],
                        max_length=20,
                        verbose_name="hoe ingetrokken",
                    ),
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
                "verbose_name": "historical toestemming",
                "verbose_name_plural": "historical toestemmingen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="SharingTerms",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "words",
                    models.TextField(
                        validators=[privacy.models.sharing.only_known_places], verbose_name="woorden voor toestemming"
                    ),
                ),
                ("months", models.PositiveSmallIntegerField(default=6, verbose_name="gewone duur in maanden")),
                ("most_months", models.PositiveSmallIntegerField(default=12, verbose_name="langste duur in maanden")),
                (
                    "remind_days",
                    models.PositiveSmallIntegerField(default=14, verbose_name="herinnering, dagen voor het einde"),
                ),
                ("valid_from", models.DateField(verbose_name="geldig vanaf")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="geldig tot")),
            ],
            options={
                "verbose_name": "afspraken over delen",
                "verbose_name_plural": "afspraken over delen",
            },
        ),
        migrations.RemoveConstraint(
            model_name="sharingdecision",
            name="sharing_ends_after_start",
        ),
        migrations.RemoveConstraint(
            model_name="sharingdecision",
            name="sharing_once_at_a_time",
        ),
        migrations.AddField(
            model_name="historicalsharingdecision",
            name="consent_ids",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.UUIDField(),
                blank=True,
                db_default=models.Value([]),
                default=list,
                size=None,
                verbose_name="op welke toestemmingen",
            ),
        ),
        migrations.AddField(
            model_name="historicalsharingdecision",
            name="ended_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="beëindigd op"),
        ),
        migrations.AddField(
            model_name="historicalsharingdecision",
            name="ended_because",
            field=models.CharField(blank=True, max_length=300, verbose_name="waarom beëindigd"),
        ),
        migrations.AddField(
            model_name="historicalsharingdecision",
            name="ended_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="beëindigd door",
            ),
        ),
        migrations.AddField(
            model_name="historicalsharingdecision",
            name="person_ids",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.UUIDField(),
                blank=True,
                db_default=models.Value([]),
                default=list,
                size=None,
                verbose_name="over wie",
            ),
        ),
        migrations.AddField(
            model_name="historicalsharingdecision",
            name="receiver",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="ontvanger",
            ),
        ),
        migrations.AddField(
            model_name="sharingdecision",
            name="consent_ids",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.UUIDField(),
                blank=True,
                db_default=models.Value([]),
                default=list,
                size=None,
                verbose_name="op welke toestemmingen",
            ),
        ),
        migrations.AddField(
            model_name="sharingdecision",
            name="ended_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="beëindigd op"),
        ),
        migrations.AddField(
            model_name="sharingdecision",
            name="ended_because",
            field=models.CharField(blank=True, max_length=300, verbose_name="waarom beëindigd"),
        ),
        migrations.AddField(
            model_name="sharingdecision",
            name="ended_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="beëindigd door",
            ),
        ),
        migrations.AddField(
            model_name="sharingdecision",
            name="person_ids",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.UUIDField(),
                blank=True,
                db_default=models.Value([]),
                default=list,
                size=None,
                verbose_name="over wie",
            ),
        ),
        migrations.AddField(
            model_name="sharingdecision",
            name="receiver",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="ontvanger",
            ),
        ),
        migrations.AddConstraint(
            model_name="sharingdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_until__isnull", True),
                    ("valid_until__gt", models.F("valid_from")),
                    models.Q(("valid_until", models.F("valid_from")), ("ended_at__isnull", False)),
                    _connector="OR",
                ),
                name="sharing_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="sharingdecision",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("receiver__isnull", True)),
                expressions=[
                    (django.db.models.functions.comparison.Greatest("household_id", "household_id"), "="),
                    (django.db.models.functions.comparison.Greatest("source", "source"), "="),
                    (django.db.models.functions.comparison.Greatest("purpose", "purpose"), "="),
                    (privacy.dates.DateRange("valid_from", "valid_until"), "&&"),
                ],
                name="sharing_once_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="sharingdecision",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("receiver__isnull", False)),
                expressions=[
                    (django.db.models.functions.comparison.Greatest("household_id", "household_id"), "="),
                    (django.db.models.functions.comparison.Greatest("source", "source"), "="),
                    (django.db.models.functions.comparison.Greatest("purpose", "purpose"), "="),
                    (django.db.models.functions.comparison.Greatest("receiver", "receiver"), "="),
                    (privacy.dates.DateRange("valid_from", "valid_until"), "&&"),
                ],
                name="sharing_once_per_receiver",
            ),
        ),
        migrations.AddConstraint(
            model_name="sharingdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(("receiver__isnull", True), ("valid_until__isnull", False), _connector="OR"),
                name="sharing_with_somebody_ends",
            ),
        ),
        migrations.AddConstraint(
            model_name="sharingdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ground", "necessity"),
                    ("receiver__isnull", True),
                    models.Q(("consent_ids", []), _negated=True),
                    _connector="OR",
                ),
                name="sharing_rests_on_consent",
            ),
        ),
        migrations.AddConstraint(
            model_name="sharingdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("ended_because", ""), ("ended_by__isnull", True)),
                    models.Q(
                        ("ended_at__isnull", False),
                        ("ended_by__isnull", False),
                        models.Q(("ended_because", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="sharing_end_whole",
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="vastgelegd door",
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="withdrawal_recorded_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="intrekking vastgelegd door",
            ),
        ),
        migrations.AddField(
            model_name="historicalconsent",
            name="history_user",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="historicalconsent",
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
            model_name="historicalconsent",
            name="withdrawal_recorded_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="intrekking vastgelegd door",
            ),
        ),
        migrations.AddConstraint(
            model_name="sharingterms",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_until__isnull", True), ("valid_until__gt", models.F("valid_from")), _connector="OR"
                ),
                name="sharing_terms_end_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="sharingterms",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[(privacy.dates.DateRange("valid_from", "valid_until"), "&&")],
                name="sharing_terms_one_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="sharingterms",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("months__gte", 1), ("months__lte", models.F("most_months")), ("most_months__lte", 12)
                ),
                name="sharing_terms_within_a_year",
            ),
        ),
        migrations.AddField(
            model_name="historicalconsent",
            name="terms",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="privacy.sharingterms",
                verbose_name="afspraken over delen",
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="terms",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="privacy.sharingterms",
                verbose_name="afspraken over delen",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_until__isnull", True),
                    ("valid_until__gt", models.F("valid_from")),
                    models.Q(("valid_until", models.F("valid_from")), ("withdrawn_at__isnull", False)),
                    _connector="OR",
                ),
                name="consent_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("given_by_id__isnull", False), models.Q(("given_by_name", ""), _negated=True), _connector="OR"
                ),
                name="consent_has_giver",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("words", ""), _negated=True),
                    models.Q(("domains", []), _negated=True),
                    models.Q(("purposes", []), _negated=True),
                    models.Q(("receiver_ids", []), _negated=True),
                ),
                name="consent_says_what_and_to_whom",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("withdrawal_channel", ""),
                        ("withdrawal_recorded_by__isnull", True),
                        ("withdrawer", ""),
                        ("withdrawn_at__isnull", True),
                    ),
                    models.Q(
                        ("withdrawal_recorded_by__isnull", False),
                        ("withdrawn_at__isnull", False),
                        models.Q(("withdrawer", ""), _negated=True),
                        models.Q(("withdrawal_channel", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="consent_withdrawal_whole",
            ),
        ),
    ]
