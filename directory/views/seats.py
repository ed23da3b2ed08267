"""The page of a seat: who sits there, who sat there before."""

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.permissions import Permission, allowed
from directory import seat_pages
from directory.models import Territory


@allowed(Permission.READ)
@require_safe
def seat_detail(request: HttpRequest, pk: int, seat: str) -> HttpResponse:
    """Show the holders of a seat one after the other, and what the seat keeps of its territory."""
    territories = Territory.objects.select_related("department").fetch_mode(models.FETCH_RAISE)
    territory = get_object_or_404(territories, pk=pk)
    found = seat_pages.find(territory, seat)
    if found is None:
        raise Http404
    context = {"territory": territory, "seat": found[0], "holders": found[1]}
    return render(request, "directory/seat_detail.html", context)
