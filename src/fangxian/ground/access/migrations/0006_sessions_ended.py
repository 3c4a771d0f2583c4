"""All sessions of an account can be ended without its password being set anew: a lost phone."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("access", "0005_officials_vouch")]
    operations: ClassVar = [
        migrations.AddField(
            model_name="account",
            name="sessions_ended",
            field=models.PositiveIntegerField(default=0),
        ),
    ]
