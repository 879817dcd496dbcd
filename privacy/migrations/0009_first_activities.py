"""The activities this software carries out, as the law stood in the sources read.

What the sources did not settle says "te bevestigen": the privacy officer confirms it with a new version.
"""

from typing import Any

from django.db import migrations
from django.utils import timezone

WORKERS = ["medewerkers van de gemeente met een toewijzing of rol, elk binnen hun zicht"]
MEASURES = [
    "toegang per toewijzing, met reden en einddatum",
    "aanmelden met twee factoren",
    "elke inzage in een logboek dat alleen kan groeien",
    "burgerservicenummers versleuteld",
]
COLLECT = ["verzamelen", "vastleggen", "raadplegen", "wijzigen", "wissen"]
FAMILY = ["inwoners die hulp vragen of krijgen", "hun gezinsleden en huisgenoten"]
LONGEST = "De langste van: schulden 5 jaar na het einde (te bevestigen), Wmo 15 jaar (art. 5.3.4), jeugdhulp 20 jaar"

ACTIVITIES = {
    "household-help": {
        "name": "Hulp en regie aan huishoudens",
        "purpose": (
            "Huishoudens helpen bij schulden, opvoeden en opgroeien, meedoen en werk, en die hulp op elkaar afstemmen."
        ),
        "legal_ground": "public_interest",
        "article": (
            "Wgs art. 3 lid 1 a en art. 8a; Jeugdwet art. 7.4.1 lid 2; Wmo 2015 art. 5.1.1 lid 1; Participatiewet "
            "art. 7 en 8c (te bevestigen). Bijzondere gegevens: AVG art. 9 lid 2 h (te bevestigen)."
        ),
        "data_classes": ["identity", "address", "family", "bsn", "involvement", "content", "special"],
        "subjects": FAMILY,
        "recipients": WORKERS,
        "operations": COLLECT,
        "measures": [*MEASURES, "per domein alleen zien wat nodig is: dat, wat of werk"],
        "retention_period": "P20Y",
        "retention": f"{LONGEST} (Jeugdwet art. 7.3.8).",
    },
    "first-contact": {
        "name": "Zoeken, aanmelding en eerste contact",
        "purpose": "De goede inwoner vinden en nagaan of er al hulp is, zonder het dossier te openen.",
        "legal_ground": "public_interest",
        "article": "Wmo 2015 art. 2.3.2; Wgs art. 4 lid 1; Jeugdwet art. 2.3 (alle te bevestigen).",
        "data_classes": ["identity", "address", "bsn", "involvement"],
        "subjects": ["inwoners die zich melden of voor wie iemand zich meldt"],
        "recipients": WORKERS,
        "operations": ["raadplegen", "vastleggen"],
        "measures": [*MEASURES, "elke zoekvraag is een inzage van iedereen die gevonden is"],
        "retention_period": "P6M",
        "retention": "Een melding zonder hulp: 6 maanden na sluiten (te bevestigen). Met hulp: zie hulp en regie.",
    },
    "early-signals": {
        "name": "Vroegsignalering van schulden",
        "purpose": "Inwoners met betalingsachterstanden vroeg een gesprek aanbieden.",
        "legal_ground": "public_interest",
        "article": "Wgs art. 3 lid 1 b en art. 8b.",
        "data_classes": ["identity", "address", "bsn"],
        "subjects": ["inwoners over wie een schuldeiser een achterstand meldt"],
        "recipients": ["medewerkers vroegsignalering"],
        "operations": ["verzamelen", "vastleggen", "raadplegen", "wissen"],
        "measures": [*MEASURES, "geen gegevens over gezondheid of strafrecht (art. 8b)"],
        "retention_period": "P6M",
        "retention": "Zonder hulp: 6 maanden na sluiten (te bevestigen).",
    },
    "registration": {
        "name": "Persoonsgegevens juist houden",
        "purpose": "Namen, adressen, gezag en gezinnen overnemen uit de BRP, en dubbele records samenvoegen.",
        "legal_ground": "legal_obligation",
        "article": "AVG art. 5 lid 1 d; Wet BRP art. 1.7 en 3.2 (te bevestigen); Wgs art. 8c; Wmo 2015 art. 5.2.9.",
        "data_classes": ["identity", "address", "family", "bsn"],
        "subjects": FAMILY,
        "recipients": ["medewerkers die gegevens juist houden", "de Basisregistratie Personen (de vraag)"],
        "operations": ["opvragen", "vergelijken", "samenvoegen", "wijzigen"],
        "measures": MEASURES,
        "retention_period": "P20Y",
        "retention": "Zolang een dossier deze inwoner noemt.",
    },
    "caseload": {
        "name": "Werk verdelen in het team",
        "purpose": "Huishoudens verdelen over medewerkers en zien of iedereen geholpen wordt.",
        "legal_ground": "public_interest",
        "article": "Als bij hulp en regie; AVG art. 5 lid 1 b (te bevestigen).",
        "data_classes": ["identity", "involvement"],
        "subjects": ["inwoners die hulp krijgen", "medewerkers van het team"],
        "recipients": ["teamleiders"],
        "operations": ["raadplegen", "toewijzen"],
        "measures": MEASURES,
        "retention_period": "P5Y",
        "retention": "Toewijzingen: 5 jaar na het einde.",
    },
    "sharing": {
        "name": "Gegevens delen tussen wetten",
        "purpose": "Vragen, beslissen en vastleggen of gegevens uit het ene domein in het andere gebruikt mogen worden.",
        "legal_ground": "public_interest",
        "article": (
            "Wgs art. 8d (noodzaak); Wmo 2015 art. 5.1.1 lid 4 (toestemming); AVG art. 6 lid 1 a en art. 7. "
            "De Wams (36295) geldt nog niet."
        ),
        "data_classes": ["identity", "involvement", "content"],
        "subjects": FAMILY,
        "recipients": ["de medewerker die vraagt", "de medewerker die beslist"],
        "operations": ["vragen", "beslissen", "vastleggen", "intrekken"],
        "measures": [*MEASURES, "delen eindigt vanzelf op de afgesproken dag"],
        "retention_period": "P5Y",
        "retention": "5 jaar na het einde: bewijs van de grondslag (AVG art. 5 lid 2 en art. 7 lid 1).",
    },
    "exchange": {
        "name": "Gegevens uitwisselen met andere systemen",
        "purpose": "Andere systemen van de gemeente leveren wat zij voor hun wettelijke taak mogen zien.",
        "legal_ground": "public_interest",
        "article": "Volgens het doel van het systeem dat vraagt; per koppeling vastleggen (te bevestigen).",
        "data_classes": ["identity", "address", "family", "involvement", "content"],
        "subjects": FAMILY,
        "recipients": ["aangesloten systemen, elk met eigen doel en rechten"],
        "operations": ["verstrekken"],
        "measures": [*MEASURES, "een sleutel per systeem, met alleen de rechten van zijn doel"],
        "retention_period": "P5Y",
        "retention": "De koppeling bewaart niets; de inzageregels 5 jaar.",
    },
    "oversight": {
        "name": "Toezicht op het gebruik van gegevens",
        "purpose": "Vastleggen en nagaan wie welke gegevens zag, en waarom.",
        "legal_ground": "legal_obligation",
        "article": "AVG art. 5 lid 2, art. 30 en art. 32; NEN 7513.",
        "data_classes": ["identity", "involvement", "access_log"],
        "subjects": ["inwoners van wie gegevens zijn bekeken", "medewerkers die keken"],
        "recipients": ["de privacy officer", "de functionaris gegevensbescherming"],
        "operations": ["vastleggen", "raadplegen", "exporteren"],
        "measures": [*MEASURES, "ook wie in het logboek kijkt staat erin"],
        "retention_period": "P5Y",
        "retention": "Inzageregels: 5 jaar (te bevestigen).",
    },
    "administration": {
        "name": "Aanmelden en beheer",
        "purpose": "Medewerkers veilig laten aanmelden, en accounts, teams en instellingen bijhouden.",
        "legal_ground": "legal_obligation",
        "article": "AVG art. 32; BIO2 (te bevestigen).",
        "data_classes": ["identity"],
        "subjects": ["medewerkers"],
        "recipients": ["functioneel beheerders"],
        "operations": COLLECT,
        "measures": MEASURES[1:3],
        "retention_period": "P5Y",
        "retention": "Zolang iemand hier werkt; daarna zo lang als de inzageregels.",
    },
}
IN_ALL = {
    "number": 1,
    "reason": "Meegekomen met de software. Lees na wat te bevestigen is.",
    "controller": "Het college van burgemeester en wethouders",
    "processors": [],
}


def load(apps: Any, schema_editor: Any) -> None:
    activity = apps.get_model("privacy", "ProcessingActivity").objects.using(schema_editor.connection.alias)
    version = apps.get_model("privacy", "ActivityVersion").objects.using(schema_editor.connection.alias)
    now = timezone.now()
    for slug, described in ACTIVITIES.items():
        version.create(activity=activity.create(slug=slug), valid_from=now, **IN_ALL, **described)


class Migration(migrations.Migration):
    dependencies = [("privacy", "0008_register_of_processing")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
