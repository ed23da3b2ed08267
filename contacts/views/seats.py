"""Adding, editing and ending what someone is: posts, and mandates by hand."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.permissions import Permission, allowed
from contacts import naming, reverting
from contacts.forms import MandateEndForm, PostForm
from contacts.models import Mandate, Post, Stakeholder
from ui.writes import one_write


@allowed(Permission.EDIT_PEOPLE)
@one_write
def post_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a post to a person."""
    stakeholder = get_object_or_404(Stakeholder, pk=pk)
    form = PostForm(request.POST or None, instance=Post(stakeholder=stakeholder))
    return _answer(request, form, stakeholder, title=_("Add a post"), done=_("Post added."))


@allowed(Permission.EDIT_PEOPLE)
@one_write
def post_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Edit or end a post."""
    post = get_object_or_404(Post.objects.select_related("stakeholder", "organization"), pk=pk)
    form = PostForm(request.POST or None, instance=post)
    return _answer(request, form, post.stakeholder, title=_("Edit the post"), done=_("Saved."))


@allowed(Permission.EDIT_PEOPLE)
@one_write
def mandate_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a mandate by hand, without waiting for the next file of the register."""
    mandate = get_object_or_404(Mandate.objects.select_related("stakeholder", "territory"), pk=pk)
    form = MandateEndForm(request.POST or None, instance=mandate)
    title = _("End the mandate: %(seat)s") % {"seat": mandate.line}
    return _answer(request, form, mandate.stakeholder, title=title, done=_("Mandate ended."))


def _answer(
    request: HttpRequest,
    form: PostForm | MandateEndForm,
    stakeholder: Stakeholder,
    *,
    title: str,
    done: str,
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        saved = form.save()
        naming.refresh(stakeholder)
        reverting.offer(request, done, kind=saved._meta.model_name, pk=saved.pk)
        return redirect("stakeholder_detail", stakeholder.pk)
    context = {"form": form, "stakeholder": stakeholder, "title": title}
    status = 422 if form.is_bound else 200
    return render(request, "contacts/seat_form.html", context, status=status)
