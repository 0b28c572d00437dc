from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("projects", "0006_details")]

    operations = [
        migrations.AddField(
            model_name='project',
            name='backlog_id',
            field=models.BigIntegerField(null=True),
        ),
        migrations.CreateModel(
            name='Sprint',
            fields=[
                ('id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('name', models.TextField()),
                ('goal', models.TextField()),
                ('start', models.BigIntegerField(null=True)),
                ('finish', models.BigIntegerField(null=True)),
                ('state', models.TextField()),
                ('completed_at', models.TextField()),
                ('stream_id', models.BigIntegerField(db_index=True)),
                ('workspace_id', models.BigIntegerField()),
            ],
            options={
                'db_table': 'projects_sprints',
            },
        ),
        migrations.CreateModel(
            name='SprintItem',
            fields=[
                ('id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('task_id', models.BigIntegerField()),
                ('sprint_id', models.BigIntegerField()),
                ('stream_id', models.BigIntegerField(db_index=True)),
                ('workspace_id', models.BigIntegerField()),
            ],
            options={
                'db_table': 'projects_sprint_items',
            },
        ),
        migrations.CreateModel(
            name='Release',
            fields=[
                ('id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('name', models.TextField()),
                ('description', models.TextField()),
                ('date', models.BigIntegerField(null=True)),
                ('released', models.BooleanField()),
                ('stream_id', models.BigIntegerField(db_index=True)),
                ('workspace_id', models.BigIntegerField()),
            ],
            options={
                'db_table': 'projects_releases',
            },
        ),
        migrations.CreateModel(
            name='ReleaseItem',
            fields=[
                ('id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('task_id', models.BigIntegerField()),
                ('release_id', models.BigIntegerField()),
                ('stream_id', models.BigIntegerField(db_index=True)),
                ('workspace_id', models.BigIntegerField()),
            ],
            options={
                'db_table': 'projects_release_items',
            },
        ),
    ]
