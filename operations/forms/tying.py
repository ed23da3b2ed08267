"""Which contact a resident is."""

from django import forms
from django.utils.translation import gettext_lazy

from contacts.fields import StakeholderField


class ContactForm(forms.Form):
    """One of the people we follow."""

    stakeholder = StakeholderField(label=gettext_lazy("Somebody we follow"))
