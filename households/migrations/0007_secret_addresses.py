"""Addresses that only named workers may see."""

import uuid

import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("households", "0006_grants_with_special_data"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalSecretAddress",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("reason", models.CharField(max_length=300, verbose_name="reden")),
                ("set_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="ingesteld op")),
                ("lifted_at", models.DateTimeField(blank=True, null=True, verbose_name="opgeheven op")),
                ("lifting_reason", models.CharField(blank=True, max_length=300, verbose_name="reden van opheffen")),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
            ],
            options={
                "verbose_name": "historical geheim adres",
                "verbose_name_plural": "historical geheime adressen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSecretAddressReader",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("named_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="genoemd op")),
                ("removed_at", models.DateTimeField(blank=True, null=True, verbose_name="verwijderd op")),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
            ],
            options={
                "verbose_name": "historical lezer van een geheim adres",
                "verbose_name_plural": "historical lezers van een geheim adres",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="SecretAddress",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("reason", models.CharField(max_length=300, verbose_name="reden")),
                ("set_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="ingesteld op")),
                ("lifted_at", models.DateTimeField(blank=True, null=True, verbose_name="opgeheven op")),
                ("lifting_reason", models.CharField(blank=True, max_length=300, verbose_name="reden van opheffen")),
            ],
            options={
                "verbose_name": "geheim adres",
                "verbose_name_plural": "geheime adressen",
            },
        ),
        migrations.CreateModel(
            name="SecretAddressReader",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("named_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="genoemd op")),
                ("removed_at", models.DateTimeField(blank=True, null=True, verbose_name="verwijderd op")),
            ],
            options={
                "verbose_name": "lezer van een geheim adres",
                "verbose_name_plural": "lezers van een geheim adres",
            },
        ),
        migrations.AddField(
            model_name="historicalsecretaddress",
            name="history_user",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="historicalsecretaddress",
            name="lifted_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="opgeheven door",
            ),
        ),
        migrations.AddField(
            model_name="historicalsecretaddress",
            name="person",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="households.person",
                verbose_name="persoon",
            ),
        ),
        migrations.AddField(
            model_name="historicalsecretaddress",
            name="set_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="ingesteld door",
            ),
        ),
        migrations.AddField(
            model_name="historicalsecretaddressreader",
            name="history_user",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="historicalsecretaddressreader",
            name="named_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="genoemd door",
            ),
        ),
        migrations.AddField(
            model_name="historicalsecretaddressreader",
            name="removed_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="verwijderd door",
            ),
        ),
        migrations.AddField(
            model_name="historicalsecretaddressreader",
            name="user",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="wie",
            ),
        ),
        migrations.AddField(
            model_name="secretaddress",
            name="lifted_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="opgeheven door",
            ),
        ),
        migrations.AddField(
            model_name="secretaddress",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="secret_addresses",
                to="households.person",
                verbose_name="persoon",
            ),
        ),
        migrations.AddField(
            model_name="secretaddress",
            name="set_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="ingesteld door",
            ),
        ),
        migrations.AddField(
            model_name="historicalsecretaddressreader",
            name="secret_address",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="households.secretaddress",
                verbose_name="geheim adres",
            ),
        ),
        migrations.AddField(
            model_name="secretaddressreader",
            name="named_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="genoemd door",
            ),
        ),
        migrations.AddField(
            model_name="secretaddressreader",
            name="removed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="verwijderd door",
            ),
        ),
        migrations.AddField(
            model_name="secretaddressreader",
            name="secret_address",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="readers",
                to="households.secretaddress",
                verbose_name="geheim adres",
            ),
        ),
        migrations.AddField(
            model_name="secretaddressreader",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="wie",
            ),
        ),
        migrations.AddConstraint(
            model_name="secretaddress",
            constraint=models.UniqueConstraint(
                condition=models.Q(("lifted_at__isnull", True)), fields=("person",), name="secret_address_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="secretaddress",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="secret_address_has_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="secretaddress",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("lifted_at__isnull", True), ("lifted_by__isnull", True), ("lifting_reason", "")),
                    models.Q(
                        ("lifted_at__isnull", False),
                        ("lifted_by__isnull", False),
                        models.Q(("lifting_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="secret_address_lifted_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="secretaddressreader",
            constraint=models.UniqueConstraint(
                condition=models.Q(("removed_at__isnull", True)),
                fields=("secret_address", "user"),
                name="secret_address_reader_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="secretaddressreader",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("removed_at__isnull", True), ("removed_by__isnull", True)),
                    models.Q(("removed_at__isnull", False), ("removed_by__isnull", False)),
                    _connector="OR",
                ),
                name="secret_address_reader_removed_by_somebody",
            ),
        ),
    ]
