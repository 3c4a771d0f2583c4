"""Which phones were shut because their account's password was reset: before this release their
words say so."""

from typing import ClassVar

from django.db import migrations, models

SAID = "账号密码已被重置:本机停用,请本人重新登录并登记"


def by_words(apps, _editor):
    device = apps.get_model("devices", "Device")
    device.objects.filter(revoked_why=SAID).update(shut_by_reset=True)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("devices", "0002_list_names")]
    operations: ClassVar = [
        migrations.AddField(
            model_name="device",
            name="shut_by_reset",
            field=models.BooleanField(default=False),
        ),
        migrations.RunPython(by_words, migrations.RunPython.noop),
    ]
