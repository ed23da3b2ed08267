"""What users type about people and organizations."""

from contacts.fields import OrganizationField, StakeholderField

__all__ = ["OrganizationField", "StakeholderField"]
