"""Exports: asking for one, fetching its file, and the record of all of them."""

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import Permission, allowed
from contacts.exporting import exports
from contacts.list_forms import ExportForm
from contacts.list_kinds import ORGANIZATIONS, PEOPLE
from contacts.models import Export, Stakeholder
from contacts.selecting import Selection
from contacts.views.selection import selected
from ui.listing import page_of
from ui.models import Job
from ui.writes import one_write


@allowed(Permission.EXPORT_PEOPLE)
@one_write
def people_export(request: HttpRequest) -> HttpResponse:
    """Ask which columns and which format, then export the people selected."""
    selection = selected(request, PEOPLE)
    left_out = selection.rows.exclude(objected_on=None).count()
    return _export(request, selection, exports.start_people, left_out_count=left_out)


@allowed(Permission.EXPORT_PEOPLE)
@one_write
def organization_export(request: HttpRequest) -> HttpResponse:
    """Ask which columns and which format, then export the organizations selected."""
    selection = selected(request, ORGANIZATIONS)
    return _export(request, selection, exports.start_organizations, left_out_count=0)


def _export(
    request: HttpRequest, selection: Selection, start: Any, *, left_out_count: int
) -> HttpResponse:
    exports.delete_old(now=timezone.now())
    form = ExportForm(request.POST or None, subject=selection.kind.name, reader=request.user)
    if request.method == "POST" and form.is_valid():
        export, job = start(selection=selection, owner=request.user, **form.chosen)
        return redirect("job_detail", job.pk) if job else redirect("export_detail", export.pk)
    count = selection.rows.count()
    context = {
        "form": form,
        "selection": selection,
        "said": selection.said(count),
        "count": count,
        "left_out_count": left_out_count,
    }
    status = 422 if form.is_bound else 200
    return render(request, "contacts/export_form.html", context, status=status)


@allowed(Permission.EXPORT_PEOPLE)
@require_safe
def export_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one's own export, with its file while it is there."""
    export = _mine(request, pk)
    is_there = exports.is_there(export, now=timezone.now())
    job = None
    if not export.file:
        mine = Job.objects.filter(kind=exports.JOB, owner_id=request.user.pk)
        job = mine.filter(params__export=pk).first()
    context = {"export": export, "is_there": is_there, "job": job}
    return render(request, "contacts/export_detail.html", context)


@allowed(Permission.EXPORT_PEOPLE)
@require_safe
def export_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Hand the file to its owner, for a day."""
    export = _mine(request, pk)
    if not exports.is_there(export, now=timezone.now()):
        return redirect("export_detail", pk)
    file_format = Export.Format(export.file_format)
    name = f"entregent-{export.subject}-{export.made_at:%Y-%m-%d}.{exports.SUFFIXES[file_format]}"
    return FileResponse(
        export.file.open(),
        as_attachment=True,
        filename=name,
        content_type=exports.TYPES[file_format],
        headers={"Cache-Control": "private, no-store"},
    )


@allowed(Permission.MANAGE_PRIVACY)
@require_safe
def export_log(request: HttpRequest) -> HttpResponse:
    """List every export: who, when, what, how many; never what was in it."""
    exports.delete_old(now=timezone.now())
    page = page_of(request, Export.objects.select_related("owner"), key="-made_at")
    return render(request, "contacts/export_log.html", {"page": page})


@require_POST
@allowed(Permission.EXPORT_PEOPLE)
def stakeholder_card(request: HttpRequest, pk: int) -> HttpResponse:
    """Download the contact card of one person who did not object."""
    person = get_object_or_404(Stakeholder.objects.contactable(), pk=pk)
    content = exports.card_of(person, owner=request.user, on=timezone.localdate())
    headers = {
        "Content-Disposition": f'attachment; filename="contact-{pk}.vcf"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(content, content_type=exports.TYPES[Export.Format.VCARD], headers=headers)


def _mine(request: HttpRequest, pk: int) -> Export:
    return get_object_or_404(Export, pk=pk, owner_id=request.user.pk)
