"""An appeal may end with the standing that it is against: then it is over and nobody decided it. Those
of before whose standing is over end with the worker's next look, and their people are told."""

from typing import ClassVar

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies: ClassVar = [("codes", "0006_from_the_verdict_on")]
    operations: ClassVar = [
        migrations.RemoveConstraint("appeal", "appeal_one_open"),
        migrations.RemoveConstraint("appeal", "appeal_answered_in_words"),
        migrations.RemoveIndex("appeal", "appeal_due"),
        migrations.AddConstraint(
            "appeal",
            models.UniqueConstraint(
                fields=["standing"], condition=Q(decided_at__isnull=True), name="appeal_one_open"
            ),
        ),
        migrations.AddConstraint(
            "appeal",
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True) | ~Q(answer=""),
                name="appeal_answered_in_words",
            ),
        ),
        migrations.AddConstraint(
            "appeal",
            models.CheckConstraint(
                condition=Q(upheld__isnull=True) | Q(decided_at__isnull=False),
                name="appeal_decided_at_a_time",
            ),
        ),
        migrations.AddIndex(
            "appeal",
            models.Index(
                fields=["due_at"], condition=Q(decided_at__isnull=True), name="appeal_due"
            ),
        ),
    ]
