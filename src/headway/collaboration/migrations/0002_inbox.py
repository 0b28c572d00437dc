from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("collaboration", "0001_files")]

    operations = [
        migrations.CreateModel(
            name='TaskMaker',
            fields=[
                ('task_id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('stream_id', models.BigIntegerField(db_index=True)),
                ('user_id', models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='ToldFinish',
            fields=[
                ('task_id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('stream_id', models.BigIntegerField(db_index=True)),
                ('finish', models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='UpdateLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('project_id', models.BigIntegerField(db_index=True)),
                ('workspace_id', models.BigIntegerField(db_index=True)),
                ('request_id', models.BigIntegerField(db_index=True)),
                ('user_id', models.BigIntegerField()),
                ('nonce', models.CharField(max_length=32)),
                ('created_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('revoked_at', models.DateTimeField(null=True)),
                ('answered_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='InboxItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('user_id', models.BigIntegerField()),
                ('workspace_id', models.BigIntegerField(db_index=True)),
                ('project_id', models.BigIntegerField(null=True)),
                ('kind', models.CharField(max_length=40)),
                ('key', models.CharField(max_length=120)),
                ('tasks', models.JSONField(default=list)),
                ('count', models.IntegerField(default=0)),
                ('data', models.JSONField(default=dict)),
                ('actor_id', models.BigIntegerField(null=True)),
                ('actor_name', models.CharField(default='', max_length=200)),
                ('branch_id', models.BigIntegerField(null=True)),
                ('at', models.DateTimeField()),
                ('read_at', models.DateTimeField(null=True)),
                ('archived_at', models.DateTimeField(null=True)),
                ('snoozed_until', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['user_id', 'archived_at', 'at'], name='inbox_of_a_person')],
                'constraints': [models.UniqueConstraint(fields=('user_id', 'key'), name='one_inbox_item_a_key')],
            },
        ),
    ]
