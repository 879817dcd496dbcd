"""The whole of the purpose table (domain handbook 7.2): every source, purpose and kind of data, with the article.

What the handbook marks as general knowledge says "te bevestigen" in its article.
"""

import datetime
from typing import Any

import django.contrib.postgres.constraints
import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models

import privacy.dates

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
SINCE, WGS = datetime.date(2015, 1, 1), datetime.date(2021, 1, 1)
SOURCES = ("debts", "youth", "wmo", "participation", "signals")
USES = ("signal", "debts", "youth", "wmo", "participation", "coordination", "wams")
CLASSES = ("involvement", "content", "special")
OWN = {
    "debts": "Wgs art. 3 lid 1 a",
    "wmo": "Wmo 2015 art. 5.1.1 lid 1",
    "youth": "Jeugdwet art. 7.4.1 lid 2",
    "participation": "Participatiewet art. 7 en 8c",
}
OWN_SPECIAL = OWN | {
    "debts": "Wgs art. 8a: voor schulddienstverlening",
    "participation": "artikel te bevestigen",
}
WMO = "Wmo 2015 art. 5.1.1 lid 4: ondubbelzinnige toestemming"
EXPLICIT = "uitdrukkelijke toestemming, AVG art. 9 lid 2 a"
SIGNAL = "Wgs art. 8b: alleen BRP en het signaal zelf"
WAMS_OFF = "Wams (36295) geldt nog niet"

# What the first version of the table said of two laws without having read an article for it.
NOT_READ = "geen grondslag gevonden: delen met toestemming"
BETTER = {
    "youth": "geen grondslag gelezen: delen met toestemming (te bevestigen)",
    "participation": "Participatiewet art. 64 (te bevestigen): tot dan delen met toestemming",
}

Cell = tuple[str, str, datetime.date]


def cell(source: str, purpose: str, data_class: str) -> Cell:
    """Rule, article and first day of one cell."""
    if purpose == "wams":
        return "never", WAMS_OFF, SINCE
    if purpose == "signal":
        return _for_signals(source, data_class)
    if source == "signals":
        return _from_signals(purpose, data_class)
    if purpose == "coordination":
        if data_class == "involvement":
            return "allowed", "taak van de vaste casemanager (artikel te bevestigen)", SINCE
        return "consent", f"{WAMS_OFF}: {EXPLICIT}", SINCE
    if source == purpose:
        return "allowed", (OWN_SPECIAL if data_class == "special" else OWN)[purpose], SINCE
    return _between_laws(purpose, data_class)


def _between_laws(purpose: str, data_class: str) -> Cell:
    if data_class == "involvement":
        if purpose == "debts":
            return "allowed", "Wgs art. 8d", WGS
        return "allowed", "hulp op elkaar afstemmen (artikel te bevestigen)", SINCE
    if purpose == "debts":
        return "necessity", "Wgs art. 8a en 8d: indien noodzakelijk", WGS
    return "consent", f"{WMO}; AVG art. 9 lid 2 a" if purpose == "wmo" else f"{EXPLICIT} (te bevestigen)", SINCE


def _for_signals(source: str, data_class: str) -> Cell:
    if data_class == "special":
        return "never", "Wgs art. 8a en 8b: gezondheid en strafrecht nooit voor vroegsignalering", WGS
    if source == "signals":
        return "allowed", "Wgs art. 8b", WGS
    if (source, data_class) == ("debts", "involvement"):
        return "allowed", "alleen of iemand al bekend is (artikel te bevestigen)", WGS
    return "never", SIGNAL, WGS


def _from_signals(purpose: str, data_class: str) -> Cell:
    if data_class == "special":
        return "never", "Wgs art. 8b: een signaal bevat geen gezondheid of strafrecht", WGS
    if purpose == "debts":
        return "allowed", "Wgs art. 3 lid 1 a en b", WGS
    if purpose == "wmo":
        return "consent", "toestemming (artikel te bevestigen)", WGS
    if purpose == "coordination":
        return "consent", f"{WAMS_OFF}: delen met toestemming", WGS
    return "never", "geen grondslag gelezen (te bevestigen)", WGS


def load(apps: Any, schema_editor: Any) -> None:
    rows = apps.get_model("privacy", "PurposePolicy").objects.using(schema_editor.connection.alias)
    for purpose, article in BETTER.items():
        rows.filter(purpose=purpose, article=NOT_READ).update(article=article)
    present = set(rows.values_list("source", "purpose", "data_class"))
    places = {(source, purpose, one) for source in SOURCES for purpose in USES for one in CLASSES}
    for place in sorted(places - present):
        source, purpose, data_class = place
        rule, article, since = cell(*place)
        rows.create(source=source, purpose=purpose, data_class=data_class, rule=rule, article=article, valid_from=since)


def unload(apps: Any, schema_editor: Any) -> None:
    rows = apps.get_model("privacy", "PurposePolicy").objects.using(schema_editor.connection.alias)
    rows.exclude(data_class="content").delete()
    rows.filter(source="signals").delete()
    rows.filter(purpose="wams").delete()


class Migration(migrations.Migration):
    dependencies = [
        ("privacy", "0009_first_activities"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="purposepolicy",
            name="policy_once_at_a_time",
        ),
        migrations.AddField(
            model_name="historicalsharingdecision",
            name="includes_special",
            field=models.BooleanField(db_default=False, default=False, verbose_name="ook gezondheid of strafrecht"),
        ),
        migrations.AddField(
            model_name="purposepolicy",
            name="decided_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="vastgelegd op"),
        ),
        migrations.AddField(
            model_name="purposepolicy",
            name="decided_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="vastgelegd door",
            ),
        ),
        migrations.AddField(
            model_name="purposepolicy",
            name="reason",
            field=models.CharField(blank=True, max_length=300, verbose_name="reden van de wijziging"),
        ),
        migrations.AddField(
            model_name="purposepolicy",
            name="replaced_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="vervangen op"),
        ),
        migrations.AddField(
            model_name="sharingdecision",
            name="includes_special",
            field=models.BooleanField(db_default=False, default=False, verbose_name="ook gezondheid of strafrecht"),
        ),
        migrations.AlterField(
            model_name="accessrecord",
            name="purpose",
            field=models.CharField(choices=PURPOSES, max_length=20, verbose_name="doel"),
        ),
        migrations.AlterField(
            model_name="historicalsharingdecision",
            name="purpose",
            field=models.CharField(choices=PURPOSES, max_length=20, verbose_name="doel"),
        ),
        migrations.AlterField(
            model_name="purposepolicy",
            name="purpose",
            field=models.CharField(choices=PURPOSES, max_length=20, verbose_name="doel"),
        ),
        migrations.AlterField(
            model_name="purposepolicy",
            name="source",
            field=models.CharField(
                choices=[
                    ("debts", "Schulden"),
                    ("youth", "Jeugdhulp"),
                    ("wmo", "Wmo"),
                    ("participation", "Participatie"),
                    ("signals", "Signalen"),
                ],
                max_length=20,
                verbose_name="gegevens uit",
            ),
        ),
        migrations.AlterField(
            model_name="sharingdecision",
            name="purpose",
            field=models.CharField(choices=PURPOSES, max_length=20, verbose_name="doel"),
        ),
        migrations.AddConstraint(
            model_name="purposepolicy",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("replaced_at__isnull", True)),
                expressions=[
                    (django.db.models.functions.comparison.Greatest("source", "source"), "="),
                    (django.db.models.functions.comparison.Greatest("purpose", "purpose"), "="),
                    (django.db.models.functions.comparison.Greatest("data_class", "data_class"), "="),
                    (privacy.dates.DateRange("valid_from", "valid_until"), "&&"),
                ],
                name="policy_once_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="purposepolicy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at__isnull", True), ("decided_by__isnull", True)),
                    models.Q(
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                        models.Q(("reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="policy_change_has_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="purposepolicy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("data_class", "special"), ("purpose", "signal"), _negated=True),
                    ("rule", "never"),
                    _connector="OR",
                ),
                name="policy_special_never_for_signals",
            ),
        ),
        migrations.RunPython(load, unload),
    ]
