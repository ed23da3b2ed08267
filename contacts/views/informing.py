"""Those not yet informed of what we hold, and telling them: one by one or many at once."""

import uuid
from itertools import batched
from typing import Any

from django.contrib import messages
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.permissions import Permission, allowed
from contacts import informing, notices, objecting
from contacts.models import Stakeholder
from contacts.models.privacy import Information, Means
from contacts.privacy_forms import InformationForm
from contacts.views.selection import told as tell
from contacts.views.stakeholders import find
from ui.keys import key_of
from ui.listing import page_of
from ui.models import Batch
from ui.printing import Printed
from ui.writes import one_write

LETTERS_AT_ONCE = 200


@allowed(Permission.READ, to_change=Permission.EDIT_PEOPLE)
@one_write
def information_list(request: HttpRequest) -> HttpResponse:
    """List those not yet informed, the most urgent first; note that the ticked ones were."""
    on = timezone.localdate()
    form = InformationForm(request.POST or None, on=on)
    if request.method == "POST" and form.is_valid():
        try:
            return _informed(request, form, _asked(request))
        except informing.NobodyChosen as refusal:
            form.add_error(None, str(refusal))
    people = informing.not_informed().with_seats(on)
    page = page_of(request, people.fetch_mode(models.FETCH_RAISE), key="clock_on")
    context = {
        "page": page,
        "lines": [(person, informing.in_words(person, on=on)) for person in page.rows],
        "form": form,
        "today": on,
        "ticked": set(ticked(request)),
        "all_count": people.count(),
    }
    status = 422 if form.errors else 200
    return render(request, "contacts/privacy/information_list.html", context, status=status)


@allowed(Permission.EDIT_PEOPLE)
@one_write
def information_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that one person was informed; show the notice to read or send."""
    person, on = find(pk), timezone.localdate()
    form = InformationForm(request.POST or None, on=on)
    if request.method == "POST" and form.is_valid():
        return _informed(request, form, [pk], person)
    context = {
        "stakeholder": person,
        "form": form,
        "letter": notices.letter(person, on=on),
        "given": person.informations.select_related("author").order_by("-informed_on", "-pk"),
    }
    status = 422 if form.is_bound else 200
    return render(request, "contacts/privacy/information_add.html", context, status=status)


@allowed(Permission.EDIT_PEOPLE)
@require_safe
def information_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the notice of one person as a PDF, to print."""
    person, on = find(pk), timezone.localdate()
    try:
        objecting.refuse(person)
    except objecting.ObjectionStands as refusal:
        messages.error(request, str(refusal))
        return redirect("information_add", pk)
    return pdf_of(notices.letters_pdf([notices.letter(person, on=on)], on=on), "information.pdf")


@allowed(Permission.EDIT_PEOPLE)
@require_safe
def information_letters(request: HttpRequest, series: uuid.UUID) -> HttpResponse:
    """Give the letters of those informed in one gesture, in the text they were told.

    Many letters are parted in several files, each from one row to another: whoever objected since
    is left out of theirs, and moves nobody from one file to the next.
    """
    told = Information.objects.filter(series=series).select_related("stakeholder", "notice")
    told = told.order_by("pk")
    first, last = key_of(request.GET.get("first", "")), key_of(request.GET.get("last", ""))
    if told.count() > LETTERS_AT_ONCE and (first is None or last is None):
        return render(request, "contacts/privacy/information_letters.html", _files(told))
    if first is not None and last is not None:
        told = told.filter(pk__range=(first, last))
    rows = list(told.filter(stakeholder__objected_on=None)[:LETTERS_AT_ONCE])
    if not rows:
        raise Http404
    on = rows[0].informed_on
    letters = [notices.letter(row.stakeholder, on=on, notice=row.notice) for row in rows]
    return pdf_of(notices.letters_pdf(letters, on=on), "lettres-information.pdf")


def _files(told: models.QuerySet[Information]) -> dict[str, Any]:
    """Return the files, each from one letter to another, with the day they are of."""
    rows = list(
        told.only("informed_on", "notice", "stakeholder__first_name", "stakeholder__last_name")
    )
    return {
        "files": [
            (start, start + len(some) - 1, some[0], some[-1])
            for start, some in zip(
                range(1, len(rows) + 1, LETTERS_AT_ONCE),
                map(list, batched(rows, LETTERS_AT_ONCE, strict=False)),
                strict=True,
            )
        ],
        "count": len(rows),
        "informed_on": rows[0].informed_on,
    }


def _asked(request: HttpRequest) -> list[int]:
    """Return the keys of those ticked, or of all who were not informed yet."""
    if request.POST.get("all"):
        return list(informing.not_informed().order_by("pk").values_list("pk", flat=True))
    return ticked(request)


def ticked(request: HttpRequest) -> list[int]:
    """Return the keys of the people ticked on the page."""
    keys = [key_of(text) for text in request.POST.getlist("person")]
    return [key for key in keys if key is not None]


def pdf_of(printed: Printed, name: str) -> HttpResponse:
    """Return a PDF that opens in the browser and is kept nowhere."""
    answer = HttpResponse(printed.pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer


def _informed(
    request: HttpRequest,
    form: InformationForm,
    people: list[int],
    person: Stakeholder | None = None,
) -> HttpResponse:
    told = form.cleaned_data
    back = reverse("information_list")
    if person is not None:
        back = reverse("stakeholder_detail", args=[person.pk])
    done, series = informing.inform(
        people=people,
        on=told["informed_on"],
        means=told["means"],
        note=told["note"],
        author=request.user,
        url=back,
    )
    answer = tell(request, done, informing.people_informed(len(people)), then=back)
    if told["means"] == Means.LETTER and isinstance(done, Batch):
        address = reverse("information_letters", args=[series])
        messages.info(request, format_html('<a href="{}">{}</a>', address, _("Open the letters")))
    return answer
