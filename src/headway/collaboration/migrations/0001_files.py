from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [("projects", "0005_assignments_by_resource")]

    operations = [
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('task_id', models.BigIntegerField()),
                ('name', models.TextField()),
                ('size', models.BigIntegerField()),
                ('media_type', models.TextField()),
                ('sha256', models.TextField()),
                ('added_by', models.BigIntegerField(null=True)),
                ('added_name', models.TextField()),
                ('added_at', models.TextField()),
                ('stream_id', models.BigIntegerField(db_index=True)),
                ('workspace_id', models.BigIntegerField()),
            ],
            options={
                'db_table': 'collaboration_attachments',
            },
        ),
    ]
