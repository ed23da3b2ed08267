"""The rights of a person: a copy of everything, erasure; and what was kept long enough."""

from typing import Any

from django.contrib import messages
from django.db import models
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import Permission, allowed, require
from contacts import access, access_files, erasing, rereading, retention, somebody
from contacts.models import Stakeholder
from contacts.models.privacy import AccessFile, Erasure, RetentionDecision
from contacts.privacy_forms import ErasureForm, RetentionForm
from contacts.views.stakeholders import find
from ui import undo
from ui.keys import key_of
from ui.listing import page_of
from ui.templatetags.ui import day, hour
from ui.writes import one_write

UNDO_KEEP = "contacts.keep"


@allowed(Permission.MANAGE_PRIVACY)
@require_POST
@one_write
def access_file_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Have a copy of everything we hold about somebody made in the background."""
    job = access.ask(person=find(pk), owner=request.user)
    return redirect("job_detail", job.pk)


@allowed(Permission.MANAGE_PRIVACY)
@require_POST
@one_write
def person_copy(request: HttpRequest, who: str, pk: int) -> HttpResponse:
    """Have the same copy made of somebody who is no contact, or who is tied to one."""
    job = access.ask(person=somebody.whole(_other(who, pk)), owner=request.user)
    return redirect("job_detail", job.pk)


@allowed(Permission.MANAGE_PRIVACY)
@require_safe
def access_file_download(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Give the copy to whoever asked for it, and note that it left."""
    mine = AccessFile.objects.filter(owner_id=request.user.pk, removed_at=None)
    file = get_object_or_404(mine.exclude(made_at=None), pk=pk)
    try:
        content = access_files.path_of(file).open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    access.note_download(file, user=request.user)
    name = f"donnees-personnelles-{file.pk}.zip"
    answer = FileResponse(content, as_attachment=True, filename=name)
    answer["Cache-Control"] = "no-store"
    return answer


@allowed(Permission.MANAGE_PRIVACY)
@one_write
def erasure_add(request: HttpRequest, pk: int) -> HttpResponse:
    """List exactly what will go and what stays; plan the erasure for the next day."""
    return _erasure(request, find(pk))


@allowed(Permission.MANAGE_PRIVACY)
@one_write
def person_rights(request: HttpRequest, who: str, pk: int) -> HttpResponse:
    """Do the same for somebody who is no contact: a copy of everything, and the erasure."""
    person = _other(who, pk)
    if somebody.whole(person) is not person:
        return redirect("erasure_add", somebody.whole(person).pk)
    return _erasure(request, person)


def _other(who: str, pk: int) -> Any:
    kind = somebody.of_slug(who)
    if kind is None:
        raise Http404
    return get_object_or_404(kind.rows, pk=pk)


def _erasure(request: HttpRequest, person: Any) -> HttpResponse:
    same = [
        (one.pk, ", ".join([str(one), *(str(m) for m in one.mandates.select_related("territory"))]))
        for one in erasing.register_namesakes(person)
    ]
    form = ErasureForm(request.POST or None, namesakes=same)
    if request.method == "POST" and form.is_valid():
        return _planned(request, person, form)
    context = {
        "person": person,
        "page": somebody.page_of(person),
        "copy_url": _copy_url(person),
        "form": form,
        "places": erasing.places(person),
        "reread": rereading.passages(
            person, reader=request.user, first=key_of(request.GET.get("texts", "")) or 1
        ),
        "waiting": erasing.waiting_of(person),
    }
    status = 422 if form.is_bound else 200
    return render(request, "contacts/privacy/erasure_add.html", context, status=status)


def _copy_url(person: Any) -> str:
    if isinstance(person, Stakeholder):
        return reverse("access_file_add", args=[person.pk])
    return f"{somebody.page_of(person)}copie/"


def _planned(request: HttpRequest, person: Any, form: ErasureForm) -> HttpResponse:
    told = form.cleaned_data
    try:
        made = erasing.plan(
            person=person,
            reason=told["reason"],
            note=told["note"],
            register_people=form.same_people,
            author=request.user,
            now=timezone.now(),
        )
    except erasing.CannotErase as refusal:
        messages.error(request, str(refusal))
    else:
        text = _("The erasure is planned for %(day)s at %(hour)s. Until then it can be taken back.")
        messages.success(request, text % {"day": day(made.due_at), "hour": hour(made.due_at)})
    return redirect("privacy_home")


@allowed(Permission.MANAGE_PRIVACY)
@require_POST
@one_write
def erasure_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep somebody after all."""
    erasure = get_object_or_404(Erasure, pk=pk)
    try:
        erasing.take_back(erasure, by=request.user, now=timezone.now())
        messages.success(request, _("The erasure is taken back: nothing was erased."))
    except erasing.CannotErase as refusal:
        messages.error(request, str(refusal))
    return redirect("privacy_home")


@allowed(Permission.MANAGE_PRIVACY)
@require_POST
@one_write
def erasure_do(request: HttpRequest, pk: int) -> HttpResponse:
    """Erase at once, without waiting for the day: the person asked, or insists."""
    try:
        erasing.carry_out(get_object_or_404(Erasure, pk=pk), now=timezone.now())
        messages.success(request, _("The person is erased. The counts stay; no name does."))
    except erasing.CannotErase as refusal:
        messages.error(request, str(refusal))
    return redirect("privacy_home")


@allowed(Permission.MANAGE_PRIVACY)
@require_safe
def retention_list(request: HttpRequest) -> HttpResponse:
    """List those kept long enough, the longest first: to keep for a reason, or to erase."""
    on = timezone.localdate()
    people = retention.due(on).with_seats(on).fetch_mode(models.FETCH_RAISE)
    page = page_of(request, people, key="clock_on")
    context = {"page": page, "today": on}
    return render(request, "contacts/privacy/retention_list.html", context)


@allowed(Permission.MANAGE_PRIVACY)
@one_write
def retention_keep(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep somebody until a day, for a written reason."""
    person = find(pk)
    form = RetentionForm(request.POST or None, on=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        made = retention.keep(
            stakeholder=person,
            until=form.cleaned_data["keep_until"],
            reason=form.cleaned_data["reason"],
            author=request.user,
        )
        text = _("%(name)s is kept until %(day)s.") % {"name": person, "day": day(made.keep_until)}
        undo.offer(request, text, UNDO_KEEP, pk=made.pk)
        return redirect("retention_list")
    context = {"form": form, "title": _("Keep %(name)s") % {"name": person}}
    status = 422 if form.is_bound else 200
    context["back"] = "retention_list"
    return render(request, "contacts/privacy/privacy_form.html", context, status=status)


def undo_keep(request: HttpRequest, *, pk: int) -> str:
    """Take back a decision to keep (`ui.undo`)."""
    require(request, Permission.MANAGE_PRIVACY)
    RetentionDecision.objects.filter(pk=pk).delete()
    return reverse("retention_list")
