"""« Données personnelles »: what waits, the requests of people, the rules and the texts."""

import datetime
from typing import Any

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.permissions import Permission, allowed
from contacts import informing, privacy_texts, processing, retention, somebody
from contacts.models import Stakeholder
from contacts.models.privacy import Erasure, Notice, PrivacyRequest, WatchedWords
from contacts.privacy_forms import (
    NOTICE_WORDS,
    NoticeForm,
    ProcessingForm,
    RequestForm,
    RuleForm,
    WatchedWordsForm,
)
from contacts.views.informing import pdf_of
from ui.listing import page_of
from ui.writes import one_write

SHOWN = 12


@allowed(Permission.MANAGE_PRIVACY)
@require_safe
def privacy_home(request: HttpRequest) -> HttpResponse:
    """Say what waits: requests, people to inform, erasures; and lead to the rest."""
    on = timezone.localdate()
    waiting_erasures = Erasure.objects.waiting().select_related("stakeholder", "asked_by")
    waiting = PrivacyRequest.objects.waiting().select_related("stakeholder", "author")
    everybody = Stakeholder.objects.count()
    context = {
        "people_count": everybody,
        "informed_count": everybody - Stakeholder.objects.filter(informed_on=None).count(),
        "objected_count": Stakeholder.objects.exclude(objected_on=None).count(),
        "answered_count": PrivacyRequest.objects.exclude(answered_on=None).count(),
        "review_count": retention.due(on).count(),
        "activity_count": len(privacy_texts.processings()),
        "requests": [(one, request_words(one, on)) for one in waiting.order_by("received_on")],
        "to_inform_count": informing.not_informed().count(),
        "overdue_count": informing.overdue(on).count(),
        "erasures": [(one, one.person, somebody.page_of(one.person)) for one in waiting_erasures],
        "done": Erasure.objects.exclude(done_at=None).select_related("asked_by")[:SHOWN],
    }
    return render(request, "contacts/privacy/privacy_home.html", context)


def request_words(one: PrivacyRequest, on: datetime.date) -> str:
    """Say until when a request must be answered."""
    return informing.until_words(informing.a_month_after(one.received_on), on=on)


@allowed(Permission.MANAGE_PRIVACY)
@require_safe
def privacy_request_list(request: HttpRequest) -> HttpResponse:
    """List every request, the latest first."""
    rows = PrivacyRequest.objects.select_related("stakeholder", "author")
    page = page_of(request, rows.fetch_mode(models.FETCH_RAISE), key="-received_on")
    on = timezone.localdate()
    lines = [(one, "" if one.answered_on else request_words(one, on)) for one in page.rows]
    context = {"page": page, "lines": lines}
    return render(request, "contacts/privacy/request_list.html", context)


@allowed(Permission.MANAGE_PRIVACY)
@one_write
def privacy_request_add(request: HttpRequest) -> HttpResponse:
    """Note what somebody asks about their data."""
    on = timezone.localdate()
    blank = PrivacyRequest(author_id=request.user.pk or 0)
    initial = {"stakeholder": request.GET.get("stakeholder", "")}
    form = RequestForm(request.POST or None, on=on, instance=blank, initial=initial)
    return _saved(
        request, form, title=_("A request"), back="privacy_request_list", page="request_form"
    )


@allowed(Permission.MANAGE_PRIVACY)
@one_write
def privacy_request_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a request, or note the answer."""
    stored = get_object_or_404(PrivacyRequest, pk=pk)
    form = RequestForm(request.POST or None, on=timezone.localdate(), instance=stored)
    rights = somebody.rights_of(stored.person) if stored.person else ""
    title = stored.get_kind_display()
    return _saved(
        request,
        form,
        title=title,
        back="privacy_request_list",
        page="request_form",
        extra={"rights": rights},
    )


@allowed(Permission.MANAGE_PRIVACY)
@require_safe
def rule_list(request: HttpRequest) -> HttpResponse:
    """Show why data is held about each kind of people, and for how long."""
    context = {"rules": privacy_texts.rules(), "written_on": privacy_texts.WRITTEN_ON}
    return render(request, "contacts/privacy/rule_list.html", context)


@allowed(Permission.MANAGE_PRIVACY)
@one_write
def rule_edit(request: HttpRequest, people: str) -> HttpResponse:
    """Write our own rule for a kind of people."""
    if people not in privacy_texts.KINDS:
        raise Http404
    rule = privacy_texts.rule_of(people)
    form = RuleForm(request.POST or None, instance=rule.row)
    return _saved(request, form, title=str(rule.label).capitalize(), back="rule_list")


@allowed(Permission.MANAGE_PRIVACY)
@one_write
def notice_edit(request: HttpRequest) -> HttpResponse:
    """Write a new version of the notice; those before stay, with those who were told them."""
    form = NoticeForm(
        request.POST or None,
        instance=Notice(author_id=request.user.pk or 0),
        initial={"body": privacy_texts.notice().body},
    )
    versions = Notice.objects.select_related("author").order_by("-pk")[:SHOWN]
    extra = {"words": NOTICE_WORDS, "versions": versions, "written_on": privacy_texts.WRITTEN_ON}
    return _saved(
        request,
        form,
        title=_("Information notice"),
        back="notice_edit",
        page="notice_edit",
        extra=extra,
    )


@allowed(Permission.MANAGE_PRIVACY)
@require_safe
def watched_words_list(request: HttpRequest) -> HttpResponse:
    """Show the words that a note is warned about, topic by topic."""
    context = {"topics": privacy_texts.watched_words(), "written_on": privacy_texts.WRITTEN_ON}
    return render(request, "contacts/privacy/watched_words_list.html", context)


@allowed(Permission.MANAGE_PRIVACY)
@one_write
def watched_words_edit(request: HttpRequest, matter: str) -> HttpResponse:
    """Change the watched words of one topic."""
    found = [one for one in privacy_texts.watched_words() if one.row.topic == matter]
    if not found:
        raise Http404
    row: WatchedWords = found[0].row
    form = WatchedWordsForm(request.POST or None, instance=row)
    return _saved(request, form, title=str(found[0].label).capitalize(), back="watched_words_list")


@allowed(Permission.MANAGE_PRIVACY)
@require_safe
def processing_list(request: HttpRequest) -> HttpResponse:
    """Show the register of processing activities."""
    context = {"activities": processing.activities(), "written_on": privacy_texts.WRITTEN_ON}
    return render(request, "contacts/privacy/processing_list.html", context)


@allowed(Permission.MANAGE_PRIVACY)
@require_safe
def processing_pdf(request: HttpRequest) -> HttpResponse:
    """Give the register of processing activities as a PDF."""
    return pdf_of(processing.register_pdf(on=timezone.localdate()), "registre-traitements.pdf")


@allowed(Permission.MANAGE_PRIVACY)
@one_write
def processing_edit(request: HttpRequest, activity: str) -> HttpResponse:
    """Write our own entry of the register, or a new one."""
    row = processing.row_of(activity)
    if row is None:
        raise Http404
    form = ProcessingForm(request.POST or None, instance=row)
    title = row.title or _("A processing activity")
    return _saved(request, form, title=title, back="processing_list")


def _saved(
    request: HttpRequest,
    form: Any,
    *,
    title: str,
    back: str,
    page: str = "privacy_form",
    extra: dict[str, Any] | None = None,
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        form.save()
        return redirect(back)
    context = {"form": form, "title": title, "back": back} | (extra or {})
    status = 422 if form.is_bound else 200
    return render(request, f"contacts/privacy/{page}.html", context, status=status)
