"""What one of two people asked for is an operation, here as everywhere."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("access", "0008_deeds_asked_sealed")]

    operations: ClassVar = [
        migrations.RemoveConstraint(model_name="deedasked", name="deed_asked_once"),
        migrations.RenameModel(old_name="DeedAsked", new_name="OperationAsked"),
        migrations.RenameField(model_name="operationasked", old_name="deed", new_name="operation"),
        migrations.AddConstraint(
            model_name="operationasked",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "waiting")),
                fields=("operation", "mark"),
                name="operation_asked_once",
            ),
        ),
    ]
