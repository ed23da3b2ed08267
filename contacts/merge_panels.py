"""What the page of a card says of its duplicates: open pairs, cards merged into it."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from contacts import matters, merging, pairing, relations, scanning
from contacts.models import Organization, Stakeholder
from ui import jobs, registry, undo

MOST = 5  # pairs or merges on the page of one card


def register() -> None:
    """Hang the panel on both kinds of pages; say what a merge does, what runs, what is undone."""
    relations.register_own()
    merging.watch()
    jobs.register(scanning.JOB, scanning.run)
    undo.register(pairing.UNDO, pairing.take_back)
    for page in ("stakeholder_detail", "organization_detail"):
        registry.register_panel(
            page,
            registry.Panel(
                template="contacts/parts/alike_panel.html",
                context=of_card,
                place="side",
                order=95,
                permission="accounts.edit_people",
            ),
        )


def of_card(request: HttpRequest, card: Stakeholder | Organization) -> dict[str, Any]:
    """Return the cards that look like this one, those merged into it, and the way to merge."""
    matter, on = matters.of(type(card)), timezone.localdate()
    rows = pairing.open_pairs(matter).filter(Q(first=card.pk) | Q(second=card.pk))
    alike = pairing.looked_at(matter, rows.order_by("-score", "pk")[:MOST], on=on)
    merged = [
        {"card": other, "batch": merging.batch_of(other)}
        for other in matter.model.everyone.filter(merged_into=card.pk).order_by("-pk")[:MOST]
    ]
    return {
        "matter": matter,
        "alike": [
            {"card": pair.other if pair.kept.pk == card.pk else pair.kept, "pair": pair}
            for pair in alike
        ],
        "merged": merged,
        "choose_url": reverse(f"{matter.noun}_merge", args=[card.pk]),
    }
