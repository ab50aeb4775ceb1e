"""Posts are rows of a register that entries write (ADR 15); the table beside the journal goes."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("store", "0006_erasure_tally_cosignatures")]

    operations = [migrations.DeleteModel(name="PostRow")]
