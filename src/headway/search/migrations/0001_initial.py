from django.db import migrations, models

from headway.search.store import create


def make_words(apps, schema_editor):
    for statement in create(schema_editor.connection.vendor):
        schema_editor.execute(statement)


def drop_words(apps, schema_editor):
    schema_editor.execute("DROP TABLE search_words")


class Migration(migrations.Migration):
    initial = True
    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=20)),
                ("stream_id", models.BigIntegerField(db_index=True)),
                ("workspace_id", models.BigIntegerField()),
                ("code", models.CharField(max_length=20)),
                ("name", models.TextField()),
                ("done", models.BooleanField()),
                ("archived", models.BooleanField()),
            ],
            options={
                "indexes": [models.Index(fields=["code", "kind"], name="document_by_code")],
            },
        ),
        migrations.CreateModel(
            name="Position",
            fields=[
                ("stream_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("version", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Word",
            fields=[
                ("word", models.CharField(max_length=30, primary_key=True, serialize=False)),
                ("head", models.CharField(max_length=1)),
                ("size", models.IntegerField()),
            ],
            options={
                "indexes": [models.Index(fields=["head", "size"], name="word_by_head")],
            },
        ),
        migrations.RunPython(make_words, drop_words),
    ]
