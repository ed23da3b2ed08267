"""What may be done with a selection: of people, of organizations; each asked by a small form."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission
from contacts import bulk, organization_bulk, tags
from contacts.list_forms import (
    AddToSegmentForm,
    AssignForm,
    OrganizationKindForm,
    OrganizationPartForm,
    OrganizationPlaceForm,
    PutTagForm,
    TakeTagForm,
)
from contacts.list_kinds import PEOPLE, ListKind
from contacts.models import Organization


@dataclass(frozen=True)
class Asked:
    """What a valid form asks for: the value to write, and the name of the change."""

    value: bulk.Value
    title: str


@dataclass(frozen=True, kw_only=True)
class Act:
    """A change of a selection; `read` says what its valid form asks for."""

    action: str
    url_name: str
    form: type[forms.Form]
    title: Any
    button: Any
    read: Callable[[forms.Form, Any], Asked]

    @property
    def url(self) -> str:
        """Return where its form is sent."""
        return reverse(self.url_name)

    @property
    def permission(self) -> Permission:
        """Return what it takes."""
        return bulk.permission_of(self.action)


def of(kind: ListKind) -> tuple[Act, ...]:
    """Return what may be done with a selection of this kind."""
    return OF_PEOPLE if kind is PEOPLE else OF_ORGANIZATIONS


def _put(form: forms.Form, author: Any) -> Asked:
    tag = tags.named(form.cleaned_data["name"], author=author)
    return Asked(tag.pk, gettext("Put the tag “%(tag)s”") % {"tag": tag.name})


def _take(form: forms.Form, author: Any) -> Asked:
    tag = form.cleaned_data["tag"]
    return Asked(tag.pk, gettext("Take the tag “%(tag)s” off") % {"tag": tag.name})


def _assign(form: forms.Form, author: Any) -> Asked:
    referent = form.cleaned_data["referent"]
    if referent is None:
        return Asked(None, gettext("Followed by nobody in particular"))
    return Asked(referent.pk, gettext("Assign to %(name)s") % {"name": referent})


def _segment(form: forms.Form, author: Any) -> Asked:
    segment = form.cleaned_data["segment"]
    return Asked(
        segment.pk, gettext("Add to the segment “%(segment)s”") % {"segment": segment.name}
    )


def _kind(form: forms.Form, author: Any) -> Asked:
    kind = Organization.Kind(form.cleaned_data["kind"])
    return Asked(kind.value, gettext("Kind of organization: %(kind)s") % {"kind": kind.label})


def _part(form: forms.Form, author: Any) -> Asked:
    parent = form.cleaned_data["parent"]
    if parent is None:
        return Asked(None, gettext("Part of nothing"))
    return Asked(parent.pk, gettext("Part of %(name)s") % {"name": parent})


def _place(form: forms.Form, author: Any) -> Asked:
    territory = form.cleaned_data["territory"]
    if territory is None:
        return Asked(None, gettext("No territory in particular"))
    return Asked(territory.pk, gettext("Territory served: %(name)s") % {"name": territory})


PUT_TAG = Act(
    action=bulk.TAG,
    url_name="people_tag",
    form=PutTagForm,
    title=_("Put a tag"),
    button=_("Put it"),
    read=_put,
)
TAKE_TAG = Act(
    action=bulk.UNTAG,
    url_name="people_untag",
    form=TakeTagForm,
    title=_("Take a tag off"),
    button=_("Take it off"),
    read=_take,
)
ASSIGN = Act(
    action=bulk.ASSIGN,
    url_name="people_assign",
    form=AssignForm,
    title=_("Assign to somebody of the team"),
    button=_("Assign"),
    read=_assign,
)
ADD_TO_SEGMENT = Act(
    action=bulk.SEGMENT,
    url_name="people_add_to_segment",
    form=AddToSegmentForm,
    title=_("Add to a segment"),
    button=_("Add"),
    read=_segment,
)
SET_KIND = Act(
    action=organization_bulk.KIND,
    url_name="organization_set_kind",
    form=OrganizationKindForm,
    title=_("Say what they are"),
    button=_("Change the kind"),
    read=_kind,
)
SET_PARENT = Act(
    action=organization_bulk.PARENT,
    url_name="organization_set_parent",
    form=OrganizationPartForm,
    title=_("Attach them to an organization"),
    button=_("Attach them"),
    read=_part,
)
SET_TERRITORY = Act(
    action=organization_bulk.TERRITORY,
    url_name="organization_set_territory",
    form=OrganizationPlaceForm,
    title=_("Say which territory they serve"),
    button=_("Change the territory"),
    read=_place,
)
OF_PEOPLE = (PUT_TAG, TAKE_TAG, ASSIGN, ADD_TO_SEGMENT)
OF_ORGANIZATIONS = (SET_KIND, SET_PARENT, SET_TERRITORY)
