"""How far the set-up has come, and the links by which it is entered."""

from typing import ClassVar

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True
    dependencies: ClassVar = []
    operations: ClassVar = [
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token_mark', models.BinaryField(max_length=16, unique=True)),
                ('made_at', models.DateTimeField()),
                ('until', models.DateTimeField()),
                ('used_at', models.DateTimeField(null=True)),
                ('visitor_mark', models.BinaryField(db_index=True, default=b'', max_length=16)),
                ('visit_until', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Opening',
            fields=[
                ('id', models.SmallIntegerField(default=1, primary_key=True, serialize=False)),
                ('put_off', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), default=list, size=None)),
                ('edition', models.CharField(blank=True, max_length=200)),
                ('finished_at', models.DateTimeField(null=True)),
                ('finished_by', models.CharField(blank=True, max_length=80)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='opening_once')],
            },
        ),
    ]
