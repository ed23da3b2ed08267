"""Editions: their pages, their file, and to whom they were handed over."""

import hashlib

from django.db import models
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import Permission, allowed, require
from brochures.forms import HandoverForm
from brochures.making import hand_over, take_back
from brochures.models import Edition
from brochures.rendering import PAGE_IMAGE_DPI, THUMBNAIL_DPI, page_image
from brochures.views.studio import image_response
from contacts.models import Stakeholder
from ui import undo
from ui.keys import key_of
from ui.writes import one_write


def _found(pk: int) -> Edition:
    editions = Edition.objects.select_related("brochure__commune", "frozen_by")
    return get_object_or_404(editions, pk=pk)


@allowed(Permission.READ)
def edition_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an edition: its pages, its checksum, to whom it was handed over."""
    edition = _found(pk)
    handovers = edition.handovers.select_related("stakeholder", "author")
    context = {
        "edition": edition,
        "pages": range(1, edition.page_count + 1),
        "is_intact": hashlib.sha256(_bytes(edition)).hexdigest() == edition.sha256,
        "handovers": list(handovers.fetch_mode(models.FETCH_RAISE)),
    }
    return render(request, "brochures/edition_detail.html", context)


def _bytes(edition: Edition) -> bytes:
    """Return the frozen file; nothing when the media store lost it."""
    try:
        with edition.pdf.open("rb") as file:
            return bytes(file.read())
    except FileNotFoundError:
        return b""


@allowed(Permission.READ)
def edition_page(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Serve one page of an edition as an image."""
    return _image(pk, number, PAGE_IMAGE_DPI)


@allowed(Permission.READ)
def edition_thumbnail(request: HttpRequest, pk: int) -> HttpResponse:
    """Serve the first page of an edition as a small image."""
    return _image(pk, 1, THUMBNAIL_DPI)


def _image(pk: int, number: int, dpi: int) -> HttpResponse:
    edition = get_object_or_404(Edition, pk=pk)
    return image_response(page_image(edition.sha256, number, load=lambda: _bytes(edition), dpi=dpi))


@allowed(Permission.READ)
def edition_pdf(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Give the frozen file, under a name one recognises in a folder."""
    edition = get_object_or_404(Edition, pk=pk)
    name = f"{slugify(edition.title) or 'plaquette'}-edition-{edition.number}.pdf"
    try:
        file = edition.pdf.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    return FileResponse(file, as_attachment=True, filename=name, content_type="application/pdf")


@allowed(Permission.EDIT_BROCHURES)
@one_write
def handover_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Note to whom the edition was handed over, when and how; it can be taken back."""
    edition, on = _found(pk), timezone.localdate()
    initial = {"handed_on": on, "stakeholder": _wished(request)}
    form = HandoverForm(request.POST or None, on=on, initial=initial)
    if request.method == "POST" and form.is_valid() and isinstance(request.user, User):
        data = form.cleaned_data
        handover = hand_over(
            edition=edition,
            stakeholder=data["stakeholder"],
            author=request.user,
            on=data["handed_on"],
            means=data["means"],
            note=data["note"],
        )
        undo.offer(request, _("The handover is noted."), "brochures.handover", pk=handover.pk)
        return HttpResponseRedirect(reverse("edition_detail", args=[pk]))
    status = 422 if form.is_bound else 200
    context = {"form": form, "edition": edition}
    return render(request, "brochures/handover_add.html", context, status=status)


def _wished(request: HttpRequest) -> Stakeholder | None:
    """Return the person whose page one comes from."""
    pk = key_of(request.GET.get("stakeholder", ""))
    return Stakeholder.objects.filter(pk=pk).first() if pk is not None else None


def undo_handover(request: HttpRequest, *, pk: int) -> str:
    """Forget a handover noted by mistake."""
    require(request, Permission.EDIT_BROCHURES)
    edition = take_back(pk)
    if edition is None:
        raise undo.CannotUndo(_("This handover is no longer there."))
    return reverse("edition_detail", args=[edition.pk])
