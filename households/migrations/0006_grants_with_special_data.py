"""A grant says whether it reaches health and criminal data; one assignment may give the same for two purposes."""

from django.db import migrations, models

PURPOSES = [
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
]

# Who works in a domain works with all of it.
FILL = "UPDATE households_householdgrant SET includes_special = true WHERE level = 3"


class Migration(migrations.Migration):
    dependencies = [("households", "0005_grants_of_an_emergency")]

    operations = [
        migrations.RemoveConstraint(model_name="householdgrant", name="grant_once"),
        migrations.AddField(
            model_name="householdgrant",
            name="includes_special",
            field=models.BooleanField(default=False, verbose_name="ook gezondheid of strafrecht"),
        ),
        migrations.AlterField(
            model_name="householdgrant",
            name="purpose",
            field=models.CharField(choices=PURPOSES, max_length=20, verbose_name="doel"),
        ),
        migrations.AddConstraint(
            model_name="householdgrant",
            constraint=models.UniqueConstraint(
                fields=("assignment_id", "permission", "purpose", "includes_special", "valid_from"), name="grant_once"
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
