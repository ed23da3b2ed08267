"""Figures and reference texts: what brochures print, each with its source and its date."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.permissions import Permission, allowed, require
from brochures import figures, wordings
from brochures.forms import FigureForm, WordingForm
from brochures.models import Figure, Wording
from ui import undo
from ui.writes import one_write


@allowed(Permission.READ)
def figure_list(request: HttpRequest) -> HttpResponse:
    """Show the figures, by the place they take in a brochure."""
    return render(request, "brochures/figure_list.html", {"groups": figures.by_place()})


@allowed(Permission.EDIT_BROCHURES)
@one_write
def figure_add(request: HttpRequest) -> HttpResponse:
    """Add a figure."""
    return _edit(request, Figure())


@allowed(Permission.EDIT_BROCHURES)
@one_write
def figure_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a figure; editions already frozen keep the old one."""
    return _edit(request, get_object_or_404(Figure, pk=pk))


def _edit(request: HttpRequest, figure: Figure) -> HttpResponse:
    form = FigureForm(request.POST or None, instance=figure)
    if request.method == "POST" and form.is_valid():
        form.save()
        return HttpResponseRedirect(reverse("figure_list"))
    status = 422 if form.is_bound else 200
    return render(
        request, "brochures/figure_edit.html", {"form": form, "figure": figure}, status=status
    )


@allowed(Permission.EDIT_BROCHURES)
@require_POST
@one_write
def figure_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a figure from the brochures that use it, with a way back."""
    figure = get_object_or_404(Figure, pk=pk)
    brochures = figures.remove(figure)
    undo.offer(request, _("The figure is removed."), "brochures.figure", pk=pk, brochures=brochures)
    return HttpResponseRedirect(reverse("figure_list"))


def undo_figure(request: HttpRequest, *, pk: int, brochures: list[int]) -> str:
    """Bring a removed figure back."""
    require(request, Permission.EDIT_BROCHURES)
    if not figures.restore(pk, brochures=brochures):
        raise undo.CannotUndo(_("This figure can no longer be brought back."))
    return reverse("figure_list")


@allowed(Permission.READ)
def wording_list(request: HttpRequest) -> HttpResponse:
    """Show the reference texts as they are printed."""
    texts = list(wordings.texts().values())
    return render(request, "brochures/wording_list.html", {"texts": texts})


@allowed(Permission.EDIT_BROCHURES)
@one_write
def wording_edit(request: HttpRequest, topic: str) -> HttpResponse:
    """Write our own version of a reference text, with who says so and when it was checked."""
    if topic not in wordings.Topic:
        raise Http404
    text = wordings.text_of(wordings.Topic(topic))
    own = Wording.objects.filter(topic=topic).first()
    wording = own or Wording(
        topic=topic,
        title=text.title,
        text=text.text,
        source=text.source,
        checked_on=timezone.localdate(),
    )
    form = WordingForm(request.POST or None, instance=wording)
    if request.method == "POST" and form.is_valid():
        form.save()
        return HttpResponseRedirect(reverse("wording_list"))
    status = 422 if form.is_bound else 200
    context = {"form": form, "text": text}
    return render(request, "brochures/wording_edit.html", context, status=status)
