"""Adds to a person what was just typed about them on the form for somebody new."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from contacts import naming, people, phones, reaching
from contacts.cards import Card, phone_key
from contacts.models import ContactPoint, Organization, Post, Stakeholder
from ui import batches
from ui.models import Batch

TYPED = (
    *("sex", "first_name", "last_name", "phone", "email", "organization", "organization_pk"),
    *("new_organization", "new_organization_kind", "post_title", "post_started_on"),
)


@dataclass(frozen=True)
class Offer:
    """One thing that was typed and that the person's card does not hold yet."""

    name: str
    label: str
    value: str


def card_of(typed: dict[str, Any]) -> Card:
    """Return what is being typed as a card, to look for people like it."""
    organization = (typed.get("organization") or typed.get("new_organization") or "").strip()
    email, phone = (typed.get("email") or "").strip(), (typed.get("phone") or "").strip()
    return Card(
        first_name=(typed.get("first_name") or "").strip()[:120],
        last_name=(typed.get("last_name") or "").strip()[:150],
        sex=typed.get("sex") or "",
        emails=frozenset({email.lower()} - {""}),
        phones=frozenset({phone_key(phone)} - {""}),
        organizations=frozenset({organization} - {""}),
    )


def offers(stakeholder: Stakeholder, typed: dict[str, Any]) -> list[Offer]:
    """Return what the checked values of the form would add to this person."""
    found = []
    if typed.get("sex") and not stakeholder.sex:
        label = str(Stakeholder.Sex(typed["sex"]).label)
        found.append(Offer("sex", _("Title"), label))
    for kind, label, written in (
        ("phone", _("Phone"), phones.shown(typed.get("phone") or "")),
        ("email", _("E-mail"), typed.get("email") or ""),
    ):
        value = typed.get(kind)
        if value and not reaching.knows(stakeholder, kind=kind, value=value):
            found.append(Offer(kind, label, written))
    name = typed.get("organization") or typed.get("new_organization")
    if name and typed.get("post_title") and not _holds(stakeholder, typed):
        found.append(Offer("post", _("Post"), f"{typed['post_title']}, {name}"))
    return found


def _holds(stakeholder: Stakeholder, typed: dict[str, Any]) -> bool:
    organization = typed.get("organization")
    if organization is None:
        return False
    post = Post(stakeholder=stakeholder, organization=organization, title=typed["post_title"])
    held = stakeholder.posts.filter(organization=organization, ended_on=None)
    return held.filter(title_key=post.key_of_title()).exists()


def add(
    stakeholder: Stakeholder, typed: dict[str, Any], *, chosen: Collection[str], author: Any
) -> Batch:
    """Add the chosen ones among `offers`, as one gesture that can be taken back."""
    batch = batches.begin(
        kind="contacts.complete",
        title=_("Added to the card of %(name)s") % {"name": stakeholder},
        owner=author,
        permission="accounts.edit_people",
        url=reverse("stakeholder_detail", args=[stakeholder.pk]),
    )
    possible = {offer.name for offer in offers(stakeholder, typed)} & set(chosen)
    if "sex" in possible:
        stakeholder.sex = typed["sex"]
    for kind in sorted(possible & {"phone", "email"}):
        if getattr(stakeholder, kind):
            point = ContactPoint(stakeholder=stakeholder, kind=kind, value=typed[kind])
            batches.save(batch, point)
        else:
            setattr(stakeholder, kind, typed[kind])
    batches.save(batch, stakeholder)
    if "post" in possible:
        batches.save(batch, _post(batch, stakeholder, typed))
    naming.refresh(stakeholder)
    return batch


def _post(batch: Batch, stakeholder: Stakeholder, typed: dict[str, Any]) -> Post:
    organization = typed.get("organization")
    if organization is None:
        organization = people.prepare_organization(
            Organization(name=typed["new_organization"], kind=typed["new_organization_kind"])
        )
        batches.save(batch, organization)
    return Post(
        stakeholder=stakeholder,
        organization=organization,
        title=typed["post_title"],
        started_on=typed.get("post_started_on"),
    )
