"""The people and organizations we keep in touch with, and what we exchanged with them."""

from contacts.models import contacting, privacy
from contacts.models.address import ADDRESS_FIELDS, PostalAddress
from contacts.models.contact_point import Assistant, ContactPoint
from contacts.models.duplicate import DuplicatePair, OrganizationPair, StakeholderPair
from contacts.models.exchange import Exchange, ExchangeQuerySet
from contacts.models.file_import import ColumnMapping, FileImport, FileImportRow
from contacts.models.organization import Organization, OrganizationQuerySet
from contacts.models.seat import Mandate, MandateQuerySet, Post
from contacts.models.selection import Export, SavedView, Segment, SegmentMember
from contacts.models.source import Source
from contacts.models.stakeholder import (
    ELECTED,
    NOBODY_TODAY,
    Stakeholder,
    StakeholderQuerySet,
    held,
    held_before,
)
from contacts.models.tag import Tag, Tagging
from contacts.models.turnover import TurnoverLine, TurnoverQuerySet

__all__ = [
    "ADDRESS_FIELDS",
    "ELECTED",
    "NOBODY_TODAY",
    "Assistant",
    "ColumnMapping",
    "ContactPoint",
    "DuplicatePair",
    "Exchange",
    "ExchangeQuerySet",
    "Export",
    "FileImport",
    "FileImportRow",
    "Mandate",
    "MandateQuerySet",
    "Organization",
    "OrganizationPair",
    "OrganizationQuerySet",
    "Post",
    "PostalAddress",
    "SavedView",
    "Segment",
    "SegmentMember",
    "Source",
    "Stakeholder",
    "StakeholderPair",
    "StakeholderQuerySet",
    "Tag",
    "Tagging",
    "TurnoverLine",
    "TurnoverQuerySet",
    "contacting",
    "held",
    "held_before",
    "privacy",
]
