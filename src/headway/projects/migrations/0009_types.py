from django.db import migrations, models


def text(name, initial):
    return migrations.AddField(
        model_name="customfield",
        name=name,
        field=models.TextField(default=initial),
        preserve_default=False,
    )


class Migration(migrations.Migration):
    dependencies = [("projects", "0008_attention")]

    operations = [
        migrations.CreateModel(
            name="ColumnRule",
            fields=[
                ("stream_id", models.BigIntegerField(db_index=True)),
                ("workspace_id", models.BigIntegerField()),
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("status_id", models.BigIntegerField()),
                ("action", models.TextField()),
                ("field", models.TextField()),
                ("value", models.JSONField(null=True)),
            ],
            options={"db_table": "projects_column_rules"},
        ),
        migrations.CreateModel(
            name="WorkType",
            fields=[
                ("stream_id", models.BigIntegerField(db_index=True)),
                ("workspace_id", models.BigIntegerField()),
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("name", models.TextField()),
                ("icon", models.TextField()),
                ("rank", models.TextField()),
                ("description", models.TextField()),
                ("fields", models.JSONField(null=True)),
                ("statuses", models.JSONField(null=True)),
                ("transitions", models.JSONField(null=True)),
                ("requirements", models.JSONField(null=True)),
            ],
            options={"db_table": "projects_work_types"},
        ),
        migrations.AddField(
            model_name="task", name="type_id", field=models.BigIntegerField(null=True)
        ),
        text("description", ""),
        text("formula", ""),
        text("result", ""),
        migrations.AddField(
            model_name="customfield",
            name="required",
            field=models.BooleanField(default=False),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="customfield", name="initial", field=models.JSONField(null=True)
        ),
        migrations.AddField(
            model_name="customfield", name="options", field=models.JSONField(null=True)
        ),
        migrations.AddField(
            model_name="customfield", name="today", field=models.BigIntegerField(null=True)
        ),
    ]
