"""What people decided is kept by the screening room."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("arrivals", "0023_what_a_pushed_row_says"),
        ("screening", "0003_decisions_of_people"),
    ]

    operations: ClassVar = [
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.DeleteModel(name="Override")]
        ),
    ]
