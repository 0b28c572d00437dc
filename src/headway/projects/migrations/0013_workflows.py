from django.db import migrations, models


def key(model, name):
    return migrations.AddField(model_name=model, name=name, field=models.BigIntegerField(null=True))


class Migration(migrations.Migration):
    dependencies = [("projects", "0011_update_answers")]

    operations = [
        migrations.CreateModel(
            name="Workflow",
            fields=[
                ("stream_id", models.BigIntegerField(db_index=True)),
                ("workspace_id", models.BigIntegerField()),
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("name", models.TextField()),
                ("statuses", models.JSONField(null=True)),
                ("fields", models.JSONField(null=True)),
                ("types", models.JSONField(null=True)),
                ("moved", models.JSONField(null=True)),
                ("initial", models.BooleanField()),
                ("active", models.BooleanField()),
            ],
            options={"db_table": "projects_workflows"},
        ),
        key("project", "workflow_id"),
        key("status", "shared_key"),
        key("worktype", "shared_key"),
        key("customfield", "shared_key"),
    ]
