"""« Après l’élection »: what the latest files of the register change, line by line."""

from http import HTTPStatus

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.permissions import Permission, allowed
from contacts import answering, turnover, turnover_reading
from contacts.models import TurnoverLine, TurnoverQuerySet
from contacts.turnover_forms import AnswerForm
from directory.models import Territory
from ui import batches
from ui.htmx import is_htmx
from ui.keys import key_of
from ui.listing import page_of
from ui.models import Job
from ui.templatetags.ui import number
from ui.writes import one_write

Matter, State = TurnoverLine.Matter, TurnoverLine.State


@vary_on_headers("HX-Request")
@allowed(Permission.READ)
@require_safe
def turnover_review(request: HttpRequest) -> HttpResponse:
    """Show the lines that wait, by territory; htmx gets the rows only."""
    lines, matter, territory = _narrowed(request)
    page = page_of(request, lines.with_evidence())
    waiting = TurnoverLine.objects.open()
    counts = turnover.counts(waiting.order_by().values_list("matter").annotate(count=Count("pk")))
    context = {
        "page": page,
        "groups": turnover_reading.groups(request, page.rows),
        "matter": matter,
        "territory": territory,
        "tabs": turnover_reading.tabs(counts),
        "editions": turnover_reading.editions_words(turnover.latest_editions()),
        "waiting_count": lines.count(),
        "is_acceptable": bool(matter) or sum(counts.values()) > counts[Matter.TO_CHECK],
        "underway": answering.underway(),
        "new_holders": turnover.new_where_we_build()[: turnover_reading.AT_MOST],
    }
    template = "contacts/turnover.html"
    return render(request, f"{template}#rows" if is_htmx(request) else template, context)


def _narrowed(request: HttpRequest) -> tuple[TurnoverQuerySet, str, Territory | None]:
    """Return the lines asked for, with what narrows them."""
    asked = request.POST if request.method == "POST" else request.GET
    matter = asked.get("matter", "")
    matter = matter if matter in Matter else ""
    key = key_of(asked.get("territory", ""))
    territory = Territory.objects.filter(pk=key).first() if key is not None else None
    lines = TurnoverLine.objects.open()
    if matter:
        lines = lines.filter(matter=matter)
    if territory is not None:
        lines = lines.filter(territory=territory)
    return lines, matter, territory


@require_POST
@allowed(Permission.EDIT_PEOPLE)
@one_write
def turnover_rebuild(request: HttpRequest) -> HttpResponse:
    """Compare again what we hold with the latest files."""
    count = turnover.build_all()
    text = ngettext("%(count)s line waits for you.", "%(count)s lines wait for you.", count)
    messages.success(request, text % {"count": number(count)})
    return HttpResponseRedirect(reverse("turnover_review"))


@require_POST
@allowed(Permission.EDIT_PEOPLE)
@one_write
def turnover_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer one line; htmx gets the line as it now is."""
    line = get_object_or_404(TurnoverLine.objects.with_evidence(), pk=pk)
    form = AnswerForm(request.POST, line=line)
    if form.is_valid():
        done = form.settle(by=request.user)
        batches.offer(request, turnover_reading.said(done, form.answer_text()), done.batch)
        if not is_htmx(request):
            return HttpResponseRedirect(_back(request))
        line = TurnoverLine.objects.with_evidence().get(pk=pk)
    (group,) = turnover_reading.groups(request, [line])
    context = {"line": group.lines[0], "cells": group.cells, "form": form, "matter": ""}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    template = "contacts/parts/turnover_answer.html"
    if form.errors and not is_htmx(request):
        template = "contacts/turnover_line.html"
    return render(request, template, context, status=status)


@require_POST
@allowed(Permission.EDIT_PEOPLE)
@one_write
def turnover_decide_many(request: HttpRequest) -> HttpResponse:
    """Accept or refuse all the lines of a territory, of a column, or all of them."""
    lines, _matter, _territory = _narrowed(request)
    answer = request.POST.get("answer", "")
    if answer not in (answering.ACCEPT, answering.REFUSE):
        messages.error(request, _("Choose what to do with these lines."))
        return HttpResponseRedirect(_back(request))
    try:
        done = answering.answer(lines, answer=answer, by=request.user)
    except (answering.Underway, answering.NothingWaits) as refusal:
        messages.warning(request, str(refusal))
        return HttpResponseRedirect(_back(request))
    if isinstance(done, Job):
        return redirect("job_detail", done.pk)
    batches.offer(request, turnover_reading.said(done, answer), done.batch)
    return HttpResponseRedirect(_back(request))


def _back(request: HttpRequest) -> str:
    """Return the review, narrowed as it was to a column."""
    matter = request.POST.get("column", "")
    query = f"?matter={matter}" if matter in Matter else ""
    return f"{reverse('turnover_review')}{query}"
