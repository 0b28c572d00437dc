from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("projects", "0005_assignments_by_resource")]

    operations = [
        migrations.CreateModel(
            name='ChecklistItem',
            fields=[
                ('id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('task_id', models.BigIntegerField()),
                ('kind', models.TextField()),
                ('text', models.TextField()),
                ('done', models.BooleanField()),
                ('done_by', models.BigIntegerField(null=True)),
                ('done_name', models.TextField()),
                ('done_at', models.TextField()),
                ('rank', models.TextField()),
                ('stream_id', models.BigIntegerField(db_index=True)),
                ('workspace_id', models.BigIntegerField()),
            ],
            options={
                'db_table': 'projects_checklist_items',
            },
        ),
        migrations.CreateModel(
            name='TaskRelation',
            fields=[
                ('id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('task_id', models.BigIntegerField()),
                ('other_id', models.BigIntegerField()),
                ('kind', models.TextField()),
                ('stream_id', models.BigIntegerField(db_index=True)),
                ('workspace_id', models.BigIntegerField()),
            ],
            options={
                'db_table': 'projects_task_relations',
            },
        ),
    ]
