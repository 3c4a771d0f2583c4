"""Plates that were kept in full width are kept as they are compared."""

from typing import Any, ClassVar

from django.db import IntegrityError, migrations, transaction

from fangxian.lines.checkpoints.vehicles import plate_kept

ODD = r"[^A-Z0-9\u4e00-\u9fff]"
KEPT_IN = ("Pass", "Crossing", "TruckWait", "Disinfection")


def in_one_form(apps: Any, editor: Any) -> None:
    for name in KEPT_IN:
        rows = apps.get_model("checkpoints", name).objects.filter(plate__regex=ODD)
        for row in rows.only("id", "plate").iterator():
            plate = plate_kept(row.plate)
            if plate and plate != row.plate:
                try:
                    with transaction.atomic():
                        rows.model.objects.filter(pk=row.pk).update(plate=plate)
                except IntegrityError:  # a lorry that queues under both writings: both rows stay
                    continue


class Migration(migrations.Migration):
    dependencies: ClassVar = [("checkpoints", "0002_shift_accounts")]
    operations: ClassVar = [
        migrations.RunPython(in_one_form, migrations.RunPython.noop, elidable=True)
    ]
