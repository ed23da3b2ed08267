"""Hangs tags, segments, views and selections on the pages and on the kit."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from contacts import (
    bulk,
    informing,
    list_sources,
    naming,
    organization_bulk,
    refreshing,
    retiring,
    saved_views,
    tags,
)
from contacts.exporting import exports
from contacts.list_forms import PutTagForm
from contacts.models import Stakeholder, Tag
from ui import jobs, registry, rounds, undo


def register() -> None:
    """Register what may be undone, the work in the background, and the panel of a person."""
    list_sources.register()
    refreshing.describe()
    organization_bulk.register()
    retiring.register()
    informing.register()
    undo.register(saved_views.UNDO_DELETE, saved_views.undo_delete)
    undo.register(saved_views.UNDO_CHANGE, saved_views.undo_change)
    undo.register(tags.UNDO, tags.take_back)
    jobs.register(bulk.JOB, bulk.work)
    jobs.register(exports.JOB, exports.work)
    rounds.register("contacts.seats", naming.follow_the_day)
    rounds.register("contacts.exports", lambda now: exports.delete_old(now=now))
    registry.register_menu_entry(
        registry.MenuEntry(
            url_name="export_log",
            label=_("Exports"),
            icon="download",
            order=940,
            permission="accounts.manage_privacy",
            is_settings=True,
        )
    )
    registry.register_panel(
        "stakeholder_detail",
        registry.Panel(
            template="contacts/parts/person_card.html",
            context=person_card,
            place="side",
            order=90,
            permission="accounts.export_people",
        ),
    )
    registry.register_panel(
        "stakeholder_detail",
        registry.Panel(
            template="contacts/parts/person_tags.html", context=person_tags, place="head", order=50
        ),
    )


def person_card(request: HttpRequest, stakeholder: Stakeholder) -> dict[str, Any] | None:
    """Return what the contact card needs, or None for somebody who objected."""
    return None if stakeholder.objected_on else {"stakeholder": stakeholder}


def person_tags(request: HttpRequest, stakeholder: Stakeholder) -> dict[str, Any]:
    """Return the tags of a person, and those one may put."""
    taggings = list(stakeholder.taggings.select_related("tag"))
    known = [tagging.tag_id for tagging in taggings]
    return {
        "stakeholder": stakeholder,
        "taggings": taggings,
        "form": PutTagForm(auto_id="tag_%s"),
        "names": Tag.objects.exclude(pk__in=known).values_list("name", flat=True)[:200],
    }
