"""A merge knows what to do with every row that hangs on a person or an organization."""

from contacts.models import Organization, Stakeholder
from contacts.relations import unspoken

WHAT_TO_DO = """
A new model has a key to a person or an organization that may hold one row only. When two of them
are merged, both may have one: the second stays with the card merged away, and must not show.

1. Say why it stays, in the `AppConfig.ready` of your package:
   `relations.register("app.Model", "stakeholder", relations.Rule(apart=_("…")))`
   or that the row is about the record itself: `relations.Rule(stays=True)`.
2. Hide what is set apart: `objects = OfPeopleThere()` (`contacts.models.there`), or
   `OfPeopleThere.from_queryset(YourQuerySet)()`.
"""


def test_every_key_to_somebody_that_may_clash_is_spoken_for() -> None:
    assert [*unspoken(Stakeholder), *unspoken(Organization)] == [], WHAT_TO_DO
