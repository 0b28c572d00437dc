from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("projects", "0009_types")]

    operations = [
        migrations.CreateModel(
            name="Template",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("workspace_id", models.BigIntegerField(db_index=True)),
                ("kind", models.TextField()),
                ("name", models.TextField()),
                ("description", models.TextField(default="")),
                ("tasks", models.IntegerField()),
                ("days", models.IntegerField()),
                ("body", models.JSONField()),
                ("made_by", models.TextField()),
                ("made_at", models.DateTimeField()),
                ("removed", models.BooleanField(default=False)),
            ],
        ),
    ]
