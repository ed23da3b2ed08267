"""Keeps the day on which what somebody holds changes by itself; parts equal names by accents."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('contacts', '0014_review_after_an_election'),
        ('directory', '0006_row_checksums'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='stakeholder',
            name='people_by_name',
        ),
        migrations.AddField(
            model_name='stakeholder',
            name='seats_change_on',
            field=models.DateField(editable=False, help_text='Next day on which a seat or post begins or ends.', null=True),
        ),
        migrations.AddIndex(
            model_name='stakeholder',
            index=models.Index(condition=models.Q(('erased_at__isnull', True), ('merged_into__isnull', True)), fields=['sort_key', 'last_name', 'first_name', 'id'], name='people_by_name'),
        ),
        migrations.AddIndex(
            model_name='stakeholder',
            index=models.Index(condition=models.Q(('seats_change_on__isnull', False)), fields=['seats_change_on'], name='people_whose_seats_change'),
        ),
        migrations.AddIndex(
            model_name='stakeholder',
            index=models.Index(condition=models.Q(('objected_on__isnull', False)), fields=['objected_on'], name='people_who_objected'),
        ),
    ]
