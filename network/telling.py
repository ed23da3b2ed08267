"""What the history of a person tells of their stance."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from contacts.history import NOTHING, Change, Entry
from contacts.models import Stakeholder
from network.labels import stance_label
from network.models import StanceChange


def stance_changes(stakeholder: Stakeholder, reader: Any) -> Iterator[Entry]:
    """Return one entry for each change of stance, with the reason that was written.

    The exchange it rests on is told by itself, to those who may read it. Nothing is taken back
    from here: the page of the person does that, for the latest change only.
    """
    before = NOTHING
    changes = StanceChange.objects.filter(stakeholder=stakeholder).select_related("author")
    for change in changes.order_by("changed_on", "pk"):
        after = stance_label(change.stance, stakeholder.sex)
        entry = Entry(
            at=change.created_at,
            who=change.author,
            done="~" if before != NOTHING else "+",
            what=_("stance"),
            changes=[Change(_("Stance"), before, after)],
            key=("stancechange", change.pk),
        )
        if change.reason:
            entry.changes.append(Change(_("Reason"), NOTHING, change.reason))
        before = after
        yield entry
