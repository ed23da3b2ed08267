"""The files of the register: choosing one, reading what it is, loading it."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from accounts.permissions import Permission, allowed
from directory import jobs, uploads
from directory.editions import by_kind, same_file
from directory.forms import EditionForm, RegisterFileForm
from directory.register_file import NotARegisterFile
from directory.reporting import edition_words, file_title
from ui.writes import one_write


@allowed(Permission.MANAGE_REGISTER)
@one_write
def register_load(request: HttpRequest) -> HttpResponse:
    """Choose a file of the register; list those that were loaded."""
    form = RegisterFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            waiting = uploads.keep(chunks=file.chunks(), name=file.name, owner=request.user)
        except NotARegisterFile as refusal:
            form.add_error("file", str(refusal))
        else:
            return HttpResponseRedirect(reverse("register_import", args=[UUID(waiting.key)]))
    kinds = [
        (file_title(kind), [(one, edition_words(one)) for one in editions])
        for kind, editions in by_kind()
    ]
    return render(
        request,
        "directory/register_load.html",
        {"form": form, "kinds": kinds},
        status=422 if form.errors else 200,
    )


@allowed(Permission.MANAGE_REGISTER)
@one_write
def register_import(request: HttpRequest, upload: UUID) -> HttpResponse:
    """Say what the file is and what it will add; then load it in the background."""
    waiting = uploads.find(upload.hex, owner=request.user)
    asked = jobs.asked_already(upload.hex, owner=request.user)
    if asked is not None:
        return HttpResponseRedirect(reverse("job_detail", args=[asked.pk]))
    if waiting is None:
        raise Http404
    form = EditionForm(request.POST or None, waiting=waiting, on=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        job = jobs.start(
            waiting=waiting, published_on=form.cleaned_data["published_on"], owner=request.user
        )
        return HttpResponseRedirect(reverse("job_detail", args=[job.pk]))
    return render(
        request,
        "directory/register_import.html",
        {
            "form": form,
            "waiting": waiting,
            "title": file_title(waiting.kind),
            "known": same_file(kind=waiting.kind, sha256=waiting.sha256),
        },
        status=422 if form.errors else 200,
    )
