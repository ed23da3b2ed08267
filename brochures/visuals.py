"""The two designed visuals: from plain contents to the HTML of the printed pages."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from brochures import drawings
from brochures.colours import Palette, palette
from brochures.contents import Contents, FigureEntry, Note, OperationEntry, Step
from brochures.rendering import Paper, svg_uri
from brochures.typography import NO_BREAK, first_sentences, set_in_french
from ui.templatetags.ui import day, number

COMMUNE_OPERATIONS = 6
# Characters of the presentation of an operation, by how many share the page.
TEXT_LIMITS = {1: 700, 2: 430, 3: 220, 4: 200, 5: 100, 6: 100}
WIDE_SHAPES = (1, 3, 5)  # an odd number of operations: the first one takes the whole width
LEAD_LIMIT = 300
CALENDAR_LINES = 4
PRESENTATION_LIMIT = 420
SHORT_PIPELINE = 4
PIPELINE_WITH_SHARES = 8
SHARES = 5
SHARE_BAR = 45  # millimetres of the bar that stands for all the homes
PIPELINE_STEPS = ("permit", "ground_breaking", "delivery")
SAFETY = ("resale", "buy_back", "rehousing")


@dataclass(frozen=True, kw_only=True)
class Visual:
    """A page set ready to be rendered, and the number of pages it was designed for."""

    paper: Paper
    planned_pages: int


type Pictures = Mapping[str, tuple[str, Callable[[], bytes]]]


def visual(contents: Contents, *, pictures: Pictures) -> Visual:
    """Return the visual of the contents' audience. It is French, whatever the reader's language."""
    make = {"commune": _commune, "bank": _bank}[contents.audience]
    with translation.override("fr"):
        colours = palette(contents.identity.accent)
        context = _shared(contents, colours) | make(contents, colours)
        html = render_to_string(f"brochures/print/{contents.audience}.html", context)
        paper = Paper(
            html=set_in_french(html),
            css=("sheet.css", f"{contents.audience}.css"),
            pictures=pictures,
        )
    return Visual(paper=paper, planned_pages=planned_pages(contents))


def planned_pages(contents: Contents) -> int:
    """Return the number of pages the visual has when nothing overflows."""
    if contents.audience == "commune":
        return 4 if contents.operations else 3
    return 4 if len(contents.operations) > SHORT_PIPELINE else 3


def _shared(contents: Contents, colours: Palette) -> dict[str, Any]:
    on = day(contents.on)
    if contents.edition:
        edition = _("Edition %(number)s, %(day)s") % {"number": contents.edition, "day": on}
    else:
        edition = _("Draft of %(day)s") % {"day": on}
    safety = [contents.notes[topic] for topic in SAFETY]
    return {
        "contents": contents,
        "palette": colours,
        "edition_line": edition,
        "description": contents.introduction,
        "presentation": first_sentences(contents.identity.presentation, PRESENTATION_LIMIT),
        "safety_notes": safety,
        "safety_source": _sources(safety),
        "cooperative": contents.notes["cooperative"],
        "brs": contents.notes["brs"],
    }


def _sources(notes: Sequence[Note]) -> str:
    """Name the sources of several notes once each, with the oldest day they were checked."""
    names = ", ".join(dict.fromkeys(note.source for note in notes))
    return _("%(sources)s. Checked on %(day)s") % {
        "sources": names,
        "day": day(min(note.on for note in notes)),
    }


def _commune(contents: Contents, colours: Palette) -> dict[str, Any]:
    told = list(contents.operations[:COMMUNE_OPERATIONS])
    limit = text_limit(len(told))
    has_lead = len(told) in WIDE_SHAPES[1:]
    entries = [
        _card(entry, colours, LEAD_LIMIT if has_lead and not place else limit)
        for place, entry in enumerate(told)
    ]
    prices = list(contents.figures.get("price", ()))[:3]
    calendar = _calendar(contents)
    return {
        "cover_motif": svg_uri(drawings.houses(colours, seed=7, width=840, height=860)),
        "shape": len(told),
        "wide_shapes": WIDE_SHAPES,
        "rows": _rows(entries),
        "has_built": any(entry.delivered_on for entry in contents.operations),
        "operations_lead": _operations_lead(contents),
        "also": ", ".join(entry.name for entry in contents.operations[COMMUNE_OPERATIONS:]),
        "prices": prices,
        "tenure_notes": [contents.notes["brs"], contents.notes["psla"]],
        "path_drawing": svg_uri(drawings.residential_path(_path(), colours)),
        "path_alt": _("The path of a household: ")
        + ", ".join(f"{word} ({phrase})" for word, phrase in _path()),
        "show_safety": not (contents.quote and prices),
        "targets": contents.notes["targets"],
        "method": contents.notes["method"],
        "policies": _policies(contents),
        "calendar": calendar,
    }


def text_limit(count: int) -> int:
    """Return the characters of a description that fit when so many operations share the page."""
    return TEXT_LIMITS.get(count, 100)


def _policies(contents: Contents) -> list[FigureEntry]:
    figures = [*contents.figures.get("policy", ()), *contents.figures.get("key", ())]
    return figures[:4]


def _path() -> list[tuple[str, str]]:
    return [
        (_("Rent"), _("a home at a moderate rent")),
        (_("Buy in safety"), _("at a price known from the first day")),
        (_("Sell again"), _("and hand on a home still affordable")),
    ]


def _card(entry: OperationEntry, colours: Palette, limit: int) -> dict[str, Any]:
    drawing = drawings.houses(colours, seed=entry.seed, width=700, height=400)
    return {
        "name": entry.name,
        "picture": entry.picture,
        "motif": svg_uri(drawing) if entry.picture is None else "",
        "facts": facts_of(entry),
        "text": first_sentences(entry.text, limit),
        "steps": entry.steps,
    }


def facts_of(entry: OperationEntry) -> list[str]:
    """Say in a few words how many homes, when, and under which tenures."""
    facts = []
    if entry.home_count:
        facts.append(
            ngettext("%(n)s home", "%(n)s homes", entry.home_count)
            % {"n": number(entry.home_count)}
        )
    if entry.delivered_on:
        facts.append(_("delivered in %(month)s") % {"month": day(entry.delivered_on, "month")})
    elif entry.expected_on:
        facts.append(
            _("delivery planned in %(month)s") % {"month": day(entry.expected_on, "month")}
        )
    if len(entry.tenures) == 1:
        facts.append(entry.tenures[0].words)
    else:
        facts.append(", ".join(f"{homes.count} {homes.words}" for homes in entry.tenures))
    return [fact for fact in facts if fact]


def _rows(entries: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Lay the cards out: one, two rows of one, or pairs with a first wide one when they are odd."""
    if len(entries) <= 2:  # noqa: PLR2004 - one and two have their own shapes
        return [[entry] for entry in entries]
    rows = [entries[:1]] if len(entries) % 2 else []
    rest = entries[len(entries) % 2 :]
    return rows + [rest[place : place + 2] for place in range(0, len(rest), 2)]


def _operations_lead(contents: Contents) -> str:
    delivered = sum(e.home_count for e in contents.operations if e.delivered_on)
    coming = contents.home_count - delivered
    place = contents.place
    if delivered and coming:
        return _(
            "%(delivered)s homes already lived in, %(coming)s more on the way: here is what the"
            " cooperative and the commune %(place)s have carried together."
        ) % {"delivered": number(delivered), "coming": number(coming), "place": contents.place_of}
    if delivered:
        return ngettext(
            "%(n)s home is lived in today, thanks to what the cooperative and the commune %(place)s"
            " have carried together.",
            "%(n)s homes are lived in today, thanks to what the cooperative and the commune"
            " %(place)s have carried together.",
            delivered,
        ) % {"n": number(delivered), "place": contents.place_of}
    return _("%(n)s homes are on the way %(place)s.") % {"n": number(coming), "place": place}


def _calendar(contents: Contents) -> list[dict[str, Any]]:
    coming = [
        (step, entry.name)
        for entry in contents.operations
        for step in entry.steps
        if not step.is_done and step.on >= contents.on
    ]
    coming.sort(key=lambda pair: (pair[0].on, pair[1]))
    return [{"step": step, "name": name} for step, name in coming[:CALENDAR_LINES]]


def _bank(contents: Contents, colours: Palette) -> dict[str, Any]:
    figures = contents.figures
    pictured = [entry for entry in contents.operations if entry.picture]
    return {
        "is_long": len(contents.operations) > SHORT_PIPELINE,
        "keys": list(figures.get("key", ()))[:6],
        "keys_heading": _("What it measures"),
        "presales": list(figures.get("presales", ()))[:3],
        "presales_heading": _("What it measures"),
        "financing": list(figures.get("financing", ()))[:7],
        "governance": list(figures.get("governance", ()))[:3],
        "governance_heading": _("What it measures"),
        "sga": contents.notes["sga"],
        "review": contents.notes["review"],
        "chart": svg_uri(
            drawings.production_chart(
                contents.bars, contents.series, colours, planned_label=pgettext("homes", "planned")
            )
        ),
        "chart_alt": _chart_alt(contents),
        "pipeline": [_pipeline_line(entry) for entry in contents.operations],
        "shares": _shares(contents) if len(contents.operations) <= PIPELINE_WITH_SHARES else [],
        "feature": pictured[0] if pictured else None,
    }


def _chart_alt(contents: Contents) -> str:
    years = [
        _("%(year)s: %(done)s delivered, %(planned)s planned")
        % {"year": bar.label, "done": sum(bar.done), "planned": bar.planned}
        for bar in contents.bars
    ]
    return _("Homes per year. ") + "; ".join(years) + "."


def _shares(contents: Contents) -> list[dict[str, Any]]:
    """Return the homes per tenure, most first, with their share in percent."""
    counts: dict[str, int] = {}
    for entry in contents.operations:
        for homes in entry.tenures:
            counts[homes.label] = counts.get(homes.label, 0) + homes.count
    total = sum(counts.values())
    largest = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:SHARES]
    return [
        {
            "label": label,
            "count": count,
            "percent": round(100 * count / total),
            "width": round(SHARE_BAR * count / total),
        }
        for label, count in largest
    ]


def _pipeline_line(entry: OperationEntry) -> dict[str, Any]:
    return {
        "entry": entry,
        "tenures": ", ".join(f"{homes.count} {homes.words}" for homes in entry.tenures) or "–",
        "cells": [_cell(entry.step(kind)) for kind in PIPELINE_STEPS],
    }


def _cell(step: Step | None) -> str:
    if step is None:
        return "–"
    mark = "" if step.is_done else NO_BREAK + pgettext("planned date", "p.")
    return f"{step.on:%m/%Y}{mark}"
