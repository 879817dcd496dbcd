"""Which processing activity an access belonged to, how long it took, and in which transaction it was written."""

from django.db import migrations, models

# No default while the column is added: what was recorded before the logbook existed is never sent to it.
WRITTEN_IN = """
ALTER TABLE privacy_accessrecord ADD COLUMN written_in xid8;
ALTER TABLE privacy_accessrecord ALTER COLUMN written_in SET DEFAULT pg_current_xact_id();
CREATE INDEX access_by_transaction ON privacy_accessrecord (written_in, id);
"""


class Migration(migrations.Migration):
    dependencies = [("privacy", "0006_staff_address_lower_case")]

    operations = [
        migrations.AddField(
            model_name="accessrecord",
            name="activity",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=60, verbose_name="verwerkingsactiviteit"
            ),
        ),
        migrations.AddField(
            model_name="accessrecord",
            name="took_ms",
            field=models.PositiveIntegerField(db_default=0, default=0, verbose_name="duur in milliseconden"),
        ),
        migrations.AlterField(
            model_name="accessrecord",
            name="action",
            field=models.CharField(
                choices=[
                    ("read", "bekeken"),
                    ("search", "gezocht"),
                    ("list", "lijst bekeken"),
                    ("print", "afgedrukt"),
                    ("export", "geëxporteerd"),
                    ("change", "gewijzigd"),
                    ("break_glass", "noodtoegang"),
                    ("denied", "geweigerd"),
                    ("failed", "vastgelopen"),
                ],
                max_length=20,
                verbose_name="handeling",
            ),
        ),
        migrations.RunSQL(WRITTEN_IN, "ALTER TABLE privacy_accessrecord DROP COLUMN written_in"),
    ]
