"""The terms of the law as the sources read say them (domain handbook, section 10), as data.

What those sources did not quote from the law itself is loaded with `is_verified` off. The Algemene termijnenwet moves
the end of a term that a law sets, but not one in hours or of more than three months (art. 4), nor an agreement's.
"""

import datetime
from typing import Any

from django.db import migrations

LONG_AGO = datetime.date(2015, 1, 1)
HANDBOOK = "Domeinhandboek 10"
WGS = "Wgs, tekst geldig vanaf 1 juli 2026"
WMO = "Wmo 2015, tekst van mei 2017"
YOUTH = "Jeugdwet, tekst van mei 2017"
AWB = "overzicht van wettelijke beslistermijnen (tweedehands)"
DIVOSA = "Divosa, jaarrapportage 2023"
EU = "Algemene verordening gegevensbescherming"
PERIOD, LOOK_BACK = {"kind": "period"}, {"kind": "look_back"}
STAYS = {"at_rest": "stays"}
SUSPENDED = {"suspension_article": "Awb art. 4:15"}
REASONABLE = {"extension_times": 1, "extension_unit": "days", "extension_article": "Awb art. 4:14 lid 3"}
OBJECTION = {
    "extension_times": 1,
    "extension_length": 42,
    "extension_unit": "days",
    "extension_article": "Awb art. 7:10 lid 3",
    "suspension_article": "Awb art. 7:10 lid 2",
}
TWO_MONTHS = {
    "extension_times": 1,
    "extension_length": 2,
    "extension_unit": "months",
    "extension_article": "AVG art. 12 lid 3",
}
UNREAD = {"is_verified": False}

# key, what must be done, what it starts with, length, unit, article, source, and what else there is to say
Row = tuple[str, str, str, int, str, str, str, dict[str, Any]]
DEBTS: list[Row] = [
    (
        "wgs.eerste_gesprek",
        "Eerste gesprek over schulden voeren",
        "verzoek om hulp ontvangen",
        28,
        "days",
        "Wgs art. 4 lid 1 a",
        WGS,
        {"warn_on": [21]},
    ),
    (
        "wgs.eerste_gesprek_signaal",
        "Eerste gesprek na een signaal voeren",
        "signaal ontvangen (niet: aanbod aanvaard)",
        28,
        "days",
        "Wgs art. 4 lid 1 b",
        WGS,
        {"warn_on": [21], "valid_from": datetime.date(2021, 1, 1)},
    ),
    (
        "wgs.bedreigend",
        "Eerste gesprek bij een bedreigende situatie voeren",
        "bedreigende situatie bekend",
        3,
        "working_days",
        "Wgs art. 4 lid 2",
        WGS,
        {"warn_on": [1]},
    ),
    (
        "wgs.beschikking",
        "Beschikking over schuldhulp geven",
        "eerste gesprek gevoerd",
        56,
        "days",
        "Wgs art. 4a lid 3",
        f"{WGS}; de eigen verordening mag korter zijn",
        {"longest": 56, "warn_on": [42], "valid_from": datetime.date(2021, 1, 1), **SUSPENDED},
    ),
    (
        "wgs.afkoelingsperiode",
        "Afkoelingsperiode loopt af",
        "beslissing van de rechter",
        6,
        "months",
        "Wgs art. 5",
        WGS,
        {"longest": 6, "warn_on": [150], **PERIOD, **STAYS},
    ),
    (
        "fw.moratorium",
        "Moratorium loopt af",
        "beslissing van de rechter",
        6,
        "months",
        "Faillissementswet art. 287b",
        "Gemeentelijk Gegevensmodel, schuldhulpverlening",
        {"longest": 6, "warn_on": [150], **PERIOD, **STAYS, **UNREAD},
    ),
    (
        "msnp.aflos",
        "Aflosperiode loopt af",
        "overeenkomst met de schuldeisers",
        36,
        "months",
        "NVVK-gedragscode",
        "afspraak van voor 1 juli 2023",
        {"valid_until": datetime.date(2023, 7, 1), **PERIOD, **STAYS, **UNREAD},
    ),
    (
        "msnp.aflos",
        "Aflosperiode loopt af",
        "overeenkomst met de schuldeisers",
        18,
        "months",
        "NVVK-gedragscode",
        "afspraak van NVVK en VNG, 1 juli 2023",
        {"valid_from": datetime.date(2023, 7, 1), **PERIOD, **STAYS, **UNREAD},
    ),
    (
        "energie.eindelevering",
        "Voorkomen dat de levering van energie stopt",
        "signaal over einde levering ontvangen",
        20,
        "working_days",
        "regels voor afsluiten",
        DIVOSA,
        {"warn_on": [14], "valid_from": datetime.date(2023, 4, 1), **STAYS, **UNREAD},
    ),
    (
        "vs.opeenvolgend",
        "Eerder signaal op dit adres telt mee",
        "nieuw signaal",
        6,
        "months",
        "afspraak in de monitor",
        DIVOSA,
        {**LOOK_BACK, **STAYS, **UNREAD},
    ),
    (
        "vs.quickfix",
        "Achterstand opgelost hebben",
        "hulp aanvaard",
        30,
        "days",
        "afspraak in de monitor",
        DIVOSA,
        {"warn_on": [21], **STAYS, **UNREAD},
    ),
]
CARE: list[Row] = [
    (
        "wmo.persoonlijk_plan",
        "Persoonlijk plan kan worden ingeleverd",
        "melding gedaan",
        7,
        "days",
        "Wmo 2015 art. 2.3.2 lid 2",
        WMO,
        PERIOD,
    ),
    (
        "wmo.onderzoek",
        "Onderzoek afronden en verslag geven",
        "melding gedaan",
        42,
        "days",
        "Wmo 2015 art. 2.3.2 lid 1",
        WMO,
        {"warn_on": [28, 35]},
    ),
    (
        "wmo.beschikking",
        "Beschikking op de aanvraag geven",
        "aanvraag ontvangen",
        14,
        "days",
        "Wmo 2015 art. 2.3.5 lid 2",
        WMO,
        {"warn_on": [10], **SUSPENDED},
    ),
    (
        "jw.beschikking",
        "Beschikking op de aanvraag geven",
        "aanvraag ontvangen",
        56,
        "days",
        "Awb art. 4:13",
        AWB,
        {"warn_on": [42], **SUSPENDED, **REASONABLE},
    ),
    (
        "jw.plan",
        "Hulpverleningsplan vaststellen",
        "duidelijk dat er geen familiegroepsplan komt",
        42,
        "days",
        "Jeugdwet art. 4.1.3 lid 5",
        YOUTH,
        {"warn_on": [28]},
    ),
    (
        "jw.plan_schrift",
        "Hulpverleningsplan op papier geven",
        "een van de partijen vraagt erom",
        14,
        "days",
        "Jeugdwet art. 4.1.3 lid 4",
        YOUTH,
        {"warn_on": [10]},
    ),
]
INCOME: list[Row] = [
    (
        "pw.beschikking",
        "Beschikking op de aanvraag geven",
        "aanvraag ontvangen",
        56,
        "days",
        "Awb art. 4:13",
        AWB,
        {"warn_on": [42], **SUSPENDED, **REASONABLE},
    ),
    (
        "pw.voorschot",
        "Voorschot betalen",
        "aanvraag ontvangen",
        28,
        "days",
        "Participatiewet art. 52",
        AWB,
        {"warn_on": [21], **UNREAD},
    ),
    (
        "pw.zoektermijn",
        "Zoektermijn van vier weken loopt af",
        "melding van iemand jonger dan 27",
        28,
        "days",
        "Participatiewet art. 41 lid 4",
        HANDBOOK,
        {**PERIOD, **UNREAD},
    ),
    (
        "pw.hergebruik",
        "Bekende gegevens mogen opnieuw worden gebruikt",
        "einde van de eerdere bijstand",
        12,
        "months",
        "Participatiewet in balans",
        "VNG en Wyzer over de wet van 2026",
        {"valid_from": datetime.date(2026, 1, 1), **PERIOD, **STAYS, **UNREAD},
    ),
]
RIGHTS: list[Row] = [
    (
        "awb.bezwaartermijn",
        "Termijn voor bezwaar loopt af",
        "besluit bekendgemaakt",
        42,
        "days",
        "Awb art. 6:7 en 6:8",
        HANDBOOK,
        {**PERIOD, **UNREAD},
    ),
    (
        "awb.bezwaar",
        "Beslissing op bezwaar nemen",
        "laatste dag van de termijn voor bezwaar",
        42,
        "days",
        "Awb art. 7:10 lid 1",
        AWB,
        {"warn_on": [28], **OBJECTION},
    ),
    (
        "awb.bezwaar_commissie",
        "Beslissing op bezwaar nemen, met commissie",
        "laatste dag van de termijn voor bezwaar",
        84,
        "days",
        "Awb art. 7:10 lid 1",
        AWB,
        {"warn_on": [63], **OBJECTION},
    ),
    (
        "avg.verzoek",
        "Antwoorden op een verzoek over persoonsgegevens",
        "verzoek ontvangen",
        1,
        "months",
        "AVG art. 12 lid 3",
        EU,
        {"warn_on": [21], "valid_from": datetime.date(2018, 5, 25), **TWO_MONTHS},
    ),
    (
        "avg.datalek",
        "Datalek melden aan de Autoriteit Persoonsgegevens",
        "datalek ontdekt",
        72,
        "hours",
        "AVG art. 33 lid 1",
        EU,
        {"valid_from": datetime.date(2018, 5, 25), **STAYS},
    ),
    (
        "sector.vernietiging",
        "Gegevens vernietigen, of zeggen waarom niet",
        "schriftelijk verzoek ontvangen",
        3,
        "months",
        "Wmo 2015 art. 5.3.5, Jeugdwet art. 7.3.9",
        f"{WMO}; {YOUTH}",
        {"warn_on": [60]},
    ),
]
FIELDS = ("key", "title", "starts_with", "length", "unit", "article", "source")


def load(apps: Any, schema_editor: Any) -> None:
    """Make all rows."""
    term = apps.get_model("casework", "Term")
    term.objects.using(schema_editor.connection.alias).bulk_create(
        term(**({"valid_from": LONG_AGO} | dict(zip(FIELDS, row[:7], strict=True)) | row[7]))
        for row in [*DEBTS, *CARE, *INCOME, *RIGHTS]
    )


def unload(apps: Any, schema_editor: Any) -> None:
    """Take away what nobody decided about."""
    terms = apps.get_model("casework", "Term").objects.using(schema_editor.connection.alias)
    terms.filter(decided_by__isnull=True).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0011_terms_and_clocks"),
    ]

    operations = [
        migrations.RunPython(load, unload),
    ]
