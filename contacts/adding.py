"""Takes a person in by hand, with the organization and the post typed on the same page."""

import datetime
from typing import Any

from contacts import people
from contacts.forms import StakeholderAddForm
from contacts.models import Stakeholder


def take_in(form: StakeholderAddForm, *, author: Any, on: datetime.date) -> Stakeholder:
    """Return the person of a valid form; their organization is created when it is new."""
    typed = form.cleaned_data
    stakeholder = people.add_stakeholder(
        **{name: typed[name] for name in form.person_fields},
        source_on=on,
        created_by=author,
    )
    organization = typed["organization"]
    if typed["new_organization"]:
        organization = people.add_organization(
            name=typed["new_organization"], kind=typed["new_organization_kind"]
        )
    if organization is not None:
        people.add_post(
            stakeholder=stakeholder,
            organization=organization,
            title=typed["post_title"],
            started_on=typed["post_started_on"],
        )
    return stakeholder
