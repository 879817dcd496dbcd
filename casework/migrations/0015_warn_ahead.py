"""A kind of notice more: that the end of a term comes near."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0014_trajectories_go_their_way"),
    ]

    operations = [
        migrations.AlterField(
            model_name="notice",
            name="kind",
            field=models.CharField(
                choices=[
                    ("given", "u kreeg een taak"),
                    ("due", "deze taak loopt af"),
                    ("overdue", "deze taak is te laat"),
                    ("ahead", "deze termijn nadert"),
                ],
                max_length=20,
                verbose_name="soort",
            ),
        ),
    ]
