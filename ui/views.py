"""The pages of the kit itself: progress of a job, undo, theme and language."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ui import batches, gathered, listing, taking_back
from ui import undo as undoing
from ui.context import THEMES
from ui.htmx import is_htmx
from ui.models import Batch, Job
from ui.writes import one_write

YEAR = 365 * 24 * 3600


@require_safe
def job_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far a job is; only its owner sees it. htmx asks for the part that moves."""
    job = get_object_or_404(Job, pk=pk, owner_id=request.user.pk)
    template = "ui/job_detail.html"
    return render(request, f"{template}#progress" if is_htmx(request) else template, {"job": job})


@require_safe
def batch_list(request: HttpRequest) -> HttpResponse:
    """List the grouped changes this user may take back, the latest first."""
    granted = request.user.get_all_permissions()
    mine = Batch.objects.filter(permission__in=granted)
    mine = mine.select_related("owner", "undone_by", "work")
    page = listing.page_of(request, mine, key="-begun_at")
    context = {"page": page, "lines": gathered.lines(page.rows)}
    return render(request, "ui/batch_list.html", context)


@one_write
def batch_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a grouped change back; rows changed since are shown first, then left as they are."""
    mine = Batch.objects.select_related("owner", "undone_by", "work")
    batch = get_object_or_404(mine, pk=pk, permission__in=request.user.get_all_permissions())
    refusal = None
    if request.method == "POST":
        try:
            return _take_back(request, batch)
        except batches.ChangedSince as found:
            refusal = found
    context = {"batch": batch, **taking_back.standing(batch, refusal, user=request.user)}
    template = "ui/batch_undo.html"
    if is_htmx(request):
        template = f"{template}#standing"
    return render(request, template, context, status=409 if refusal else 200)


def _take_back(request: HttpRequest, batch: Batch) -> HttpResponse:
    """Take a batch back, or have it taken back. Raises ChangedSince."""
    there = batch.url or reverse("batch_list")
    try:
        done = taking_back.ask(batch, by=request.user, keep_changed="keep" in request.POST)
    except batches.AlreadyUndone:
        messages.warning(request, _("This was undone already."))
    except batches.Busy:
        messages.warning(request, taking_back.busy(batch))
        there = reverse("batch_undo", args=[batch.pk])
    except undoing.CannotUndo as refusal:
        messages.warning(request, str(refusal))
    else:
        if isinstance(done, Job):
            return HttpResponseRedirect(taking_back.page_of(done, request.user, batch))
        messages.success(request, taking_back.said(done))
        if done.kept_count:
            there = reverse("batch_undo", args=[batch.pk])
    return HttpResponseRedirect(there)


@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Take back what the message offered to take back."""
    try:
        with transaction.atomic():
            location = undoing.perform(request, request.POST.get("token", ""))
    except undoing.CannotUndo as refusal:
        messages.warning(request, str(refusal))
        return HttpResponseRedirect(refusal.url or _back(request))
    if isinstance(location, undoing.Underway):
        return HttpResponseRedirect(location.url)
    messages.info(request, _("Undone."))
    here = _back(request)  # a list stays filtered as it was
    is_here = urlsplit(here).path == urlsplit(location).path
    return HttpResponseRedirect(here if is_here else location)


@login_not_required
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Remember light, dark, or whatever the device says."""
    if request.POST.get("theme") not in THEMES:
        raise Http404
    response = HttpResponseRedirect(_back(request))
    response.set_cookie("theme", request.POST["theme"], max_age=YEAR, samesite="Lax")
    return response


@login_not_required
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Remember French or English."""
    if request.POST.get("language") not in dict(settings.LANGUAGES):
        raise Http404
    response = HttpResponseRedirect(_back(request))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, request.POST["language"], max_age=YEAR, samesite="Lax"
    )
    return response


def _back(request: HttpRequest) -> str:
    """Return the page the reader came from, when it is one of ours, or the home page."""
    address = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(
        address, {request.get_host()}, require_https=request.is_secure()
    ):
        return address
    return "/"
