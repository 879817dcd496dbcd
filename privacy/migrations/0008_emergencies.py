"""Emergencies: who opened what, who was told, how it was judged; a review that cannot be skipped."""

import datetime
import uuid

import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
import django.db.models.lookups
import simple_history.models
from django.conf import settings
from django.db import migrations, models

# The security of the owner: whoever opens a household in an emergency may not read the queue of reviews.
REVIEWED = """
CREATE FUNCTION privacy_emergency_is_reviewed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM privacy_reviewitem WHERE break_glass_id = NEW.id) THEN
        RAISE EXCEPTION 'an emergency without its review' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER emergency_is_reviewed AFTER INSERT ON privacy_breakglass
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION privacy_emergency_is_reviewed();
"""
STANDS = """
CREATE FUNCTION privacy_review_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND OLD.closed_at IS NULL THEN
        RAISE EXCEPTION 'a review goes away by a judgement only' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.closed_at IS NOT NULL THEN
        RAISE EXCEPTION 'a judgement stands' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END
$$;
CREATE TRIGGER review_stands BEFORE UPDATE OR DELETE ON privacy_reviewitem
    FOR EACH ROW EXECUTE FUNCTION privacy_review_stands();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("privacy", "0007_activity_of_a_record"),
    ]

    operations = [
        migrations.CreateModel(
            name="BreakGlass",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("household_id", models.UUIDField(db_index=True, verbose_name="huishouden")),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("unsafety", "iemand is nu niet veilig"),
                            ("medical", "medisch noodgeval"),
                            ("missing", "iemand is vermist"),
                            ("eviction", "huisuitzetting dreigt nu"),
                            ("shut_off", "afsluiting van energie of water dreigt nu"),
                        ],
                        max_length=20,
                        verbose_name="reden",
                    ),
                ),
                ("words", models.TextField(verbose_name="in eigen woorden")),
                (
                    "domain",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("debts", "Schulden"),
                            ("youth", "Jeugdhulp"),
                            ("wmo", "Wmo"),
                            ("participation", "Participatie"),
                        ],
                        max_length=20,
                        verbose_name="inhoud van",
                    ),
                ),
                ("opened_at", models.DateTimeField(verbose_name="geopend op")),
                ("expires_at", models.DateTimeField(verbose_name="geldig tot het moment")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="zelf gestopt op")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="wie",
                    ),
                ),
            ],
            options={
                "verbose_name": "noodtoegang",
                "verbose_name_plural": "noodtoegangen",
            },
        ),
        migrations.CreateModel(
            name="EmergencyNotice",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("acknowledged_at", models.DateTimeField(blank=True, null=True, verbose_name="gezien op")),
                (
                    "break_glass",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="privacy.breakglass",
                        verbose_name="noodtoegang",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="wie",
                    ),
                ),
            ],
            options={
                "verbose_name": "melding van noodtoegang",
                "verbose_name_plural": "meldingen van noodtoegang",
            },
        ),
        migrations.CreateModel(
            name="HistoricalBreakGlass",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("household_id", models.UUIDField(db_index=True, verbose_name="huishouden")),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("unsafety", "iemand is nu niet veilig"),
                            ("medical", "medisch noodgeval"),
                            ("missing", "iemand is vermist"),
                            ("eviction", "huisuitzetting dreigt nu"),
                            ("shut_off", "afsluiting van energie of water dreigt nu"),
                        ],
                        max_length=20,
                        verbose_name="reden",
                    ),
                ),
                ("words", models.TextField(verbose_name="in eigen woorden")),
                (
                    "domain",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("debts", "Schulden"),
                            ("youth", "Jeugdhulp"),
                            ("wmo", "Wmo"),
                            ("participation", "Participatie"),
                        ],
                        max_length=20,
                        verbose_name="inhoud van",
                    ),
                ),
                ("opened_at", models.DateTimeField(verbose_name="geopend op")),
                ("expires_at", models.DateTimeField(verbose_name="geldig tot het moment")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="zelf gestopt op")),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="wie",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical noodtoegang",
                "verbose_name_plural": "historical noodtoegangen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalReviewItem",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "kind",
                    models.CharField(choices=[("break_glass", "noodtoegang")], max_length=20, verbose_name="soort"),
                ),
                ("household_id", models.UUIDField(verbose_name="huishouden")),
                ("created_at", models.DateTimeField(verbose_name="gemaakt op")),
                ("due_on", models.DateField(verbose_name="uiterlijk op")),
                (
                    "judgement",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("justified", "terecht"),
                            ("not_justified", "niet terecht"),
                            ("ask_more", "eerst navragen"),
                        ],
                        max_length=20,
                        verbose_name="oordeel",
                    ),
                ),
                ("words", models.TextField(blank=True, verbose_name="toelichting")),
                ("judged_at", models.DateTimeField(blank=True, null=True, verbose_name="beoordeeld op")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="gesloten op")),
                ("history_change_reason", models.TextField(blank=True, default="")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "break_glass",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="privacy.breakglass",
                        verbose_name="noodtoegang",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "judged_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="beoordeeld door",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="over wie",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical beoordeling",
                "verbose_name_plural": "historical beoordelingen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="ReviewItem",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(choices=[("break_glass", "noodtoegang")], max_length=20, verbose_name="soort"),
                ),
                ("household_id", models.UUIDField(verbose_name="huishouden")),
                ("created_at", models.DateTimeField(verbose_name="gemaakt op")),
                ("due_on", models.DateField(verbose_name="uiterlijk op")),
                (
                    "judgement",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("justified", "terecht"),
                            ("not_justified", "niet terecht"),
                            ("ask_more", "eerst navragen"),
                        ],
                        max_length=20,
                        verbose_name="oordeel",
                    ),
                ),
                ("words", models.TextField(blank=True, verbose_name="toelichting")),
                ("judged_at", models.DateTimeField(blank=True, null=True, verbose_name="beoordeeld op")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="gesloten op")),
                (
                    "break_glass",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="review",
                        to="privacy.breakglass",
                        verbose_name="noodtoegang",
                    ),
                ),
                (
                    "judged_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="beoordeeld door",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="over wie",
                    ),
                ),
            ],
            options={
                "verbose_name": "beoordeling",
                "verbose_name_plural": "beoordelingen",
            },
        ),
        migrations.AddConstraint(
            model_name="breakglass",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "expires_at",
                        django.db.models.expressions.CombinedExpression(
                            models.F("opened_at"), "+", models.Value(datetime.timedelta(seconds=14400))
                        ),
                    )
                ),
                name="break_glass_lasts_four_hours",
            ),
        ),
        migrations.AddConstraint(
            model_name="breakglass",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_at__isnull", True),
                    models.Q(("ended_at__gte", models.F("opened_at")), ("ended_at__lte", models.F("expires_at"))),
                    _connector="OR",
                ),
                name="break_glass_ends_while_it_lasts",
            ),
        ),
        migrations.AddConstraint(
            model_name="breakglass",
            constraint=models.CheckConstraint(
                condition=django.db.models.lookups.GreaterThanOrEqual(
                    django.db.models.functions.text.Length(django.db.models.functions.text.Trim("words")), 10
                ),
                name="break_glass_is_explained",
            ),
        ),
        migrations.AddIndex(
            model_name="emergencynotice",
            index=models.Index(
                models.F("user"), condition=models.Q(("acknowledged_at__isnull", True)), name="emergency_notice_unseen"
            ),
        ),
        migrations.AddConstraint(
            model_name="emergencynotice",
            constraint=models.UniqueConstraint(fields=("break_glass", "user"), name="emergency_notice_once"),
        ),
        migrations.AddIndex(
            model_name="reviewitem",
            index=models.Index(models.F("due_on"), condition=models.Q(("closed_at__isnull", True)), name="review_open"),
        ),
        migrations.AddConstraint(
            model_name="reviewitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closed_at__isnull", True),
                    models.Q(
                        ("judged_at__isnull", False),
                        ("judged_by__isnull", False),
                        ("judgement__in", ["justified", "not_justified"]),
                    ),
                    _connector="OR",
                ),
                name="review_closes_with_a_judgement",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("judgement", ""), models.Q(("words", ""), _negated=True), _connector="OR"),
                name="review_judgement_has_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("judged_by__isnull", True),
                    models.Q(("judged_by", models.F("user")), _negated=True),
                    _connector="OR",
                ),
                name="review_by_somebody_else",
            ),
        ),
        migrations.RunSQL(REVIEWED, "DROP FUNCTION privacy_emergency_is_reviewed() CASCADE"),
        migrations.RunSQL(STANDS, "DROP FUNCTION privacy_review_stands() CASCADE"),
    ]
