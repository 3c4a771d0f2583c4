"""What columns mean is remembered where every table is read."""

from django.db import migrations


def hand_over(apps, schema_editor):
    kept = apps.get_model("arrivals", "ColumnMapping")
    given = apps.get_model("intake", "HeaderMapping")
    given.objects.bulk_create(
        [
            given(
                kind="arrivals", key=row.header_key, place="", mapping=row.mapping,
                saved_by_id=row.saved_by_id, saved_at=row.saved_at,
            )
            for row in kept.objects.all()
        ],
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    dependencies = [("arrivals", "0011_who_was_asked"), ("intake", "0001_initial")]
    operations = [
        migrations.RunPython(hand_over, migrations.RunPython.noop),
        migrations.DeleteModel("ColumnMapping"),
    ]
