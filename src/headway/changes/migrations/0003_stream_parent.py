from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("changes", "0002_changeset_results"),
    ]

    operations = [
        migrations.AddField(
            model_name="stream",
            name="parent_id",
            field=models.BigIntegerField(db_index=True, null=True),
        ),
    ]
