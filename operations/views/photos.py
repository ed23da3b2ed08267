"""Photos of operations: adding, describing, ordering, removing, and serving them privately."""

from typing import Any

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_POST, require_safe

from accounts.permissions import Permission, allowed, require
from operations import photos
from operations.forms import PhotoForm, PhotoUploadForm
from operations.models import Operation, Photo
from ui import undo
from ui.writes import one_write

BROWSER_KEEPS = 3600  # seconds a browser may show a photo again without asking
CONTENT_TYPES = {"jpg": "image/jpeg", "png": "image/png"}


@allowed(Permission.EDIT_MEDIA)
@one_write
def photo_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a photo to an operation."""
    operation = get_object_or_404(Operation, pk=pk)
    form = PhotoUploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and form.added_to(operation):
        messages.success(request, _("The photo is there."))
        return HttpResponseRedirect(_place(operation))
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "operation": operation}
    return render(request, "operations/photo_form.html", context, status=status)


@allowed(Permission.EDIT_MEDIA)
@one_write
def photo_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is said of a photo and of the right to use it."""
    photo = get_object_or_404(Photo.objects.select_related("operation"), pk=pk)
    form = PhotoForm(request.POST or None, instance=photo)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(_place(photo.operation))
    status = 422 if form.is_bound else 200
    context = {"form": form, "operation": photo.operation, "photo": photo}
    return render(request, "operations/photo_form.html", context, status=status)


@allowed(Permission.EDIT_MEDIA)
@require_POST
@one_write
def photo_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a photo earlier or later; the first one stands in the catalogue."""
    photo = get_object_or_404(Photo.objects.select_related("operation"), pk=pk)
    photos.move(photo, earlier=request.POST.get("direction") == "earlier")
    return HttpResponseRedirect(_place(photo.operation))


@allowed(Permission.EDIT_MEDIA)
@require_POST
@one_write
def photo_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a photo, with a way back."""
    photo = get_object_or_404(Photo.objects.select_related("operation"), pk=pk)
    try:
        photos.remove(photo, now=timezone.now())
    except photos.PhotoInUse as refusal:
        messages.warning(request, str(refusal))
    else:
        undo.offer(request, _("The photo is removed."), "operations.photo_delete", pk=pk)
    return HttpResponseRedirect(_place(photo.operation))


def undo_delete(request: HttpRequest, *, pk: int) -> str:
    """Bring a removed photo back."""
    require(request, Permission.EDIT_MEDIA)
    photo = photos.restore(pk)
    if photo is None:
        raise undo.CannotUndo(_("This photo can no longer be brought back."))
    return _place(photo.operation)


def _place(operation: Operation) -> str:
    return f"{reverse('operation_detail', args=[operation.pk])}#photos"


def _name(pk: int, *, small: bool) -> str:
    """Return the file's name in the media store: only a row of ours leads to a file."""
    photo = get_object_or_404(Photo, pk=pk)
    return photo.small_name if small else str(photo.image.name)


@allowed(Permission.READ)
@require_safe
def photo_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Serve a photo to the team: the media store has no public address."""
    return _served(request, _name(pk, small=False))


@allowed(Permission.READ)
@require_safe
def photo_small(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Serve the rendition for lists."""
    return _served(request, _name(pk, small=True))


def _served(request: HttpRequest, name: str) -> HttpResponseBase:
    """Answer with the file, or 304: a name never changes its content, so it is the ETag."""

    @condition(etag_func=lambda _request: f'"{name}"')
    def answer(_request: HttpRequest) -> Any:
        if not default_storage.exists(name):
            raise Http404
        content_type = CONTENT_TYPES[name.rpartition(".")[2]]
        return FileResponse(default_storage.open(name), content_type=content_type)

    response: HttpResponseBase = answer(request)
    patch_cache_control(response, private=True, max_age=BROWSER_KEEPS)
    return response
