from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("projects", "0007_sprints")]

    operations = [
        migrations.CreateModel(
            name='AssignmentAnswer',
            fields=[
                ('id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('task_id', models.BigIntegerField()),
                ('assignment_id', models.BigIntegerField()),
                ('state', models.TextField()),
                ('text', models.TextField()),
                ('user_id', models.BigIntegerField(null=True)),
                ('said_at', models.TextField()),
                ('answer', models.TextField()),
                ('answered_by', models.BigIntegerField(null=True)),
                ('answered_at', models.TextField()),
                ('stream_id', models.BigIntegerField(db_index=True)),
                ('workspace_id', models.BigIntegerField()),
            ],
            options={
                'db_table': 'projects_assignment_answers',
            },
        ),
        migrations.CreateModel(
            name='Block',
            fields=[
                ('id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('task_id', models.BigIntegerField()),
                ('reason', models.TextField()),
                ('since', models.BigIntegerField()),
                ('kind', models.TextField()),
                ('resource_id', models.BigIntegerField(null=True)),
                ('waits_for_id', models.BigIntegerField(null=True)),
                ('waits_for', models.TextField()),
                ('promised', models.BigIntegerField(null=True)),
                ('nudged', models.BigIntegerField(null=True)),
                ('user_id', models.BigIntegerField(null=True)),
                ('stream_id', models.BigIntegerField(db_index=True)),
                ('workspace_id', models.BigIntegerField()),
            ],
            options={
                'db_table': 'projects_blocks',
            },
        ),
        migrations.CreateModel(
            name='UpdateAnswer',
            fields=[
                ('id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('task_id', models.BigIntegerField()),
                ('resource_id', models.BigIntegerField()),
                ('state', models.TextField()),
                ('percent', models.BigIntegerField(null=True)),
                ('remaining', models.BigIntegerField(null=True)),
                ('finish', models.BigIntegerField(null=True)),
                ('confidence', models.TextField()),
                ('blocked', models.TextField()),
                ('note', models.TextField()),
                ('by_link', models.BooleanField()),
                ('user_id', models.BigIntegerField(null=True)),
                ('said_at', models.TextField()),
                ('reply', models.TextField()),
                ('decided_by', models.BigIntegerField(null=True)),
                ('stream_id', models.BigIntegerField(db_index=True)),
                ('workspace_id', models.BigIntegerField()),
            ],
            options={
                'db_table': 'projects_update_answers',
            },
        ),
        migrations.CreateModel(
            name='UpdateRequest',
            fields=[
                ('id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('task_id', models.BigIntegerField(null=True)),
                ('resource_id', models.BigIntegerField()),
                ('weekday', models.BigIntegerField(null=True)),
                ('note', models.TextField()),
                ('user_id', models.BigIntegerField(null=True)),
                ('asked', models.BigIntegerField()),
                ('reminded', models.BigIntegerField(null=True)),
                ('asked_at', models.TextField()),
                ('stream_id', models.BigIntegerField(db_index=True)),
                ('workspace_id', models.BigIntegerField()),
            ],
            options={
                'db_table': 'projects_update_requests',
            },
        ),
        migrations.CreateModel(
            name='Watcher',
            fields=[
                ('id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('task_id', models.BigIntegerField()),
                ('user_id', models.BigIntegerField()),
                ('watching', models.BooleanField()),
                ('stream_id', models.BigIntegerField(db_index=True)),
                ('workspace_id', models.BigIntegerField()),
            ],
            options={
                'db_table': 'projects_watchers',
            },
        ),
        migrations.AddField(
            model_name='project',
            name='updates_wait',
            field=models.BooleanField(default=False),
            preserve_default=False,
        ),
    ]
