from django.db import migrations


class Migration(migrations.Migration):
    initial = True

    dependencies = [("projects", "0005_assignments_by_resource")]

    operations = []
