"""Who appeals may show a ticket or a certificate."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("codes", "0010_whose_colour_it_is")]

    operations: ClassVar = [
        migrations.AddField(
            model_name="appeal", name="sealed_photo", field=models.BinaryField(null=True)
        )
    ]
