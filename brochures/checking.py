"""What a brochure still lacks, said in words; what forbids to freeze it, said first."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from brochures.contents import Contents
from brochures.filling import contents_of, pictures_of
from brochures.making import ConsentMissing, require_consent
from brochures.models import Brochure, Figure
from brochures.rendering import PictureMissing, Rendered, RenderingFailed, render
from brochures.visuals import (
    COMMUNE_OPERATIONS,
    PRESENTATION_LIMIT,
    text_limit,
    visual,
)
from operations.models import Testimonial

OLD = datetime.timedelta(days=2 * 365)


@dataclass(frozen=True, kw_only=True)
class Hint:
    """Something to know before freezing; a blocking one forbids it."""

    text: str
    is_blocking: bool = False


@dataclass(frozen=True, kw_only=True)
class Proof:
    """A draft as it stands: its pages when they can be made, and what to know about it."""

    rendered: Rendered | None
    hints: list[Hint]

    @property
    def may_be_frozen(self) -> bool:
        """Tell whether nothing forbids to freeze it."""
        return self.rendered is not None and not any(hint.is_blocking for hint in self.hints)

    @property
    def pages(self) -> range:
        """Return the numbers of the pages."""
        return range(1, (self.rendered.page_count if self.rendered else 0) + 1)


def proof(brochure: Brochure, *, on: datetime.date) -> Proof:
    """Make the draft and look it over."""
    with translation.override("fr"):
        contents = contents_of(brochure, on=on)
        made = visual(contents, pictures=pictures_of(contents))
    hints = list(_consent(brochure, on))
    rendered = None
    try:
        rendered = render(made.paper)
    except (PictureMissing, RenderingFailed) as failure:
        hints.append(Hint(text=str(failure), is_blocking=True))
    else:
        hints.extend(_overflow(rendered, made.planned_pages))
    hints.extend(_missing(brochure, contents, on))
    return Proof(rendered=rendered, hints=hints)


def _consent(brochure: Brochure, on: datetime.date) -> Iterator[Hint]:
    try:
        require_consent(brochure, on=on)
    except ConsentMissing as missing:
        yield Hint(text=str(missing), is_blocking=True)


def _overflow(rendered: Rendered, planned: int) -> Iterator[Hint]:
    """Say which part runs over, when the document has more pages than it was designed for."""
    extra = rendered.page_count - planned
    if extra <= 0:
        return
    names = {
        "operations": _("Our operations"),
        "homes": _("A fair price, and for a long time"),
        "together": _("Together, for what comes next"),
        "solidity": _("Key figures"),
        "risk": _("Security for buyers"),
        "production": _("Our operations"),
        "governance": _("Governance"),
    }
    starts = sorted(rendered.sections.items(), key=lambda item: item[1])
    ends = [page for _name, page in starts[1:]] + [rendered.page_count + 1]
    long = [
        names[name]
        for (name, start), end in zip(starts, ends, strict=True)
        if name in names and end - start > 1
    ]
    yield Hint(
        text=ngettext(
            "The text runs over: %(pages)s page instead of %(planned)s. Shorten “%(parts)s”.",
            "The text runs over: %(pages)s pages instead of %(planned)s. Shorten “%(parts)s”.",
            rendered.page_count,
        )
        % {
            "pages": rendered.page_count,
            "planned": planned,
            "parts": ", ".join(long) or _("the introduction"),
        }
    )


def _missing(brochure: Brochure, contents: Contents, on: datetime.date) -> Iterator[Hint]:
    checks = (
        _operations(contents),
        _figures(brochure, on),
        _words(brochure, contents, on),
        _identity(contents),
    )
    for texts in checks:
        for text in texts:
            yield Hint(text=text)


def _operations(contents: Contents) -> Iterator[str]:
    if not contents.operations:
        yield _("No operation is chosen.")
        return
    for entry in contents.operations:
        if not entry.home_count:
            yield _("%(name)s has no home yet: say how many, on its page.") % {"name": entry.name}
    if contents.audience == "commune":
        yield from _commune_operations(contents)


def _commune_operations(contents: Contents) -> Iterator[str]:
    for entry in contents.operations:
        if entry.picture is None:
            yield _("No photo for %(name)s: a drawing takes its place.") % {"name": entry.name}
    if contents.cover is None:
        yield _("No cover photo: a drawing takes its place.")
    limit = text_limit(min(len(contents.operations), COMMUNE_OPERATIONS))
    for entry in contents.operations[:COMMUNE_OPERATIONS]:
        if len(entry.text) > limit:
            yield _("Of the description of %(name)s, only the first sentences are printed.") % {
                "name": entry.name
            }


def _figures(brochure: Brochure, on: datetime.date) -> Iterator[str]:
    figures = list(brochure.figures.all())
    wanted = {"commune": ["price", "policy"], "bank": ["key", "presales", "financing"]}
    for place in wanted[brochure.audience]:
        if not any(figure.place == place for figure in figures):
            yield _("No figure for “%(place)s”.") % {"place": _place_label(place)}
    for figure in figures:
        if figure.dated_on < on - OLD:
            yield _("The figure “%(figure)s” is more than two years old.") % {"figure": str(figure)}


def _place_label(place: str) -> str:
    return str(Figure.Place(place).label)


def _words(brochure: Brochure, contents: Contents, on: datetime.date) -> Iterator[str]:
    if not contents.introduction:
        yield _("No introduction.")
    if not contents.request:
        yield _("Nothing is asked of the reader.")
    if contents.contact is None:
        yield _("Nobody to call.")
    if contents.audience == "commune" and brochure.testimonial is None:
        spoken = Testimonial.objects.publishable(on).filter(resident__operation__brochures=brochure)
        count = spoken.count()
        if count:
            yield ngettext(
                "No testimonial is quoted; one may be.",
                "No testimonial is quoted; %(n)s may be.",
                count,
            ) % {"n": count}
        else:
            yield _("No testimonial is quoted, and nobody's words may be yet.")
    if contents.audience == "bank" and not contents.bars:
        yield _("No operation has a delivery date: there is no production chart.")


def _identity(contents: Contents) -> Iterator[str]:
    if not contents.identity.presentation:
        yield _("The cooperative does not say who it is: the administrator may, in the settings.")
    elif len(contents.identity.presentation) > PRESENTATION_LIMIT:
        yield _("Of the cooperative's presentation, only the first sentences are printed.")
