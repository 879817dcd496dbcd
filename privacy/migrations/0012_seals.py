"""Seals over the access record, their acknowledged copies, and the outcomes of verifying them."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

# Records from before their transaction was noted come first in the order of sealing.
EVERY_RECORD_HAS_A_PLACE = """
UPDATE privacy_accessrecord SET written_in = '0' WHERE written_in IS NULL;
ALTER TABLE privacy_accessrecord ALTER COLUMN written_in SET NOT NULL;
"""


class Migration(migrations.Migration):
    dependencies = [("privacy", "0011_sharing_terms")]

    operations = [
        migrations.RunSQL(
            EVERY_RECORD_HAS_A_PLACE, "ALTER TABLE privacy_accessrecord ALTER COLUMN written_in DROP NOT NULL"
        ),
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("number", models.PositiveBigIntegerField(primary_key=True, serialize=False, verbose_name="nummer")),
                ("sealed_at", models.DateTimeField(verbose_name="verzegeld op")),
                ("form", models.PositiveSmallIntegerField(verbose_name="vorm van een regel")),
                ("after_transaction", models.BigIntegerField(verbose_name="na transactie")),
                ("after_id", models.UUIDField(verbose_name="na regel")),
                ("until_transaction", models.BigIntegerField(verbose_name="tot en met transactie")),
                ("until_id", models.UUIDField(verbose_name="tot en met regel")),
                ("count", models.PositiveIntegerField(verbose_name="aantal regels")),
                ("root", models.BinaryField(max_length=32, verbose_name="wortel")),
                ("previous", models.BinaryField(max_length=32, unique=True, verbose_name="vorig zegel")),
                ("removed_before", models.DateTimeField(blank=True, null=True, verbose_name="vernietigd van voor")),
                ("key_id", models.CharField(max_length=16, verbose_name="sleutel")),
                ("signature", models.BinaryField(max_length=64, verbose_name="handtekening")),
                ("leaves", models.BinaryField(verbose_name="bladeren")),
            ],
            options={"verbose_name": "zegel", "verbose_name_plural": "zegels", "ordering": ["number"]},
        ),
        migrations.CreateModel(
            name="SealCheck",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("checked_at", models.DateTimeField(verbose_name="gecontroleerd op")),
                ("is_of_everything", models.BooleanField(verbose_name="gaat over alles")),
                ("seals", models.PositiveBigIntegerField(verbose_name="aantal zegels")),
                ("records", models.PositiveBigIntegerField(verbose_name="aantal regels")),
                ("faults", models.PositiveBigIntegerField(verbose_name="aantal fouten")),
                ("first_faults", models.JSONField(default=list, verbose_name="eerste fouten")),
            ],
            options={
                "verbose_name": "controle van de zegels",
                "verbose_name_plural": "controles van de zegels",
                "ordering": ["-checked_at"],
            },
        ),
        migrations.CreateModel(
            name="SealCopy",
            fields=[
                (
                    "seal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="copy",
                        serialize=False,
                        to="privacy.seal",
                        verbose_name="zegel",
                    ),
                ),
                ("acknowledged_at", models.DateTimeField(verbose_name="ontvangen op")),
            ],
            options={"verbose_name": "ontvangen zegel", "verbose_name_plural": "ontvangen zegels"},
        ),
    ]
