"""Possible duplicates: the list, two cards side by side, what is decided of them."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import Permission, allowed
from contacts import comparing, matters, merging, pairing, scanning
from contacts.matters import MATTERS, Matter
from contacts.merge_forms import OtherOrganizationForm, OtherStakeholderForm
from contacts.models import Organization, Stakeholder
from ui import batches, undo
from ui.listing import page_of
from ui.models import Batch, Job
from ui.writes import one_write

PAGE = 20  # pairs


@allowed(Permission.EDIT_PEOPLE)
@require_safe
def duplicate_list(request: HttpRequest, cards: str) -> HttpResponse:
    """List the pairs that look alike, the surest first."""
    asked = _matter(cards)
    page = page_of(request, pairing.open_pairs(asked), key="-score", size=PAGE)
    latest = Job.objects.filter(kind=scanning.JOB, params__matter=asked.slug, status="done")
    on = timezone.localdate()
    context = {
        "matter": asked,
        "page": page,
        "pairs": [_shown(asked, pair, on) for pair in pairing.looked_at(asked, page.rows, on=on)],
        "latest": latest.order_by("-pk").first(),
    }
    return render(request, "contacts/duplicate_list.html", context)


@require_POST
@allowed(Permission.EDIT_PEOPLE)
@one_write
def duplicate_scan(request: HttpRequest, cards: str) -> HttpResponse:
    """Look through the whole base, in the background."""
    job = scanning.start(_matter(cards), owner=request.user)
    return redirect("job_detail", job.pk)


@allowed(Permission.EDIT_PEOPLE)
@one_write
def duplicate_pair(request: HttpRequest, cards: str, first: int, second: int) -> HttpResponse:
    """Show two cards side by side, the first one to be kept; make one of them when posted."""
    asked = _matter(cards)
    kept, other = (get_object_or_404(asked.model.everyone, pk=pk) for pk in (first, second))
    refusal = ""
    if request.method == "POST":
        try:
            comparing.check_seen(kept, other, request.POST.get("seen", ""))
            batch = merging.merge(
                kept=kept, other=other, taken=_taken(request), author=request.user
            )
        except (merging.CannotMerge, comparing.ChangedMeanwhile) as error:
            refusal = str(error)
        else:
            batches.offer(request, _("One card instead of two: %(name)s.") % {"name": kept}, batch)
            return redirect("merge_detail", batch.pk)
    elif kept.merged_into_id or other.merged_into_id:
        return redirect(asked.page_of(kept))
    return _pair_page(request, asked, kept, other, refusal)


def _pair_page(
    request: HttpRequest, matter: Matter, kept: Any, other: Any, refusal: str
) -> HttpResponse:
    try:
        merging.check(kept, other)
    except merging.CannotMerge as error:
        refusal = str(error)
    context = {
        "matter": matter,
        "pair": _shown(matter, pairing.compare(matter, kept, other), timezone.localdate()),
        "lines": comparing.lines(kept, other),
        "plan": merging.plan(kept, other),
        "seen": comparing.fingerprint(kept, other),
        "refusal": refusal,
    }
    status = 422 if refusal else 200
    return render(request, "contacts/duplicate_pair.html", context, status=status)


@require_POST
@allowed(Permission.EDIT_PEOPLE)
@one_write
def duplicate_apart(request: HttpRequest, cards: str, first: int, second: int) -> HttpResponse:
    """Remember that these two are not one, and go on to the next pair."""
    asked = _matter(cards)
    kept, other = (get_object_or_404(asked.model, pk=pk) for pk in (first, second))
    if kept == other:
        raise Http404
    pair = pairing.say_apart(asked, kept, other, author=request.user)
    text = _("Noted: these are two. They will not be shown as duplicates again.")
    undo.offer(request, text, pairing.UNDO, matter=asked.slug, pk=pair.pk)
    return redirect(pairing.next_address(asked, on=timezone.localdate()))


@allowed(Permission.EDIT_PEOPLE)
@require_safe
def merge_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a merge did, what was kept apart, and how to undo it."""
    batch = get_object_or_404(Batch, pk=pk, kind__startswith=merging.KIND)
    found = merging.find(batch)
    if found is None:  # a card is gone since, with the import that brought it
        return redirect("batch_undo", pk)
    matter = matters.of(type(found.kept))
    is_undone = batch.undone_at is not None
    context = {
        "batch": batch,
        "merge": found,
        "matter": matter,
        "kept_url": matter.page_of(found.kept),
        "other_url": matter.page_of(found.other),
        "apart": [] if is_undone else _apart(found),
        "gained": [] if is_undone else merging.gained_since(found),
        "next_url": pairing.next_address(matter, on=timezone.localdate()),
    }
    return render(request, "contacts/merge_detail.html", context)


def _apart(found: merging.Merge) -> list[merging.Apart]:
    """Return what the card merged away keeps to itself: rows that are twice, values not chosen."""
    return [*merging.apart_of(found.other), *merging.values_apart(found.kept, found.other)]


@allowed(Permission.EDIT_PEOPLE)
def stakeholder_merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the other card of this person."""
    kept = get_object_or_404(Stakeholder, pk=pk)
    form = OtherStakeholderForm(request.GET or None, kept=kept)
    return _choose(request, MATTERS[matters.PEOPLE], kept, form)


@allowed(Permission.EDIT_PEOPLE)
def organization_merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the other card of this organization."""
    kept = get_object_or_404(Organization, pk=pk)
    form = OtherOrganizationForm(request.GET or None, kept=kept)
    return _choose(request, MATTERS[matters.ORGANIZATIONS], kept, form)


def _choose(request: HttpRequest, matter: Matter, kept: Any, form: Any) -> HttpResponse:
    if form.is_bound and form.is_valid():
        return redirect("duplicate_pair", matter.slug, kept.pk, form.cleaned_data["other"].pk)
    context = {"form": form, "kept": kept, "url": matter.page_of(kept), "matter": matter}
    status = 422 if form.is_bound else 200
    return render(request, "contacts/merge_choose.html", context, status=status)


def _matter(slug: str) -> Matter:
    if slug not in MATTERS:
        raise Http404
    return MATTERS[slug]


def _taken(request: HttpRequest) -> set[str]:
    return {
        name.removeprefix("take_")
        for name, value in request.POST.items()
        if name.startswith("take_") and value == "other"
    }


def _shown(matter: Matter, pair: pairing.Alike, on: Any) -> dict[str, Any]:
    cards = [
        {
            "card": card,
            "url": matter.page_of(card),
            "lines": pairing.lines_of(matter, card, on=on),
        }
        for card in (pair.kept, pair.other)
    ]
    return {"cards": cards, "kept": pair.kept, "other": pair.other, "alike": pair}
