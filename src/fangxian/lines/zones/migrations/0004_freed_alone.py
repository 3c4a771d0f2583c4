from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('zones', '0003_kept_listings'),
    ]

    operations = [
        migrations.CreateModel(
            name='FreedAlone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.CharField(max_length=15)),
                ('at', models.DateTimeField(db_index=True)),
                ('by_id', models.BigIntegerField(blank=True, null=True)),
            ],
        ),
    ]
