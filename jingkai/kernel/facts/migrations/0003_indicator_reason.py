from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("jk_facts", "0002_indicator_frequency_and_leader")]

    operations = [
        migrations.AddField(
            model_name="indicator",
            name="reason",
            field=models.CharField(blank=True, max_length=300, null=True, verbose_name="修改原因"),
        ),
    ]
