"""Copies, requests and erasures of people who are no contacts: residents."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('contacts', '0019_answers_for_a_whole_file'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='accessfile',
            name='about',
            field=models.CharField(blank=True, default='', editable=False, help_text='Label of the model, for no contact.', max_length=60),
        ),
        migrations.AddField(
            model_name='accessfile',
            name='about_pk',
            field=models.BigIntegerField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='erasure',
            name='about',
            field=models.CharField(blank=True, default='', editable=False, help_text='Label of the model, for no contact.', max_length=60),
        ),
        migrations.AddField(
            model_name='erasure',
            name='about_pk',
            field=models.BigIntegerField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='privacyrequest',
            name='about',
            field=models.CharField(blank=True, default='', editable=False, help_text='Label of the model, for no contact.', max_length=60),
        ),
        migrations.AddField(
            model_name='privacyrequest',
            name='about_pk',
            field=models.BigIntegerField(editable=False, null=True),
        ),
        migrations.AlterField(
            model_name='accessfile',
            name='stakeholder',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='access_files', to='contacts.stakeholder'),
        ),
        migrations.AlterField(
            model_name='erasure',
            name='stakeholder',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='erasures', to='contacts.stakeholder'),
        ),
        migrations.AlterField(
            model_name='information',
            name='means',
            field=models.CharField(choices=[('letter', 'letter'), ('email', 'e-mail'), ('handed', 'handed over'), ('in_person', 'in person'), ('phone', 'phone'), ('event', 'at an event'), ('form', 'form'), ('file', 'told by an imported file')], max_length=20, verbose_name='by which means'),
        ),
        migrations.AlterField(
            model_name='objection',
            name='means',
            field=models.CharField(choices=[('letter', 'letter'), ('email', 'e-mail'), ('handed', 'handed over'), ('in_person', 'in person'), ('phone', 'phone'), ('event', 'at an event'), ('form', 'form'), ('file', 'told by an imported file')], max_length=20, verbose_name='by which means'),
        ),
        migrations.AlterField(
            model_name='privacyrequest',
            name='means',
            field=models.CharField(choices=[('letter', 'letter'), ('email', 'e-mail'), ('handed', 'handed over'), ('in_person', 'in person'), ('phone', 'phone'), ('event', 'at an event'), ('form', 'form'), ('file', 'told by an imported file')], max_length=20, verbose_name='by which means'),
        ),
        migrations.AddConstraint(
            model_name='accessfile',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('stakeholder__isnull', False), ('about', ''), ('about_pk', None)), models.Q(models.Q(('about', ''), _negated=True), ('about_pk__isnull', False), ('stakeholder', None)), _connector='OR'), name='access_file_is_about_one_person'),
        ),
        migrations.AddConstraint(
            model_name='erasure',
            constraint=models.UniqueConstraint(condition=models.Q(('done_at', None), ('stakeholder', None), ('taken_back_at', None)), fields=('about', 'about_pk'), name='one_waiting_erasure_per_other_person'),
        ),
        migrations.AddConstraint(
            model_name='erasure',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('stakeholder__isnull', False), ('about', ''), ('about_pk', None)), models.Q(models.Q(('about', ''), _negated=True), ('about_pk__isnull', False), ('stakeholder', None)), _connector='OR'), name='erasure_is_about_one_person'),
        ),
    ]
