from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("projects", "0010_templates")]

    operations = [
        migrations.AlterField(
            model_name="updateanswer",
            name="blocked",
            field=models.TextField(null=True),
        ),
    ]
