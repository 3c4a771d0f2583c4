"""Names get the keys by which they are found now; permits with their renewals get the number that
their holder keeps for life. Where that makes two persons of one number, the younger entry is
counted a twin: both are found, and somebody merges them."""

from typing import Any, ClassVar

from django.db import migrations

from fangxian.ground.people.documents import DocumentKey, normalise_document
from fangxian.ground.people.names import name_key
from fangxian.kernel import crypto

NUMBER = "people.number"
AT_A_TIME = 5_000
WITH_RENEWALS = ("hk_macau_permit", "taiwan_permit")


def keys_of_names(apps: Any, editor: Any) -> None:
    person = apps.get_model("people", "Person")
    ordered, last = person.objects.only("id", "name").order_by("id"), 0
    while rows := list(ordered.filter(id__gt=last)[:AT_A_TIME]):
        last = rows[-1].id
        for row in rows:
            row.name_key, row.initials, row.name_plain = name_key(row.name)
        person.objects.bulk_update(rows, ["name_key", "initials", "name_plain"])


def numbers_for_life(apps: Any, editor: Any) -> None:
    document = apps.get_model("people", "Document")
    found = document.objects.filter(type__in=WITH_RENEWALS).order_by("id")
    for row in list(found):
        number = crypto.unseal(row.number_sealed, about=NUMBER)
        key = normalise_document(row.type, number)
        if not isinstance(key, DocumentKey) or key.number == number:
            continue
        index = crypto.blind_index(key.number, about=NUMBER)
        row.twin = document.objects.filter(number_index=index, type=row.type).count()
        row.number_sealed = crypto.seal(key.number, about=NUMBER)
        row.number_index = index
        row.save(update_fields=["twin", "number_sealed", "number_index"])


class Migration(migrations.Migration):
    dependencies: ClassVar = [("people", "0004_name_plain_and_twins")]
    operations: ClassVar = [
        migrations.RunPython(keys_of_names, migrations.RunPython.noop, elidable=True),
        migrations.RunPython(numbers_for_life, migrations.RunPython.noop, elidable=True),
    ]
