"""Who answers for an indicator has a name of its own: a charge is of the registers (a person for a subject)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("jk_assessment", "0001_initial")]

    operations = [
        migrations.RemoveConstraint(model_name="charge", name="jk_charge_turn"),
        migrations.RenameModel(old_name="Charge", new_name="Responsibility"),
        migrations.AddConstraint(
            model_name="responsibility",
            constraint=models.UniqueConstraint(
                fields=("zone", "key", "node", "turn"), name="jk_responsibility_turn"
            ),
        ),
    ]
