from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('contacts', '0003_seats_and_their_keys'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='mandate',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_on', None), models.Q(('exclusive_key', ''), _negated=True)), fields=('exclusive_key',), name='one_holder_of_an_exclusive_seat', violation_error_message='Somebody else holds this seat: end that mandate first.'),
        ),
        migrations.AddConstraint(
            model_name='mandate',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_on', None), models.Q(('seat_key', ''), _negated=True)), fields=('stakeholder', 'seat_key'), name='one_open_mandate_per_person_and_seat', violation_error_message='This person holds this seat already.'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_on', None), models.Q(('title_key', ''), _negated=True)), fields=('stakeholder', 'organization', 'title_key'), name='one_open_post_per_person_and_role', violation_error_message='This person holds this post already.'),
        ),
    ]
