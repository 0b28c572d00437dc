from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("projects", "0014_view_colours")]

    operations = [
        migrations.AddField(
            model_name="project",
            name="from_status_date",
            field=models.BooleanField(default=False),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="project",
            name="lag_calendar",
            field=models.TextField(default="successor"),
            preserve_default=False,
        ),
    ]
