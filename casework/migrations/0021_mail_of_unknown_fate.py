"""A mail is marked when the server has it, and not before: of unknown fate it is offered again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0020_first_schemes"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="outgoingmail", name="outgoing_mail_offered_before_sent"),
        migrations.RemoveIndex(model_name="outgoingmail", name="outgoing_mail_waiting"),
        migrations.RemoveField(model_name="outgoingmail", name="handed_over_at"),
        migrations.AddField(
            model_name="outgoingmail",
            name="refused_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="geweigerd op"),
        ),
        migrations.AddField(
            model_name="outgoingmail",
            name="broken_off",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="keer afgebroken"),
        ),
        migrations.AddIndex(
            model_name="outgoingmail",
            index=models.Index(
                models.F("day"),
                models.F("id"),
                condition=models.Q(("refused_at__isnull", True), ("sent_at__isnull", True)),
                name="outgoing_mail_waiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="outgoingmail",
            constraint=models.CheckConstraint(
                condition=models.Q(("sent_at__isnull", True), ("refused_at__isnull", True), _connector="OR"),
                name="outgoing_mail_sent_or_refused",
            ),
        ),
    ]
