"""The people and organizations we keep in touch with, and what we exchanged with them."""

from contacts.models.exchange import Exchange, ExchangeQuerySet
from contacts.models.organization import Organization, OrganizationQuerySet
from contacts.models.seat import Mandate, MandateQuerySet, Post
from contacts.models.stakeholder import Stakeholder, StakeholderQuerySet

__all__ = [
    "Exchange",
    "ExchangeQuerySet",
    "Mandate",
    "MandateQuerySet",
    "Organization",
    "OrganizationQuerySet",
    "Post",
    "Stakeholder",
    "StakeholderQuerySet",
]
