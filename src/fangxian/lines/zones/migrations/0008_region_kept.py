"""Names whose areas keep their place until somebody places them by hand."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("zones", "0007_documents_masked")]
    operations: ClassVar = [
        migrations.AddField("region", "kept", models.BooleanField(default=False)),
    ]
