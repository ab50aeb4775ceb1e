"""What a town is called is a row of a register that entries write (ADR 18); the columns beside the journal go."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("store", "0007_posts_by_entries")]

    operations = [
        migrations.RemoveField(model_name="town", name="name"),
        migrations.RemoveField(model_name="town", name="short_name"),
        migrations.RemoveField(model_name="town", name="district"),
    ]
