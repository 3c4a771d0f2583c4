"""What a deed of two was given is sealed, and shown without anybody's number."""

import json
from typing import ClassVar

from django.db import migrations, models


def seal(apps, _editor):
    from fangxian.kernel import crypto
    from fangxian.kernel.masking import masked_within

    for one in apps.get_model("access", "DeedAsked").objects.iterator():
        plain = json.dumps(one.given, ensure_ascii=False, sort_keys=True)
        one.mark = crypto.blind_index(plain, about="access.asked")
        if one.state == "waiting":
            one.sealed = crypto.seal(plain, about="access.asked")
        one.given = masked_within(one.given)
        one.save(update_fields=["mark", "sealed", "given"])


class Migration(migrations.Migration):
    dependencies: ClassVar = [("access", "0007_when_a_password_was_reset")]
    operations: ClassVar = [
        migrations.RemoveConstraint("deedasked", "deed_asked_once"),
        migrations.AddField("deedasked", "sealed", models.BinaryField(default=b"")),
        migrations.AddField("deedasked", "mark", models.BinaryField(max_length=16, null=True)),
        migrations.RunPython(seal, migrations.RunPython.noop),
        migrations.AlterField("deedasked", "mark", models.BinaryField(max_length=16)),
        migrations.AddConstraint(
            "deedasked",
            models.UniqueConstraint(
                condition=models.Q(("state", "waiting")), fields=("deed", "mark"),
                name="deed_asked_once",
            ),
        ),
    ]
