"""Similar names are found by trigrams, overlapping spans of time refused by GiST."""

from typing import ClassVar

from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension
from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar = [("kernel", "0002_audit_is_append_only")]
    operations: ClassVar = [TrigramExtension(), BtreeGistExtension()]
