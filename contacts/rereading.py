"""What was written of others and may speak of somebody, to be read before they are erased.

Their full name, e-mail and phone are taken out of these texts by itself. A surname alone, a first
name alone may be anybody's: it stays, unless somebody who has read the text decides.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from django.apps import apps
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.permissions import Permission, may
from contacts.mentions import Traces, named, traces_of
from contacts.models import Stakeholder
from contacts.somebody import identities, label_of, models_of_people
from directory.folding import fold
from directory.names import sort_key

AT_MOST = 60
AROUND = 60  # letters shown on both sides of the name
SHORTEST = 3  # letters of a surname; a shorter one is a word of French
PACKAGES = ("brochures", "contacts", "events", "network", "operations")
# Long texts of these are no notes: files, texts of the law, what was searched.
_LEFT_OUT = frozenset(
    {"contacts.notice", "contacts.processing", "contacts.privacyrule", "contacts.watchedwords"}
    | {"contacts.fileimport", "contacts.fileimportrow", "contacts.export", "contacts.erasure"}
    | {"contacts.savedview", "contacts.segment", "brochures.wording"}
)


@dataclass(frozen=True, kw_only=True)
class Passage:
    """A text that names somebody: where it stands, a few words of it, whether it will be cleared.

    `excerpt` is empty when the reader may not see the note.
    """

    place: str
    url: str
    excerpt: str
    is_cleared: bool


@dataclass
class Passages:
    """Some of the texts that name somebody: from which one on, and how many there are in all."""

    first: int = 1
    told: list[Passage] = field(default_factory=list)
    count: int = 0

    @property
    def last(self) -> int:
        """Return the place of the last one told."""
        return self.first + len(self.told) - 1

    @property
    def previous(self) -> str:
        """Return the address of the texts before these, or nothing."""
        return _from(max(self.first - AT_MOST, 1)) if self.first > 1 else ""

    @property
    def next(self) -> str:
        """Return the address of the texts after these, or nothing."""
        return _from(self.last + 1) if self.last < self.count else ""


def _from(first: int) -> str:
    return f"?texts={first}#reread"


def is_prose(one: Any) -> bool:
    """Tell whether a field holds sentences."""
    if one.name in ("sort_key", "search_text", "key", "query") or one.choices:
        return False
    return isinstance(one, models.TextField | models.CharField) and (
        one.max_length is None or one.max_length >= 100  # noqa: PLR2004 - a sentence fits
    )


def has_namesakes(person: Any) -> bool:
    """Tell whether somebody else here bears the same name."""
    key, known = sort_key(person.last_name, person.first_name), identities(person)
    return any(
        model._default_manager.filter(sort_key=key)
        .exclude(pk__in=known.get(model._meta.label_lower, []))
        .exists()
        for model in models_of_people()
    )


def passages(person: Any, *, reader: Any, first: int = 1) -> Passages:
    """Return the texts about others that name this person, or bear their surname.

    All are counted; `AT_MOST` of them are told, from the `first` one on.
    """
    traces = traces_of(person)
    surnames = {fold(row.last_name) for row in named(person)}
    surnames = {one for one in surnames if len(one) >= SHORTEST}
    own, is_alone = identities(person), not has_namesakes(person)
    found = Passages(first=max(first, 1))
    for model in _models():
        for row, text in _rows(model):
            if _is_of(row, own) or not _names(text, traces, surnames):
                continue
            found.count += 1
            if found.first <= found.count < found.first + AT_MOST:
                passage = _passage(row, text, surnames, reader)
                passage = replace(passage, is_cleared=is_alone and traces.are_in(text))
                found.told.append(passage)
    return found


def _models() -> Iterator[Any]:
    for model in apps.get_models():
        config = model._meta.app_config
        is_past = hasattr(model, "instance_type")
        is_left_out = is_past or model._meta.label_lower in _LEFT_OUT
        if config and config.name in PACKAGES and not is_left_out:
            yield model


def _rows(model: Any) -> Iterator[tuple[Any, str]]:
    """Yield the rows with their sentences; names and titles are no sentences."""
    names = [one.name for one in model._meta.concrete_fields if is_prose(one) and _is_note(one)]
    if names:
        for row in model._base_manager.order_by("-pk").iterator(chunk_size=500):
            text = "\n".join(filter(None, (getattr(row, name) for name in names)))
            if text:
                yield row, text


def _is_note(one: Any) -> bool:
    return one.name not in ("first_name", "last_name", "name", "title", "source_name", "street")


def _is_of(row: Any, own: dict[str, list[int]]) -> bool:
    """Tell whether the row is the person's own: it goes, or is emptied, whole."""
    if row.pk in own.get(label_of(row), ()):
        return True
    keys = [one for one in row._meta.concrete_fields if isinstance(one, models.ForeignKey)]
    return any(
        getattr(row, one.attname) in own.get(one.related_model._meta.label_lower, ())
        for one in keys
    )


def _names(text: str, traces: Traces, surnames: set[str]) -> bool:
    folded = f" {fold(text)} "
    return any(f" {one} " in folded for one in surnames) or traces.are_in(text)


def _passage(row: Any, text: str, surnames: set[str], reader: Any) -> Passage:
    whose = Stakeholder.everyone.filter(pk=getattr(row, "stakeholder_id", None) or 0).first()
    kind = str(row._meta.verbose_name)
    place = _("%(kind)s about %(name)s") % {"kind": kind, "name": whose} if whose else kind
    hidden = getattr(row, "is_private", False) and not may(reader, Permission.READ_PRIVATE_NOTES)
    return Passage(
        place=place[:1].upper() + place[1:],
        url=_page_of(row, whose),
        excerpt="" if hidden else _around(text, surnames),
        is_cleared=False,
    )


def _page_of(row: Any, whose: Any) -> str:
    if whose is not None:
        return reverse("stakeholder_detail", args=[whose.pk])
    return str(row.get_absolute_url()) if hasattr(row, "get_absolute_url") else ""


def _around(text: str, surnames: set[str]) -> str:
    """Return the words around the first place where the surname stands."""
    words = text.split()
    folded = [fold(word) for word in words]
    firsts = {one.split()[0] for one in surnames}
    at = next(
        (place for place, word in enumerate(folded) if firsts & set(word.split())), len(words) // 2
    )
    start, end = max(0, at - 9), min(len(words), at + 10)
    said = " ".join(words[start:end])
    return f"{'… ' if start else ''}{said}{' …' if end < len(words) else ''}"
