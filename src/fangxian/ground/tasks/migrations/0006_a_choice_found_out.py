from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tasks', '0005_a_place_found_out'),
    ]

    operations = [
        migrations.AddField(
            model_name='evidence',
            name='found_choice',
            field=models.TextField(blank=True),
        ),
    ]
