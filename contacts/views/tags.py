"""Tags: the list, renaming, merging, deleting; a tag on one person."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.permissions import Permission, allowed
from contacts import retiring, tags
from contacts.list_forms import PutTagForm, TagForm, TagMergeForm
from contacts.models import Stakeholder, Tag, Tagging
from contacts.views.selection import told
from ui.writes import one_write


@allowed(Permission.READ, to_change=Permission.SORT_PEOPLE)
@one_write
def tag_list(request: HttpRequest) -> HttpResponse:
    """List the tags with how many people carry them, and add one."""
    form = TagForm(request.POST or None, initial={"colour": Tag.Colour.GREEN})
    if request.method == "POST" and form.is_valid():
        form.instance.created_by = request.user
        tag = form.save()
        messages.success(request, _("Tag added: %(name)s.") % {"name": tag.name})
        return redirect("tag_list")
    context = {"tags": tags.with_counts(), "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "contacts/tag_list.html", context, status=status)


@allowed(Permission.SORT_PEOPLE)
@one_write
def tag_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename a tag, or give it another colour."""
    tag = get_object_or_404(Tag, pk=pk)
    form = TagForm(request.POST or None, instance=tag)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("tag_list")
    status = 422 if form.is_bound else 200
    return _page(request, pk, form, TagMergeForm(tag=tag), status=status)


@require_POST
@allowed(Permission.SORT_PEOPLE)
@one_write
def tag_merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Merge a tag into another one."""
    tag = get_object_or_404(Tag, pk=pk)
    form = TagMergeForm(request.POST, tag=tag)
    if not form.is_valid():
        return _page(request, pk, TagForm(instance=tag), form, status=422)
    into, name = form.cleaned_data["into"], tag.name
    done = retiring.merge_tag(tag=tag, into=into, author=request.user)
    text = _("“%(tag)s” is now “%(other)s”.") % {"tag": name, "other": into.name}
    return told(request, done, text, then="tag_list")


@require_POST
@allowed(Permission.SORT_PEOPLE)
@one_write
def tag_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a tag, and take it off everybody."""
    tag = get_object_or_404(Tag, pk=pk)
    done = retiring.delete_tag(tag=tag, author=request.user)
    text = _("Tag deleted: %(name)s.") % {"name": tag.name}
    return told(request, done, text, then="tag_list")


@require_POST
@allowed(Permission.SORT_PEOPLE)
@one_write
def tagging_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a tag on a person, from their page."""
    stakeholder = get_object_or_404(Stakeholder, pk=pk)
    form = PutTagForm(request.POST)
    if not form.is_valid():
        context = {"form": form, "stakeholder": stakeholder}
        return render(request, "contacts/tagging_add.html", context, status=422)
    tag = tags.named(form.cleaned_data["name"], author=request.user)
    _tagging, is_new = tags.put(stakeholder=stakeholder, tag=tag, author=request.user)
    if is_new:
        text = _("Tag put: %(name)s.") % {"name": tag.name}
        tags.offer(request, text, person=pk, tag=tag.pk, was_there=False)
    return redirect("stakeholder_detail", pk)


@require_POST
@allowed(Permission.SORT_PEOPLE)
@one_write
def tagging_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a tag off a person."""
    tagging = get_object_or_404(Tagging.objects.select_related("tag"), pk=pk)
    tags.take_off(tagging)
    text = _("Tag taken off: %(name)s.") % {"name": tagging.tag.name}
    person, tag = tagging.stakeholder_id, tagging.tag_id
    tags.offer(request, text, person=person, tag=tag, was_there=True)
    return redirect("stakeholder_detail", tagging.stakeholder_id)


def _page(
    request: HttpRequest, pk: int, form: TagForm, merge_form: TagMergeForm, *, status: int
) -> HttpResponse:
    context = {
        "tag": get_object_or_404(tags.with_counts(), pk=pk),
        "form": form,
        "merge_form": merge_form,
    }
    return render(request, "contacts/tag_edit.html", context, status=status)
