"""Taking in a file of contacts: choosing it, its columns, what it would change, what it did."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.permissions import Permission, allowed
from contacts.importing import choosing, deciding, jobs, model_sheet, sandbox
from contacts.importing.forms import ColumnsForm, ContactFileForm
from contacts.models import FileImport, FileImportRow
from ui.htmx import is_htmx
from ui.listing import page_of
from ui.writes import one_write

Status = FileImport.Status


@allowed(Permission.EDIT_PEOPLE)
@one_write
def import_list(request: HttpRequest) -> HttpResponse:
    """Choose a file of contacts; list those that were chosen before."""
    form = ContactFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            chosen = choosing.take(
                file=form.cleaned_data["file"], owner=request.user, on=timezone.localdate()
            )
        except sandbox.NotReadable as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("import_columns", chosen.pk)
    imports = FileImport.objects.select_related("owner", "batch__work")
    page = page_of(request, imports, key="-chosen_at", size=20)
    context = {"form": form, "page": page}
    return render(request, "contacts/import_list.html", context, status=422 if form.errors else 200)


@allowed(Permission.EDIT_PEOPLE)
@require_safe
def import_model(request: HttpRequest) -> FileResponse:
    """Give the sheet to fill in."""
    content = model_sheet.content()
    return FileResponse(content, as_attachment=True, filename="modele-import.xlsx")


@allowed(Permission.EDIT_PEOPLE)
@one_write
def import_columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm what each column means; then every row is read and checked."""
    file_import = get_object_or_404(FileImport, pk=pk)
    if file_import.status not in (Status.CHOSEN, Status.READY, Status.REFUSED):
        return redirect("import_detail", pk)
    form = ColumnsForm(request.POST or None, file_import=file_import)
    if request.method == "POST" and form.is_valid():
        if not form.reads_again:
            typed = form.cleaned_data
            choosing.confirm(
                file_import, targets=form.targets, dated_on=typed["dated_on"], by=request.user
            )
            jobs.start_check(file_import, owner=request.user)
            return redirect("import_detail", pk)
        try:
            choosing.read_again(file_import, sheet=form.sheet_read, header_at=form.headers_read)
        except sandbox.NotReadable as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("import_columns", pk)
    context = {"form": form, "file_import": file_import}
    return render(
        request, "contacts/import_columns.html", context, status=422 if form.errors else 200
    )


@vary_on_headers("HX-Request")
@allowed(Permission.EDIT_PEOPLE)
@require_safe
def import_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what each row would change, or what became of it; htmx gets the part that moves."""
    file_import = get_object_or_404(
        FileImport.objects.select_related("job", "batch__work", "owner"), pk=pk
    )
    if file_import.status == Status.CHOSEN:
        return redirect("import_columns", pk)
    context = _page(request, file_import)
    template = "contacts/import_detail.html"
    if is_htmx(request) and not file_import.is_working:
        answer = HttpResponse()
        answer["HX-Refresh"] = "true"
        return answer
    return render(request, f"{template}#progress" if is_htmx(request) else template, context)


def _page(request: HttpRequest, file_import: FileImport) -> dict[str, Any]:
    counts = deciding.counts(file_import)
    state = request.GET.get("state", "")
    rows = file_import.rows.all()
    if state in FileImportRow.State:
        rows = rows.filter(state=state)
    elif state in FileImportRow.Outcome.values and state:
        rows = rows.filter(outcome=state)
    else:
        rows = rows.none() if file_import.is_closed else rows.to_look_at()
    page = page_of(request, rows, key="number")
    for row in page.rows:
        row.file_import = file_import
    return {
        "file_import": file_import,
        "job": file_import.job,
        "page": page,
        "state": state,
        "counts": counts,
        "filters": [(value, label, counts[value]) for value, label in _filters(file_import)],
    }


def _filters(file_import: FileImport) -> list[tuple[str, Any]]:
    outcomes = [(value, label) for value, label in FileImportRow.Outcome.choices if value]
    return [*FileImportRow.State.choices, *(outcomes if file_import.batch_id else [])]


@require_POST
@allowed(Permission.EDIT_PEOPLE)
@one_write
def import_row(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a row, say who it is about, keep a field as it is; it is checked again at once."""
    row = get_object_or_404(FileImportRow.objects.select_related("file_import__batch"), pk=pk)
    try:
        deciding.decide(
            row, request.POST.dict(), kept=request.POST.getlist("take"), on=timezone.localdate()
        )
    except deciding.NotNow:
        messages.warning(request, _("This row can no longer be changed here."))
    if is_htmx(request):
        context = _page(request, row.file_import) | {"row": row}
        return render(request, "contacts/parts/import_answer.html", context)
    back = reverse("import_detail", args=[row.file_import_id])
    return HttpResponseRedirect(f"{back}?state={row.state}#row-{row.pk}")


@require_POST
@allowed(Permission.EDIT_PEOPLE)
@one_write
def import_run(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the rows in the background."""
    file_import = get_object_or_404(FileImport, pk=pk)
    if not deciding.start_run(file_import, by=request.user):
        messages.warning(request, _("This import is under way, or was taken back."))
    return redirect("import_detail", pk)


@require_POST
@allowed(Permission.EDIT_PEOPLE)
@one_write
def import_abandon(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget a file that was not taken in."""
    abandonable = (Status.CHOSEN, Status.READY, Status.REFUSED)
    file_import = get_object_or_404(FileImport, pk=pk, batch=None, status__in=abandonable)
    choosing.abandon(file_import)
    messages.info(request, _("The file was removed, and nothing was taken in."))
    return redirect("import_list")
