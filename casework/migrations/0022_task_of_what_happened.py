"""A task can be about a person: what happened to them half-way, once per trajectory and cause."""

import django.db.models.deletion
from django.db import migrations, models

CAUSES = [
    ("person", "iemand maakte de taak"),
    ("term", "een wettelijke termijn"),
    ("step", "een stap in het traject"),
    ("question", "een vraag om zicht"),
    ("repeat", "een taak die terugkomt"),
    ("age", "een leeftijd"),
    ("handover", "hulp die op 18 verdergaat"),
    ("death", "een overlijden"),
    ("departure", "een vertrek"),
    ("double", "twee trajecten voor dezelfde schulden"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0021_mail_of_unknown_fate"),
        ("households", "0001_initial"),
    ]

    operations = [
        *(
            migrations.AlterField(
                model_name=name,
                name="caused_by",
                field=models.CharField(
                    choices=CAUSES, db_default="person", default="person", max_length=20, verbose_name="waardoor"
                ),
            )
            for name in ("task", "historicaltask")
        ),
        migrations.AddField(
            model_name="task",
            name="person",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="households.person",
                verbose_name="om wie",
            ),
        ),
        migrations.AddField(
            model_name="historicaltask",
            name="person",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="households.person",
                verbose_name="om wie",
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.UniqueConstraint(
                condition=models.Q(("caused_by__in", ["death", "departure", "double"])),
                fields=("trajectory", "person", "caused_by"),
                name="task_happened_once",
            ),
        ),
    ]
