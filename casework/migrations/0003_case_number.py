"""The numbers of case files come from a sequence: never twice, not even when two are opened at once."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("casework", "0002_initial")]

    operations = [
        migrations.RunSQL("CREATE SEQUENCE casework_case_number", "DROP SEQUENCE casework_case_number"),
    ]
