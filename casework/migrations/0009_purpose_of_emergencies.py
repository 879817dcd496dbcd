"""Emergencies are a purpose as well."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0008_sight_requests"),
    ]

    operations = [
        migrations.AlterField(
            model_name="historicalsightrequest",
            name="purpose",
            field=models.CharField(
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
                verbose_name="doel",
            ),
        ),
        migrations.AlterField(
            model_name="sightrequest",
            name="purpose",
            field=models.CharField(
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
                verbose_name="doel",
            ),
        ),
    ]
