"""When another last set an account's password anew: before this release the audit knows."""

from typing import ClassVar

from django.db import migrations, models


def moments(apps, _editor):
    account = apps.get_model("access", "Account")
    line = apps.get_model("kernel", "AuditLine")
    told = line.objects.filter(deed="access.reset_password", outcome="done").order_by("number")
    last = {subject.rpartition(":")[2]: at for subject, at in told.values_list("subject", "at")}
    known = [row for row in account.objects.order_by("pk") if str(row.pk) in last]
    for row in known:
        row.password_reset_at = last[str(row.pk)]
    account.objects.bulk_update(known, ["password_reset_at"], batch_size=500)


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("access", "0006_sessions_ended"),
        ("kernel", "0005_retention_run"),
    ]
    operations: ClassVar = [
        migrations.AddField(
            model_name="account",
            name="password_reset_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.RunPython(moments, migrations.RunPython.noop),
    ]
