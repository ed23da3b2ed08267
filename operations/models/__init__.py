"""The homes we build, the residents who live there, and what they agreed to."""

from operations.models.operation import Milestone, Operation, Partner, Photo, Tenure
from operations.models.resident import Consent, Resident, Testimonial

__all__ = [
    "Consent",
    "Milestone",
    "Operation",
    "Partner",
    "Photo",
    "Resident",
    "Tenure",
    "Testimonial",
]
