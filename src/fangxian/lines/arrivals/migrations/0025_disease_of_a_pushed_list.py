"""Because of which disease a list from above was sent; of older lists it was not said."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("arrivals", "0024_decisions_of_the_screening_room")]

    operations: ClassVar = [
        migrations.AddField(
            model_name="pushedlist",
            name="disease",
            field=models.CharField(blank=True, db_default="", max_length=40),
        ),
    ]
