"""The purpose table as the law stood in the sources read: the matrix of the domain handbook, section 7.2."""

import datetime
from typing import Any

from django.db import migrations

SINCE = datetime.date(2015, 1, 1)
WGS = datetime.date(2021, 1, 1)
DOMAINS = ("debts", "youth", "wmo", "participation")
WAMS = "Wams (36295) geldt nog niet: delen met toestemming"

# (source, purpose): rule, article, since
TABLE = {
    ("debts", "debts"): ("allowed", "Wgs art. 3 lid 1 a", SINCE),
    ("wmo", "debts"): ("necessity", "Wgs art. 8d: indien noodzakelijk, zonder toestemming", WGS),
    ("youth", "debts"): ("necessity", "Wgs art. 8d: indien noodzakelijk, zonder toestemming", WGS),
    ("participation", "debts"): ("necessity", "Wgs art. 8d: indien noodzakelijk, zonder toestemming", WGS),
    ("wmo", "wmo"): ("allowed", "Wmo 2015 art. 5.1.1 lid 1", SINCE),
    ("debts", "wmo"): ("consent", "Wmo 2015 art. 5.1.1 lid 4: ondubbelzinnige toestemming", SINCE),
    ("youth", "wmo"): ("consent", "Wmo 2015 art. 5.1.1 lid 4: ondubbelzinnige toestemming", SINCE),
    ("participation", "wmo"): ("consent", "Wmo 2015 art. 5.1.1 lid 4: ondubbelzinnige toestemming", SINCE),
    ("youth", "youth"): ("allowed", "Jeugdwet art. 7.4.1 lid 2", SINCE),
    ("debts", "youth"): ("consent", "geen grondslag gevonden: delen met toestemming", SINCE),
    ("wmo", "youth"): ("consent", "geen grondslag gevonden: delen met toestemming", SINCE),
    ("participation", "youth"): ("consent", "geen grondslag gevonden: delen met toestemming", SINCE),
    ("participation", "participation"): ("allowed", "Participatiewet art. 7 en 8c", SINCE),
    ("debts", "participation"): ("consent", "geen grondslag gevonden: delen met toestemming", SINCE),
    ("wmo", "participation"): ("consent", "geen grondslag gevonden: delen met toestemming", SINCE),
    ("youth", "participation"): ("consent", "geen grondslag gevonden: delen met toestemming", SINCE),
    **{(domain, "coordination"): ("consent", WAMS, SINCE) for domain in DOMAINS},
    **{(domain, "signal"): ("never", "Wgs art. 8b: alleen BRP en het signaal zelf", WGS) for domain in DOMAINS},
}


def load(apps: Any, schema_editor: Any) -> None:
    policy = apps.get_model("privacy", "PurposePolicy")
    policy.objects.using(schema_editor.connection.alias).bulk_create(
        policy(source=source, purpose=purpose, data_class="content", rule=rule, article=article, valid_from=since)
        for (source, purpose), (rule, article, since) in TABLE.items()
    )


def unload(apps: Any, schema_editor: Any) -> None:
    apps.get_model("privacy", "PurposePolicy").objects.using(schema_editor.connection.alias).all().delete()


class Migration(migrations.Migration):
    dependencies = [("privacy", "0002_guards")]

    operations = [migrations.RunPython(load, unload)]
