"""Recurrence, delegation and cause of tasks; notices, saved filters, calendar addresses, timers and mail to send."""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0009_purpose_of_emergencies"),
        ("households", "0007_secret_addresses"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("token_hash", models.BinaryField(max_length=32, unique=True, verbose_name="hash van het geheim")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="gemaakt op")),
                ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="ingetrokken op")),
                ("last_read_at", models.DateTimeField(blank=True, null=True, verbose_name="laatst gelezen op")),
            ],
            options={
                "verbose_name": "agenda-abonnement",
                "verbose_name_plural": "agenda-abonnementen",
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("given", "u kreeg een taak"),
                            ("due", "deze taak loopt af"),
                            ("overdue", "deze taak is te laat"),
                        ],
                        max_length=20,
                        verbose_name="soort",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="uiterlijk op")),
                ("told_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="gemeld op")),
                ("seen_at", models.DateTimeField(blank=True, null=True, verbose_name="gezien op")),
            ],
            options={
                "verbose_name": "melding",
                "verbose_name_plural": "meldingen",
            },
        ),
        migrations.CreateModel(
            name="OutgoingMail",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("day", models.DateField(verbose_name="dag")),
                ("due_count", models.PositiveIntegerField(verbose_name="taken die vandaag aflopen")),
                ("overdue_count", models.PositiveIntegerField(verbose_name="taken die te laat zijn")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="gemaakt op")),
                ("handed_over_at", models.DateTimeField(blank=True, null=True, verbose_name="aangeboden op")),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="verzonden op")),
            ],
            options={
                "verbose_name": "uitgaande e-mail",
                "verbose_name_plural": "uitgaande e-mails",
            },
        ),
        migrations.CreateModel(
            name="SavedFilter",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=60, verbose_name="naam")),
                ("chosen", models.JSONField(default=dict, verbose_name="keuze")),
            ],
            options={
                "verbose_name": "bewaard filter",
                "verbose_name_plural": "bewaarde filters",
            },
        ),
        migrations.CreateModel(
            name="TimerRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("timer", models.CharField(max_length=60, verbose_name="timer")),
                ("day", models.DateField(verbose_name="dag")),
                ("ran_at", models.DateTimeField(verbose_name="uitgevoerd op")),
                ("count", models.PositiveIntegerField(default=0, verbose_name="aantal")),
            ],
            options={
                "verbose_name": "uitgevoerde timer",
                "verbose_name_plural": "uitgevoerde timers",
            },
        ),
        migrations.AddField(
            model_name="historicaltask",
            name="caused_by",
            field=models.CharField(
                choices=[
                    ("person", "iemand maakte de taak"),
                    ("term", "een wettelijke termijn"),
                    ("step", "een stap in het traject"),
                    ("question", "een vraag om zicht"),
                    ("repeat", "een taak die terugkomt"),
                ],
                db_default="person",
                default="person",
                max_length=20,
                verbose_name="waardoor",
            ),
        ),
        migrations.AddField(
            model_name="historicaltask",
            name="delegated_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="overgedragen op"),
        ),
        migrations.AddField(
            model_name="historicaltask",
            name="delegated_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="overgedragen door",
            ),
        ),
        migrations.AddField(
            model_name="historicaltask",
            name="follows",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="casework.task",
                verbose_name="volgt op",
            ),
        ),
        migrations.AddField(
            model_name="historicaltask",
            name="repeats",
            field=models.CharField(
                blank=True,
                choices=[
                    ("weekly", "elke week"),
                    ("fortnightly", "om de week"),
                    ("monthly", "elke maand"),
                    ("quarterly", "elk kwartaal"),
                    ("yearly", "elk jaar"),
                ],
                db_default="",
                default="",
                max_length=20,
                verbose_name="komt terug",
            ),
        ),
        migrations.AddField(
            model_name="historicaltask",
            name="repeats_from",
            field=models.DateField(blank=True, null=True, verbose_name="voor het eerst op"),
        ),
        migrations.AddField(
            model_name="historicaltask",
            name="repeats_until",
            field=models.DateField(blank=True, null=True, verbose_name="komt terug tot"),
        ),
        migrations.AddField(
            model_name="task",
            name="caused_by",
            field=models.CharField(
                choices=[
                    ("person", "iemand maakte de taak"),
                    ("term", "een wettelijke termijn"),
                    ("step", "een stap in het traject"),
                    ("question", "een vraag om zicht"),
                    ("repeat", "een taak die terugkomt"),
                ],
                db_default="person",
                default="person",
                max_length=20,
                verbose_name="waardoor",
            ),
        ),
        migrations.AddField(
            model_name="task",
            name="delegated_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="overgedragen op"),
        ),
        migrations.AddField(
            model_name="task",
            name="delegated_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="overgedragen door",
            ),
        ),
        migrations.AddField(
            model_name="task",
            name="follows",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="followed_by",
                to="casework.task",
                verbose_name="volgt op",
            ),
        ),
        migrations.AddField(
            model_name="task",
            name="repeats",
            field=models.CharField(
                blank=True,
                choices=[
                    ("weekly", "elke week"),
                    ("fortnightly", "om de week"),
                    ("monthly", "elke maand"),
                    ("quarterly", "elk kwartaal"),
                    ("yearly", "elk jaar"),
                ],
                db_default="",
                default="",
                max_length=20,
                verbose_name="komt terug",
            ),
        ),
        migrations.AddField(
            model_name="task",
            name="repeats_from",
            field=models.DateField(blank=True, null=True, verbose_name="voor het eerst op"),
        ),
        migrations.AddField(
            model_name="task",
            name="repeats_until",
            field=models.DateField(blank=True, null=True, verbose_name="komt terug tot"),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("repeats", ""), ("repeats_from__isnull", True), ("repeats_until__isnull", True)),
                    models.Q(models.Q(("repeats", ""), _negated=True), ("repeats_from__isnull", False)),
                    _connector="OR",
                ),
                name="task_repeats_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("delegated_at__isnull", True), ("delegated_by__isnull", True)),
                    models.Q(("delegated_at__isnull", False), ("delegated_by__isnull", False)),
                    _connector="OR",
                ),
                name="task_delegated_whole",
            ),
        ),
        migrations.AddField(
            model_name="calendarfeed",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="van wie",
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="task",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="notices",
                to="casework.task",
                verbose_name="taak",
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="voor wie",
            ),
        ),
        migrations.AddField(
            model_name="outgoingmail",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="aan wie",
            ),
        ),
        migrations.AddField(
            model_name="savedfilter",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="van wie",
            ),
        ),
        migrations.AddConstraint(
            model_name="timerrun",
            constraint=models.UniqueConstraint(fields=("timer", "day"), name="timer_run_once"),
        ),
        migrations.AddConstraint(
            model_name="calendarfeed",
            constraint=models.UniqueConstraint(
                condition=models.Q(("revoked_at__isnull", True)), fields=("user",), name="calendar_feed_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="calendarfeed",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("revoked_at__isnull", True), ("revoked_at__gte", models.F("made_at")), _connector="OR"
                ),
                name="calendar_feed_revoked_after_made",
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                models.F("user"),
                models.F("told_at"),
                condition=models.Q(("seen_at__isnull", True)),
                name="notice_unseen",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(fields=("task", "user", "kind", "due_on"), name="notice_once"),
        ),
        migrations.AddIndex(
            model_name="outgoingmail",
            index=models.Index(
                models.F("day"),
                models.F("id"),
                condition=models.Q(("handed_over_at__isnull", True)),
                name="outgoing_mail_waiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="outgoingmail",
            constraint=models.UniqueConstraint(fields=("user", "day"), name="outgoing_mail_once"),
        ),
        migrations.AddConstraint(
            model_name="outgoingmail",
            constraint=models.CheckConstraint(
                condition=models.Q(("sent_at__isnull", True), ("handed_over_at__isnull", False), _connector="OR"),
                name="outgoing_mail_offered_before_sent",
            ),
        ),
        migrations.AddConstraint(
            model_name="savedfilter",
            constraint=models.UniqueConstraint(fields=("user", "name"), name="saved_filter_once"),
        ),
        migrations.AddConstraint(
            model_name="savedfilter",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="saved_filter_has_name"
            ),
        ),
    ]
