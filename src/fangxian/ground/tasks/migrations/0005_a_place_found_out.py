from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tasks', '0004_what_came_of_it'),
    ]

    operations = [
        migrations.AddField(
            model_name='evidence',
            name='found_place',
            field=models.CharField(blank=True, max_length=15),
        ),
    ]
