"""What a row of a pushed list says besides who somebody is, to be verified with them."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("arrivals", "0022_verdicts_of_the_screening_room")]

    operations: ClassVar = [
        migrations.AddField(
            model_name="pusheditem",
            name="remark",
            field=models.CharField(blank=True, db_default="", max_length=300),
        ),
    ]
