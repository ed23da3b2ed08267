"""What privacy shows on the pages of people: the mark of an objection, the block « RGPD »."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy

from contacts import (
    access,
    access_files,
    erasing,
    informing,
    notices,
    privacy_texts,
    retention,
)
from contacts.models import Stakeholder
from contacts.privacy_kinds import kind_of
from ui import jobs, registry, rounds, undo

type Context = dict[str, Any]


def register() -> None:
    """Hang the panels, the mark on every row of the list of people, the menu; name the undos."""
    from contacts.views import objecting, rights

    for template, context, place, order in (
        ("contacts/privacy/panel_head.html", _mark, "head", 1),
        ("contacts/privacy/panel.html", _block, "side", 90),
    ):
        panel = registry.Panel(template=template, context=context, place=place, order=order)
        registry.register_panel("stakeholder_detail", panel)
    registry.register_row_action(
        "stakeholder_list",
        registry.RowAction(template="contacts/parts/objection_mark.html", prepare=_marks),
    )
    registry.register_menu_entry(
        registry.MenuEntry(
            url_name="privacy_home",
            label=gettext_lazy("Personal data"),
            icon="shield-lock",
            order=70,
            permission="accounts.manage_privacy",
            is_settings=True,
        )
    )
    undo.register(rights.UNDO_KEEP, rights.undo_keep)
    jobs.register(access.KIND, access.perform)
    rounds.register("contacts.erasures", erasing.carry_out_due)
    rounds.register("contacts.access_files", lambda now: access_files.remove_old(now=now))
    rounds.register("contacts.requests", lambda now: retention.forget_requests(now=now))
    undo.register(objecting.UNDO_NOTE, objecting.undo_note)
    undo.register(objecting.UNDO_LIFT, objecting.undo_lift)


def _mark(request: HttpRequest, stakeholder: Stakeholder) -> Context | None:
    return {} if stakeholder.objected_on is not None else None


def _marks(request: HttpRequest, rows: Sequence[Stakeholder]) -> dict[int, Context]:
    return {row.pk: {} for row in rows if row.objected_on is not None}


def _block(request: HttpRequest, stakeholder: Stakeholder) -> Context:
    on = timezone.localdate()
    rule = privacy_texts.rule_of(kind_of(stakeholder, on=on))
    told = stakeholder.informations.select_related("author").order_by("-informed_on", "-pk").first()
    waiting = None
    if stakeholder.informed_on is None:
        person = informing.not_informed().filter(pk=stakeholder.pk).first()
        waiting = informing.in_words(person, on=on) if person else None
    return {
        "stakeholder": stakeholder,
        "rule": rule,
        "told": told,
        "waiting": waiting,
        "source": notices.source_of(stakeholder),
        "objection": stakeholder.objections.standing().select_related("recorded_by").first(),
        "erasure": stakeholder.erasures.waiting().first(),
    }
