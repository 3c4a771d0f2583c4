"""An official vouches for what they file, a guard relays it: a county's own roles that could
declare keep what they could, but for those of guards."""

from typing import ClassVar

from django.db import migrations


def vouch(apps, _editor):
    for role in apps.get_model("access", "Role").objects.filter(shipped=False):
        held = set(role.permissions)
        guard = "checkpoints.record" in held and "people.edit" not in held
        if "arrivals.declare" in held and not guard:
            role.permissions = sorted({*held, "arrivals.vouch"})
            role.save(update_fields=["permissions"])


class Migration(migrations.Migration):
    dependencies: ClassVar = [("access", "0004_hands_from_the_audit")]
    operations: ClassVar = [migrations.RunPython(vouch, migrations.RunPython.noop)]
