"""Every address of the product, and how to reach it in a world of one of each."""

import uuid
from collections.abc import Callable, Iterator
from typing import Any

from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern, URLResolver

from tests.world import World

type Arguments = dict[str, Any]

# Whose key the address carries, where its own name does not say it.
SUBJECTS = {
    "stakeholder_follow": "register_person",
    "register_person": "register_person",
    "exchange_add": "stakeholder",
    "post_add": "stakeholder",
    "contact_point_add": "stakeholder",
    "contact_point_edit": "contact_point",
    "contact_point_delete": "contact_point",
    "contact_point_prefer": "contact_point",
    "assistant_add": "stakeholder",
    "mandate_add": "stakeholder",
    "seat_detail": "territory",
    "access_file_add": "stakeholder",
    "person_rights": "resident",
    "person_copy": "resident",
    "access_file_download": "access_file",
    "erasure_add": "stakeholder",
    "retention_keep": "stakeholder",
    "information_add": "stakeholder",
    "information_letter": "stakeholder",
    "objection_add": "stakeholder",
    "objection_lift": "stakeholder",
    "privacy_request_edit": "privacy_request",
    "tagging_add": "stakeholder",
    "saved_view_detail": "saved_view",
    "saved_view_edit": "saved_view",
    "saved_view_update": "saved_view",
    "saved_view_delete": "saved_view",
    "stance_add": "stakeholder",
    "import_columns": "file_import",
    "import_detail": "file_import",
    "import_row": "file_import_row",
    "import_run": "file_import",
    "import_abandon": "file_import",
    "photo_add": "operation",
    "consent_add": "resident",
    "consent_form": "resident",
    "guest_add": "event",
    "host_add": "event",
    "handover_add": "edition",
    "user_edit": "reader",
    "user_close": "reader",
    "user_reopen": "reader",
    "user_send_link": "reader",
}
# Arguments other than a primary key.
OTHERS: dict[str, Callable[[World], Arguments]] = {
    "cards": lambda world: {"cards": "personnes"},
    "first": lambda world: {"first": world.stakeholder.pk},
    "second": lambda world: {"second": world.twin.pk},
    "kind": lambda world: {"kind": "hosting"},
    "field": lambda world: {"field": "phone"},
    "model": lambda world: {"model": "mandate"},
    "version": lambda world: {"version": world.mandate.history.latest().history_id},
    "seat": lambda world: {"seat": "mayor"},
    "topic": lambda world: {"topic": "brs"},
    "upload": lambda world: {"upload": uuid.uuid4()},
    "token": lambda world: {"token": world.feed_token},
    "number": lambda world: {"number": 1},
    "key": lambda world: {"key": "0" * 64},
    "uidb36": lambda world: {"uidb36": "1"},
    "people": lambda world: {"people": "elected"},
    "who": lambda world: {"who": "habitants"},
    "matter": lambda world: {"matter": "health"},
    "activity": lambda world: {"activity": "contacts"},
    "series": lambda world: {"series": world.information.series},
    "code": lambda world: {"code": world.territory.code},
}


def routes() -> dict[str, URLPattern]:
    """Return every named route of the URLconf; a nameless one fails."""
    return {str(entry.name): entry for entry in _patterns(get_resolver())}


def _patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _patterns(entry)
        else:
            assert entry.name, f"an address without a name: {entry.pattern}"
            yield entry


def address(name: str, world: World) -> str:
    """Return the address of a route, about the objects of this world."""
    return reverse(name, kwargs=_arguments(name, world))


def takes_arguments(name: str) -> bool:
    """Tell whether the address of a route is about something that must be there."""
    pattern = routes()[name].pattern
    return bool(set(pattern.regex.groupindex) | set(pattern.converters))


def _arguments(name: str, world: World) -> Arguments:
    pattern = routes()[name].pattern
    wanted = set(pattern.regex.groupindex) | set(pattern.converters)
    found: Arguments = {}
    for argument in wanted:
        if argument == "pk":
            found["pk"] = _subject(name, world).pk
        else:
            found |= OTHERS[argument](world)
    return found


def _subject(name: str, world: World) -> Any:
    subject = SUBJECTS.get(name, name.partition("_")[0])
    if subject == "reader":
        from accounts.permissions import Role

        return world.cast[Role.READER]
    return getattr(world, subject)
