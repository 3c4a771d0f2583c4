"""Human decisions of other rooms, for the day's report and the watch."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("codes", "0002_joined_cards"),
        ("people", "0003_proven_phone"),
    ]

    operations = [
        migrations.CreateModel(
            name="OtherDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=80, unique=True)),
                ("place", models.CharField(max_length=15)),
                ("colour", models.CharField(max_length=20)),
                ("reason", models.CharField(max_length=40)),
                ("reason_zh", models.CharField(max_length=80)),
                ("reason_en", models.CharField(max_length=80)),
                ("note", models.CharField(max_length=400)),
                ("until", models.DateTimeField()),
                ("proposed_by_id", models.BigIntegerField(null=True)),
                ("proposed_by", models.CharField(blank=True, max_length=80)),
                ("proposed_at", models.DateTimeField(null=True)),
                ("decided_by_id", models.BigIntegerField(null=True)),
                ("decided_by", models.CharField(blank=True, max_length=80)),
                ("decided_at", models.DateTimeField(null=True)),
                ("withdrawn_by", models.CharField(blank=True, max_length=80)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["proposed_at"], name="other_decision_by_day"),
                    models.Index(fields=["decided_at"], name="other_decision_decided"),
                ],
            },
        ),
    ]
