"""Which county is home moves to the kernel, where every room can read it. A system that never said so
was of the one county whose villages it held."""

from typing import ClassVar

from django.db import migrations

COUNTY = 6  # digits of its code


def keep(apps, _editor):
    register = apps.get_model("places", "Register").objects.filter(id=1).first()
    if register is None:
        return
    divisions = apps.get_model("places", "Division").objects
    villages = divisions.filter(level="village").values_list("parent", flat=True).distinct()
    held = {parent[:COUNTY] for parent in villages}
    county = register.home or (held.pop() if len(held) == 1 else "")
    if county:
        home = apps.get_model("kernel", "Home").objects
        home.update_or_create(id=1, defaults={"county": county})


class Migration(migrations.Migration):
    dependencies: ClassVar = [("places", "0001_initial"), ("kernel", "0009_home")]
    operations: ClassVar = [
        migrations.RunPython(keep, migrations.RunPython.noop),
        migrations.RemoveField(model_name="register", name="home"),
    ]
