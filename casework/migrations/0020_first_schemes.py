"""Income schemes to ask about, as data: known schemes of the country, and examples of what a municipality may have.

Every amount, border and form is left to the page of who pays: the words here only help to ask. Each row is to be
checked by the municipality before use; the source says so.
"""

import datetime
from typing import Any

from django.db import migrations

SINCE = datetime.date(2026, 1, 1)
TO_CHECK = "algemeen bekend; controleer voor gebruik"
EXAMPLE = "voorbeeld; vul de eigen regeling van de gemeente in"
TAX = "Dienst Toeslagen (toeslagen.nl)"
ADULT = {"fact": "adult", "words": "18 jaar of ouder"}
LOW = {"fact": "ask", "words": "een laag inkomen"}
LITTLE = {"fact": "ask", "words": "niet te veel eigen geld"}
NATIONAL = [
    (
        "zorgtoeslag",
        "Zorgtoeslag",
        "Bijdrage in de premie van de zorgverzekering.",
        TAX,
        "Wet op de zorgtoeslag",
        [ADULT, {"fact": "ask", "words": "een Nederlandse zorgverzekering"}, LOW, LITTLE],
    ),
    (
        "huurtoeslag",
        "Huurtoeslag",
        "Bijdrage in de huur.",
        TAX,
        "Wet op de huurtoeslag",
        [ADULT, {"fact": "ask", "words": "huurt een zelfstandige woning"}, LOW, LITTLE],
    ),
    (
        "kindgebonden_budget",
        "Kindgebonden budget",
        "Bijdrage in de kosten van kinderen, boven op de kinderbijslag.",
        TAX,
        "Wet op het kindgebonden budget",
        [{"fact": "child", "words": "een kind jonger dan 18"}, LOW, LITTLE],
    ),
    (
        "kinderopvangtoeslag",
        "Kinderopvangtoeslag",
        "Bijdrage in de kosten van opvang, als de ouders werken of een opleiding volgen.",
        TAX,
        "Wet kinderopvang",
        [
            {"fact": "young_child", "words": "een kind dat naar de opvang of de basisschool gaat"},
            {"fact": "ask", "words": "de ouders werken, studeren of zijn op weg naar werk"},
            {"fact": "ask", "words": "de opvang staat in het landelijk register"},
        ],
    ),
    (
        "aio",
        "Aanvullende inkomensvoorziening ouderen (AIO)",
        "Aanvulling tot het bestaansminimum naast een onvolledige AOW.",
        "Sociale Verzekeringsbank (svb.nl)",
        "Participatiewet art. 47a",
        [{"fact": "pensioner", "words": "de AOW-leeftijd bereikt"}, LOW, LITTLE],
    ),
]
OF_THE_ACT = [
    (
        "bijzondere_bijstand",
        "Bijzondere bijstand",
        "Voor noodzakelijke kosten die iemand niet zelf kan betalen.",
        "de gemeente",
        "Participatiewet art. 35",
        [ADULT, {"fact": "ask", "words": "bijzondere, noodzakelijke kosten"}, LOW],
    ),
    (
        "individuele_inkomenstoeslag",
        "Individuele inkomenstoeslag",
        "Eens per jaar een bedrag voor wie lang van weinig rondkomt.",
        "de gemeente",
        "Participatiewet art. 36",
        [ADULT, {"fact": "ask", "words": "al lang een laag inkomen, zonder uitzicht op meer"}, LITTLE],
    ),
    (
        "studietoeslag",
        "Studietoeslag",
        "Voor studenten die door een medische beperking niet kunnen bijverdienen.",
        "de gemeente",
        "Participatiewet art. 36b",
        [ADULT, {"fact": "ask", "words": "studeert en kan er niet bij werken"}],
    ),
]
LOCAL = [
    (
        "meedoenregeling",
        "Meedoenregeling",
        "Bijdrage voor sport, cultuur en school.",
        "de gemeente",
        "gemeentelijke regeling",
        [LOW],
    ),
    (
        "collectieve_zorgverzekering",
        "Zorgverzekering via de gemeente",
        "Een ruimere verzekering met een bijdrage van de gemeente in de premie.",
        "de gemeente",
        "gemeentelijke regeling",
        [ADULT, LOW],
    ),
    (
        "kwijtschelding",
        "Kwijtschelding van gemeentelijke belastingen",
        "Geen of minder gemeentelijke belasting betalen.",
        "de gemeente of het belastingkantoor",
        "Gemeentewet art. 255",
        [ADULT, LOW, LITTLE],
    ),
]
FIELDS = ("key", "title", "text", "apply_at", "article", "conditions")


def load(apps: Any, schema_editor: Any) -> None:
    """Make all rows."""
    scheme = apps.get_model("casework", "Scheme")
    rows = [
        scheme(level=level, source=source, valid_from=SINCE, **dict(zip(FIELDS, row, strict=True)))
        for level, source, group in (
            ("national", TO_CHECK, NATIONAL),
            ("local", TO_CHECK, OF_THE_ACT),
            ("local", EXAMPLE, LOCAL),
        )
        for row in group
    ]
    scheme.objects.using(schema_editor.connection.alias).bulk_create(rows)


def unload(apps: Any, schema_editor: Any) -> None:
    """Take away what nobody was asked about."""
    schemes = apps.get_model("casework", "Scheme").objects.using(schema_editor.connection.alias)
    schemes.filter(answers__isnull=True).delete()


class Migration(migrations.Migration):
    dependencies = [("casework", "0019_participation")]

    operations = [migrations.RunPython(load, unload)]
