"""What kind of person somebody is, as it follows from their seats and posts; never typed."""

import datetime

from contacts import derived_kinds
from contacts.models import Organization, Post, Stakeholder
from contacts.privacy_texts import ELECTED, KINDS


def kind_of(stakeholder: Stakeholder, *, on: datetime.date) -> str:
    """Return "elected", or the kind of the organization of the latest post, or "other".

    A mandate held today comes first, then a post held today, then what other packages derive (a
    resident), then what was held before.
    """
    mandates = stakeholder.mandates.all()
    posts = Post.objects.filter(stakeholder=stakeholder).order_by("-started_on", "-pk")
    if mandates.current(on).exists():
        return ELECTED
    held = posts.current(on).values_list("organization__kind", flat=True).first()
    if held:
        return str(held)
    for one in derived_kinds.everyone():
        if one.name in KINDS and one.keys().filter(stakeholder=stakeholder).exists():
            return one.name
    if mandates.exists():
        return ELECTED
    return str(
        posts.values_list("organization__kind", flat=True).first() or Organization.Kind.OTHER
    )
