"""The words for consent and the length of sight to begin with; the organisation changes them under configuration."""

import datetime
from typing import Any

from django.db import migrations

WORDS = (
    "Ik geef toestemming aan {receiver} om te lezen wat er is opgeschreven over {domain}. "
    "Het gaat om gegevens over {person}. De gegevens zijn alleen voor {purpose}. Dit mag tot en met {until}. "
    "Ik mag nee zeggen. Dan gaat de hulp gewoon door. Ik mag mijn toestemming altijd intrekken. "
    "Dan mag het lezen meteen niet meer."
)


def load(apps: Any, schema_editor: Any) -> None:
    terms = apps.get_model("privacy", "SharingTerms").objects.using(schema_editor.connection.alias)
    terms.create(words=WORDS, months=6, most_months=12, remind_days=14, valid_from=datetime.date(2015, 1, 1))


def unload(apps: Any, schema_editor: Any) -> None:
    apps.get_model("privacy", "SharingTerms").objects.using(schema_editor.connection.alias).all().delete()


class Migration(migrations.Migration):
    dependencies = [("privacy", "0010_consent")]

    operations = [migrations.RunPython(load, unload)]
