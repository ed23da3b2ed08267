"""Pages of the administrator: the team, and the identity of the cooperative."""

from django.contrib import messages
from django.db import models
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts import team
from accounts.forms import CooperativeForm, MemberForm, last_administrator_text
from accounts.models import Cooperative, User
from accounts.permissions import Permission, allowed, require
from ui import undo
from ui.writes import one_write

REOPEN = "accounts.reopen"


@allowed(Permission.MANAGE_USERS)
@require_safe
def user_list(request: HttpRequest) -> HttpResponse:
    """Show the team: who, in which roles, whose account is closed."""
    members = (
        User.objects.prefetch_related("groups")
        .order_by("-is_active", "last_name", "first_name", "pk")
        .fetch_mode(models.FETCH_RAISE)
    )
    return render(request, "accounts/user_list.html", {"members": members})


@allowed(Permission.MANAGE_USERS)
@one_write
def user_add(request: HttpRequest) -> HttpResponse:
    """Add a member, and send them the link to choose a password."""
    form = MemberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        member = form.saved()
        if member is not None:
            return _link_sent(request, member)
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/user_form.html", {"form": form}, status=status)


@allowed(Permission.MANAGE_USERS)
@one_write
def user_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change who a member is and which roles they hold."""
    member = get_object_or_404(User.objects.prefetch_related("groups"), pk=pk)
    form = MemberForm(request.POST or None, instance=member)
    if request.method == "POST" and form.is_valid() and form.saved():
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(reverse("user_list"))
    context = {"form": form, "member": get_object_or_404(User, pk=pk)}
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/user_form.html", context, status=status)


@allowed(Permission.MANAGE_USERS)
@require_POST
@one_write
def user_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close an account; the message offers to open it again."""
    member = get_object_or_404(User, pk=pk)
    try:
        team.close_account(member=member)
    except team.LastAdministrator:
        messages.warning(request, last_administrator_text())
        return HttpResponseRedirect(reverse("user_edit", args=[pk]))
    text = _("The account of %(member)s is closed.") % {"member": member}
    undo.offer(request, text, REOPEN, pk=pk)
    return HttpResponseRedirect(reverse("user_list"))


@allowed(Permission.MANAGE_USERS)
@require_POST
@one_write
def user_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a closed account again."""
    member = team.reopen_account(member=get_object_or_404(User, pk=pk))
    messages.success(request, _("%(member)s may sign in again.") % {"member": member})
    return HttpResponseRedirect(reverse("user_list"))


def undo_close(request: HttpRequest, *, pk: int) -> str:
    """Take the closing of an account back."""
    require(request, Permission.MANAGE_USERS)
    team.reopen_account(member=get_object_or_404(User, pk=pk))
    return reverse("user_list")


@allowed(Permission.MANAGE_USERS)
@require_POST
@one_write
def user_send_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a member the link to choose a password."""
    return _link_sent(request, get_object_or_404(User, pk=pk, is_active=True))


def _link_sent(request: HttpRequest, member: User) -> HttpResponse:
    """Send the link; where no mail leaves the machine, show it for the administrator to pass on."""
    if team.sends_mail():
        team.send_password_link(request, member)
        text = _("A link to choose a password is on its way to %(email)s.")
        messages.success(request, text % {"email": member.email})
        return HttpResponseRedirect(reverse("user_list"))
    link = team.password_link(request, member)
    return render(request, "accounts/user_link.html", {"member": member, "link": link})


@allowed(Permission.MANAGE_SETTINGS)
@one_write
def cooperative_edit(request: HttpRequest) -> HttpResponse:
    """Change the name, address, colour and logo that every paper carries."""
    if request.method == "POST":
        Cooperative.objects.get_or_create(pk=1)
    form = CooperativeForm(
        request.POST or None, request.FILES or None, instance=Cooperative.current()
    )
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(reverse("cooperative_edit"))
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/cooperative_form.html", {"form": form}, status=status)


@allowed(Permission.READ)
@require_safe
def cooperative_logo(request: HttpRequest) -> FileResponse:
    """Serve the logo."""
    logo = Cooperative.current().logo
    if not logo:
        raise Http404
    return FileResponse(logo.open("rb"), content_type="image/png")
