"""An applicant's private link is kept as a keyed digest; links that were given out still open."""

from typing import ClassVar

from django.db import migrations, models


def digest(apps, _editor):
    from fangxian.kernel import crypto

    for one in apps.get_model("venues", "Application").objects.only("pk", "token").iterator():
        one.link = crypto.blind_index(one.token, about="venues.link")
        one.save(update_fields=["link"])


class Migration(migrations.Migration):
    dependencies: ClassVar = [("venues", "0005_days_by_the_owner")]
    operations: ClassVar = [
        migrations.AddField("application", "link", models.BinaryField(null=True)),
        migrations.RunPython(digest, migrations.RunPython.noop),
        migrations.AlterField("application", "link", models.BinaryField(unique=True)),
        migrations.RemoveField("application", "token"),
    ]
