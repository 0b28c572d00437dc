from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("collaboration", "0002_inbox")]

    operations = [
        migrations.AddField(
            model_name="toldfinish",
            name="version",
            field=models.BigIntegerField(default=0),
        ),
    ]
