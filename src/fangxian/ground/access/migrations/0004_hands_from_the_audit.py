"""Whose password was set by whom before this release: the audit knows."""

from typing import ClassVar

from django.db import migrations

DEEDS = ("access.reset_password", "access.reset_second_factor", "access.issue_token")


def hands(apps, _editor):
    account = apps.get_model("access", "Account")
    line = apps.get_model("kernel", "AuditLine")
    known = {row.pk: row for row in account.objects.all()}
    told = line.objects.filter(deed__in=DEEDS, outcome="done", account_id__isnull=False)
    for by, subject, at in told.order_by("number").values_list("account_id", "subject", "at"):
        number = subject.rpartition(":")[2]
        theirs = known.get(int(number)) if number.isdigit() else None
        if theirs is None or by not in known or by == theirs.pk:
            continue
        if theirs.confirmed_at and at < theirs.confirmed_at and theirs.confirmed_by_id != by:
            continue  # a third person has said since whose account it is
        theirs.hands = sorted({*theirs.hands, by})
        known[by].held = sorted({*known[by].held, theirs.pk})
    account.objects.bulk_update(known.values(), ["hands", "held"], batch_size=500)


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("access", "0003_one_hand_and_deeds_asked"),
        ("kernel", "0005_retention_run"),
    ]
    operations: ClassVar = [migrations.RunPython(hands, migrations.RunPython.noop)]
