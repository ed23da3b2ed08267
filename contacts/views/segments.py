"""Segments: the list, the page of one with its people, adding, renaming, deleting."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import Permission, allowed
from contacts import listed, retiring, segments
from contacts.filter_words import sentence
from contacts.list_forms import SegmentForm, SegmentMemberForm
from contacts.list_kinds import PEOPLE
from contacts.list_pages import table
from contacts.listed import Listed
from contacts.models import Segment, SegmentMember, Stakeholder
from contacts.views.selection import told
from ui.keys import key_of
from ui.listing import counted
from ui.writes import one_write


@allowed(Permission.READ)
@require_safe
def segment_list(request: HttpRequest) -> HttpResponse:
    """List the segments: what each is for, its filters in words, how many people today."""
    on = timezone.localdate()
    rows = []
    for segment in segments.listed():
        rule = segments.rule_of(segment, on=on, reader=request.user)
        people = segments.people_of(segment, on=on, reader=request.user)
        said = sentence(rule) if segment.query else _("set by hand only")
        row = {"segment": segment, "said": said, "query": f"segment={segment.pk}"}
        rows.append(row | {"counted": counted(people)})
    return render(request, "contacts/segment_list.html", {"rows": rows, "kind": PEOPLE})


@allowed(Permission.READ)
@require_safe
def segment_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who is in a segment today, and why."""
    segment = get_object_or_404(Segment, pk=pk)
    on = timezone.localdate()
    query = QueryDict(mutable=True)
    query["segment"] = str(pk)
    rule = segments.rule_of(segment, on=on, reader=request.user)
    is_lost = bool(segment.query) and not rule.form.is_valid()
    members = SegmentMember.objects.filter(segment=segment).select_related("stakeholder")
    context: dict[str, Any] = {
        "segment": segment,
        "said": sentence(rule) if segment.query else _("set by hand only"),
        "is_lost": is_lost,
        "members": members.order_by("-is_in", "stakeholder__sort_key"),
        "member_form": SegmentMemberForm(),
        **table(request, Listed(PEOPLE, query, request.user, on)),
    }
    return render(request, "contacts/segment_detail.html", context)


@allowed(Permission.SORT_PEOPLE)
@one_write
def segment_add(request: HttpRequest) -> HttpResponse:
    """Make a segment of those who answer to the filters of the list."""
    text = (request.POST if request.method == "POST" else request.GET).get("query", "")
    asked = listed.read(PEOPLE, text, reader=request.user, on=timezone.localdate())
    form = SegmentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = segments.make(**form.cleaned_data, query=asked.query, author=request.user)
        except segments.NestedSegment:
            form.add_error(None, _("A segment starts from filters: take the segment out of them."))
        else:
            messages.success(request, _("Segment made: %(name)s.") % {"name": made.name})
            return redirect("segment_detail", made.pk)
    query = listed.kept(PEOPLE, asked.query, only_filters=True)
    context = {"form": form, "query": query, "said": asked.said, "count": asked.rows.count()}
    status = 422 if form.is_bound else 200
    return render(request, "contacts/segment_form.html", context, status=status)


@allowed(Permission.SORT_PEOPLE)
@one_write
def segment_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename a segment, or say what it is for."""
    segment = get_object_or_404(Segment, pk=pk)
    form = SegmentForm(request.POST or None, instance=segment)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("segment_detail", pk)
    context = {"form": form, "segment": Segment.objects.get(pk=pk)}
    status = 422 if form.is_bound else 200
    return render(request, "contacts/segment_form.html", context, status=status)


@require_POST
@allowed(Permission.SORT_PEOPLE)
@one_write
def segment_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a segment; nobody is deleted with it."""
    segment = get_object_or_404(Segment, pk=pk)
    done = retiring.delete_segment(segment=segment, author=request.user)
    text = _("Segment deleted: %(name)s.") % {"name": segment.name}
    return told(request, done, text, then="segment_list")


@require_POST
@allowed(Permission.SORT_PEOPLE)
@one_write
def segment_member_set(request: HttpRequest, pk: int) -> HttpResponse:
    """Set somebody in or out of a segment by hand, or leave it to its filters again."""
    segment = get_object_or_404(Segment, pk=pk)
    out, forgotten = (key_of(request.POST.get(name, "")) for name in ("out", "forget"))
    if out is not None:
        person = get_object_or_404(Stakeholder, pk=out)
        segments.set_by_hand(segment=segment, stakeholder=person, is_in=False, author=request.user)
    elif forgotten is not None:
        person = get_object_or_404(Stakeholder, pk=forgotten)
        segments.leave_to_rule(segment=segment, stakeholder=person)
    else:
        form = SegmentMemberForm(request.POST)
        if not form.is_valid():
            messages.warning(request, str(form.errors["stakeholder"][0]))
            return redirect("segment_detail", pk)
        person = form.cleaned_data["stakeholder"]
        segments.set_by_hand(segment=segment, stakeholder=person, is_in=True, author=request.user)
    messages.success(request, _("Saved."))
    return redirect("segment_detail", pk)
