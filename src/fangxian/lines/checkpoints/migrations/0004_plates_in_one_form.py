"""Plates that were kept in full width are kept as they are compared."""

from typing import Any, ClassVar

from django.db import IntegrityError, migrations, transaction

from fangxian.lines.checkpoints.vehicles import plate_kept

ODD = r"[^A-Z0-9\u4e00-\u9fff]"
KEPT_IN = ("Pass", "Crossing", "TruckWait", "Disinfection")


def in_one_form(apps: Any, editor: Any) -> None:
    for name in KEPT_IN:
        rows = apps.get_model("checkpoints", name).objects
        for number, kept in list(rows.filter(plate__regex=ODD).values_list("pk", "plate")):
            plate = plate_kept(kept)
            if plate and plate != kept:
                try:
                    with transaction.atomic():
                        rows.filter(pk=number).update(plate=plate)
                except IntegrityError:  # a lorry that queues under both writings: both rows stay
                    continue


class Migration(migrations.Migration):
    dependencies: ClassVar = [("checkpoints", "0003_slipped")]
    operations: ClassVar = [
        migrations.RunPython(in_one_form, migrations.RunPython.noop, elidable=True)
    ]
