"""One user action, one transaction, one result: even when the form is posted twice."""

import uuid
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, Concatenate, cast

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django_htmx.http import HttpResponseClientRedirect

from ui.models import Submission

FIELD = "_once"


def one_write[**P](
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Run a POST in one transaction, and only once per form shown.

    The form carries a key (`{% once %}`). The first post with a key does the work; a second one
    is led to where the first one led. A view that answers 4xx changed nothing: all is rolled back
    and the key may be used again.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        key = _key(request)
        with transaction.atomic():
            submission = _take(request, key) if key else None
            if key and submission is None:
                return _redirect(request, Submission.objects.get(key=key).location or request.path)
            response = view(request, *args, **kwargs)
            if response.status_code >= HTTPStatus.BAD_REQUEST:
                transaction.set_rollback(True)
            elif submission is not None:
                submission.location = response.headers.get("Location") or response.headers.get(
                    "HX-Redirect", ""
                )
                submission.save(update_fields=["location"])
        return response

    return wrapped


def _key(request: HttpRequest) -> uuid.UUID | None:
    try:
        return uuid.UUID(request.POST.get(FIELD, ""))
    except ValueError:
        return None


def _take(request: HttpRequest, key: uuid.UUID) -> Submission | None:
    try:
        with transaction.atomic():
            return Submission.objects.create(key=key, user=cast("Any", request.user))
    except IntegrityError:
        return None


def _redirect(request: HttpRequest, location: str) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return HttpResponseClientRedirect(location)
    return HttpResponseRedirect(location)
