from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("projects", "0013_workflows")]

    operations = [
        migrations.AddField(
            model_name="privateview",
            name="colour",
            field=models.TextField(default=""),
        ),
        migrations.AddField(
            model_name="savedview",
            name="colour",
            field=models.TextField(default=""),
            preserve_default=False,
        ),
    ]
