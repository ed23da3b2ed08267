"""The studio: what was made, and the page where a brochure is written beside its own pages."""

import datetime
from typing import Any

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect

from accounts.models import User
from accounts.permissions import Permission, allowed, may
from brochures.checking import Proof, proof
from brochures.forms import StartForm, StudioForm
from brochures.making import ConsentMissing, freeze, start_brochure
from brochures.models import Brochure, Edition
from brochures.rendering import PictureMissing, RenderingFailed, page_image
from directory.models import Territory
from ui.htmx import is_htmx
from ui.keys import key_of
from ui.listing import page_of
from ui.writes import one_write

SHELF_PAGE = 12
DRAFTS_SHOWN = 30
IMAGE_KEPT = 30 * 24 * 3600  # seconds: the address holds a hash, it never changes its content


@allowed(Permission.READ)
def brochure_list(request: HttpRequest) -> HttpResponse:
    """Show the editions by their first page, and the brochures under way."""
    editions = Edition.objects.with_handover_count().select_related("brochure__commune")
    shelf = page_of(
        request, editions.fetch_mode(models.FETCH_RAISE), key="-frozen_at", size=SHELF_PAGE
    )
    drafts = Brochure.objects.with_last_edition().select_related("commune", "author")
    context = {
        "page": shelf,
        "drafts": list(drafts.order_by("-changed_at", "-pk")[:DRAFTS_SHOWN]),
    }
    return render(request, "brochures/brochure_list.html", context)


@allowed(Permission.EDIT_BROCHURES)
@one_write
def brochure_add(request: HttpRequest) -> HttpResponse:
    """Choose the audience and the commune; the rest is filled in."""
    form = StartForm(request.POST or None, initial=_wished(request))
    if request.method == "POST" and form.is_valid():
        brochure = start_brochure(
            audience=form.cleaned_data["audience"],
            commune=form.cleaned_data["commune"],
            organization=form.cleaned_data["organization"],
            author=_author(request),
            on=timezone.localdate(),
        )
        return HttpResponseRedirect(reverse("brochure_studio", args=[brochure.pk]))
    status = 422 if form.is_bound else 200
    return render(request, "brochures/brochure_add.html", {"form": form}, status=status)


def _wished(request: HttpRequest) -> dict[str, Any]:
    """Return what the page one comes from already knows."""
    wished: dict[str, Any] = {}
    pk = key_of(request.GET.get("commune", ""))
    if pk is not None:
        communes = Territory.objects.filter(kind=Territory.Kind.COMMUNE)
        wished["commune"] = communes.select_related("department").filter(pk=pk).first()
    return wished


def _author(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise Http404
    return request.user


@allowed(Permission.READ, to_change=Permission.EDIT_BROCHURES)
@one_write
def brochure_studio(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the fields beside the pages; save them, and show the pages anew."""
    on = timezone.localdate()
    brochure = _found(pk)
    form = StudioForm(request.POST or None, instance=brochure, on=on)
    if request.method != "POST":
        return _studio(request, brochure, on, form=form)
    if not form.is_valid():
        return _refused(request, brochure, on, form)
    form.save()
    address = reverse("brochure_studio", args=[pk])
    if not is_htmx(request):
        return HttpResponseRedirect(address)
    if "_had_errors" in request.POST:
        return HttpResponseClientRedirect(address)
    saved = _found(pk)
    context = _context(request, saved, on) | {
        "seen": StudioForm(instance=saved, on=on).stored_fingerprint,
        "is_saved": True,
    }
    return render(request, "brochures/brochure_studio.html#saved", context)


def _refused(
    request: HttpRequest, brochure: Brochure, on: datetime.date, form: StudioForm
) -> HttpResponse:
    """Say why the fields are refused; the pages stay as they were."""
    if not is_htmx(request):
        return _studio(request, _found(brochure.pk), on, form=form, status=422)
    context = {"form": form, "brochure": brochure, "seen": ""}
    response = render(request, "brochures/brochure_studio.html#fields", context, status=422)
    response["HX-Retarget"] = "#fields"
    response["HX-Reswap"] = "outerHTML"
    return response


def _found(pk: int) -> Brochure:
    related = ("commune", "organization", "cover", "testimonial", "contact")
    return get_object_or_404(Brochure.objects.select_related(*related), pk=pk)


def _context(request: HttpRequest, brochure: Brochure, on: datetime.date) -> dict[str, Any]:
    made: Proof = proof(brochure, on=on)
    return {
        "brochure": brochure,
        "proof": made,
        "editions": list(brochure.editions.with_handover_count()),
        "is_saved": False,
    }


def _studio(
    request: HttpRequest,
    brochure: Brochure,
    on: datetime.date,
    *,
    form: StudioForm,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    context = _context(request, brochure, on) | {
        "form": form,
        "seen": form.version_seen,
        "refusal": refusal,
        "may_edit": may(request.user, Permission.EDIT_BROCHURES),
    }
    return render(request, "brochures/brochure_studio.html", context, status=status)


@allowed(Permission.READ)
def brochure_page(request: HttpRequest, pk: int, key: str, number: int) -> HttpResponse:
    """Serve one page of a draft as an image; its address holds the hash of the draft."""
    get_object_or_404(Brochure, pk=pk)
    return image_response(page_image(key, number))


def image_response(image: bytes | None) -> HttpResponse:
    """Answer with a PNG that a browser may keep, or 404."""
    if image is None:
        raise Http404
    response = HttpResponse(image, content_type="image/png")
    patch_cache_control(response, private=True, immutable=True, max_age=IMAGE_KEPT)
    return response


@allowed(Permission.EDIT_BROCHURES)
@require_POST
@one_write
def brochure_freeze(request: HttpRequest, pk: int) -> HttpResponse:
    """Freeze the brochure as an edition, or say what forbids it."""
    on = timezone.localdate()
    brochure = _found(pk)
    try:
        edition = freeze(brochure=brochure, author=_author(request), on=on, at=timezone.now())
    except (ConsentMissing, PictureMissing, RenderingFailed) as refusal:
        form = StudioForm(instance=brochure, on=on)
        return _studio(request, brochure, on, form=form, refusal=str(refusal), status=422)
    return HttpResponseRedirect(reverse("edition_detail", args=[edition.pk]))
