"""Emergencies are a purpose as well."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("privacy", "0012_seals"),
    ]

    operations = [
        migrations.AlterField(
            model_name="consent",
            name="purposes",
            field=django.contrib.postgres.fields.ArrayField(
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
                        ("emergency", "hulp in nood"),
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
        migrations.AlterField(
            model_name="historicalconsent",
            name="purposes",
            field=django.contrib.postgres.fields.ArrayField(
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
                        ("emergency", "hulp in nood"),
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
    ]
