"""The register of processing in versions that nobody can change, and how far the logbook has come."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# Also for the owner of the tables: a version that was in force is evidence.
NEVER_CHANGES = """
CREATE FUNCTION privacy_never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a version of a processing activity never changes: % on %', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER never_changes BEFORE UPDATE OR DELETE OR TRUNCATE ON privacy_activityversion
FOR EACH STATEMENT EXECUTE FUNCTION privacy_never_changes();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("privacy", "0008_emergencies"),
    ]

    operations = [
        migrations.CreateModel(
            name="LogbookPosition",
            fields=[
                (
                    "place",
                    models.CharField(
                        choices=[("collector", "logboek"), ("file", "bestand")],
                        max_length=20,
                        primary_key=True,
                        serialize=False,
                        verbose_name="plaats",
                    ),
                ),
                ("sent", models.TextField(default="1:1:", verbose_name="verstuurd")),
                ("sending", models.TextField(blank=True, verbose_name="wordt verstuurd")),
                ("transaction", models.BigIntegerField(default=0, verbose_name="transactie")),
                ("record_id", models.UUIDField(blank=True, null=True, verbose_name="inzageregel")),
                ("records", models.BigIntegerField(default=0, verbose_name="aantal inzageregels")),
                ("lines", models.BigIntegerField(default=0, verbose_name="aantal logregels")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="bijgewerkt op")),
            ],
            options={
                "verbose_name": "stand van het logboek",
                "verbose_name_plural": "standen van het logboek",
            },
        ),
        migrations.CreateModel(
            name="ProcessingActivity",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("slug", models.SlugField(max_length=60, unique=True, verbose_name="kenmerk")),
                ("is_active", models.BooleanField(default=True, verbose_name="wordt uitgevoerd")),
            ],
            options={
                "verbose_name": "verwerkingsactiviteit",
                "verbose_name_plural": "verwerkingsactiviteiten",
                "ordering": ["slug"],
            },
        ),
        migrations.CreateModel(
            name="ActivityVersion",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveSmallIntegerField(verbose_name="versie")),
                ("valid_from", models.DateTimeField(verbose_name="geldig vanaf")),
                ("reason", models.CharField(max_length=300, verbose_name="reden van de wijziging")),
                ("name", models.CharField(max_length=200, verbose_name="naam")),
                ("purpose", models.TextField(verbose_name="doel")),
                (
                    "legal_ground",
                    models.CharField(
                        choices=[
                            ("consent", "toestemming (AVG art. 6 lid 1 a)"),
                            ("contract", "overeenkomst (AVG art. 6 lid 1 b)"),
                            ("legal_obligation", "wettelijke plicht (AVG art. 6 lid 1 c)"),
                            ("vital_interest", "vitaal belang (AVG art. 6 lid 1 d)"),
                            ("public_interest", "taak van algemeen belang (AVG art. 6 lid 1 e)"),
                            ("official_authority", "openbaar gezag (AVG art. 6 lid 1 e)"),
                            ("legitimate_interest", "gerechtvaardigd belang (AVG art. 6 lid 1 f)"),
                        ],
                        max_length=30,
                        verbose_name="grondslag",
                    ),
                ),
                ("article", models.TextField(verbose_name="wetsartikelen")),
                (
                    "data_classes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("identity", "wie het is"),
                                ("address", "adres"),
                                ("family", "gezin en gezag"),
                                ("bsn", "burgerservicenummer"),
                                ("involvement", "dat er hulp is"),
                                ("content", "wat de hulp inhoudt"),
                                ("special", "gezondheid of strafrecht"),
                                ("access_log", "wie keek"),
                            ],
                            max_length=20,
                        ),
                        default=list,
                        size=None,
                        verbose_name="soorten gegevens",
                    ),
                ),
                (
                    "subjects",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), size=None, verbose_name="betrokkenen"
                    ),
                ),
                (
                    "recipients",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), default=list, size=None, verbose_name="ontvangers"
                    ),
                ),
                (
                    "operations",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), default=list, size=None, verbose_name="bewerkingen"
                    ),
                ),
                (
                    "measures",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), default=list, size=None, verbose_name="maatregelen"
                    ),
                ),
                ("retention_period", models.CharField(max_length=20, verbose_name="bewaartermijn (ISO 8601)")),
                ("retention", models.TextField(verbose_name="bewaartermijn in woorden")),
                ("controller", models.CharField(max_length=200, verbose_name="verwerkingsverantwoordelijke")),
                (
                    "processors",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), default=list, size=None, verbose_name="verwerkers"
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="vastgelegd door",
                    ),
                ),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="privacy.processingactivity",
                        verbose_name="verwerkingsactiviteit",
                    ),
                ),
            ],
            options={
                "verbose_name": "versie van een verwerkingsactiviteit",
                "verbose_name_plural": "versies van verwerkingsactiviteiten",
                "ordering": ["activity", "-number"],
                "constraints": [models.UniqueConstraint(fields=("activity", "number"), name="activity_version_once")],
            },
        ),
        migrations.RunSQL(NEVER_CHANGES, "DROP FUNCTION privacy_never_changes() CASCADE"),
    ]
