"""What the demonstration has written so far, by the keys its data uses."""

import datetime
from dataclasses import dataclass, field

from accounts.models import User
from contacts.models import Organization, Stakeholder
from crm.demo.shapes import Place
from directory.models import Territory
from operations.models import Operation, Resident, Testimonial


@dataclass(kw_only=True)
class Cast:
    """Everyone and everything on stage; `on` is the day of the performance."""

    on: datetime.date
    users: dict[str, User] = field(default_factory=dict)
    organizations: dict[str, Organization] = field(default_factory=dict)
    stakeholders: dict[str, Stakeholder] = field(default_factory=dict)
    operations: dict[str, Operation] = field(default_factory=dict)
    residents: dict[str, Resident] = field(default_factory=dict)
    testimonials: dict[str, Testimonial] = field(default_factory=dict)
    territories: dict[Place, Territory] = field(default_factory=dict)

    def territory(self, place: Place) -> Territory:
        """Return the real territory; one met for the first time is read from the directory."""
        if place not in self.territories:
            self.territories[place] = Territory.objects.get(kind=place.kind, code=place.code)
        return self.territories[place]
