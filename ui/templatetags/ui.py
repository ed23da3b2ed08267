"""The kit's tags: icons, dates as French writes them, form controls, panels."""

import datetime
import re
import uuid
from functools import cache
from pathlib import Path
from typing import Any

from django import forms, template
from django.template.loader import render_to_string
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ui import registry, writes

register = template.Library()
DAY_STYLES = {
    "long": "j F Y",
    "full": "l j F Y",
    "weekday": "l j F",
    "short": "j F",
    "month": "F Y",
}
LOOSE_SPACE = re.compile(r"(?<=«) (?=\S)|(?<=\S) (?=[»:;!?%€])")
ICONS = Path(__file__).parent.parent / "static" / "vendor" / "tabler-icons"


@cache
def _icon_body(name: str) -> str:
    text = (ICONS / f"{name}.svg").read_text()
    return " ".join(text[text.index(">") + 1 : text.rindex("</svg>")].split())


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """Draw a Tabler icon; decorative unless a label is given. Raises when there is none."""
    hidden = format_html('role="img" aria-label="{}"', label) if label else 'aria-hidden="true"'
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor"'
        ' stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" {}>{}</svg>',
        mark_safe(hidden),  # noqa: S308 - built two lines above
        mark_safe(_icon_body(name)),  # noqa: S308 - a file of ours
    )


@register.simple_tag
def once() -> SafeString:
    """Give a form the key that makes a second post of it harmless (`ui.writes.one_write`)."""
    return format_html('<input type="hidden" name="{}" value="{}">', writes.FIELD, uuid.uuid4())


@register.filter
def day(value: datetime.date | None, style: str = "long") -> str:
    """Write a day: "1er mai 2026"; "full" adds the weekday, "weekday" has no year.

    "short" is "1er mai", "month" is "mai 2026".
    """
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        value = timezone.localtime(value).date()
    text = formats.date_format(value, DAY_STYLES[style])
    if get_language() == "fr" and value.day == 1:
        text = re.sub(r"\b1 ", "1er ", text, count=1)
    return re.sub(r"(\d(?:er)?) (?=\D)", "\\1\N{NO-BREAK SPACE}", text, count=1)


@register.filter
def hour(value: datetime.datetime | None) -> str:
    """Write a time of the day, in Paris: "9 h 30" in French, "09:30" in English."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    if get_language() == "fr":
        minutes = f"\N{NO-BREAK SPACE}{local:%M}" if local.minute else ""
        return f"{local.hour}\N{NO-BREAK SPACE}h{minutes}"
    return f"{local:%H:%M}"


@register.filter
def number(value: int | None) -> str:
    """Write a whole number with the thousands apart: "32 475"."""
    if value is None:
        return ""
    narrow = "\N{NARROW NO-BREAK SPACE}" if get_language() == "fr" else ","
    return f"{value:,}".replace(",", narrow)


@register.filter
def held(text: str) -> str:
    """Hold French marks to their word where somebody typed a plain space: no line begins with »."""
    return LOOSE_SPACE.sub("\N{NO-BREAK SPACE}", text)


@register.simple_tag
def control(field: forms.BoundField) -> SafeString:
    """Draw the control of a form field with the classes of the kit."""
    widget = field.field.widget
    if isinstance(widget, forms.CheckboxInput | forms.CheckboxSelectMultiple | forms.RadioSelect):
        kind = "form-check-input"
    elif isinstance(widget, forms.Select):
        kind = "form-select"
    else:
        kind = "form-control"
    state = " is-invalid" if field.errors else ""
    given = widget.attrs.get("class", "")
    return field.as_widget(attrs={"class": f"{kind}{state} {given}".strip()})


@register.simple_tag
def choice_control(choice: forms.boundfield.BoundWidget) -> SafeString:
    """Draw one box or button of a group with the classes of the kit."""
    choice.data["attrs"]["class"] = "form-check-input"
    return choice.tag()


@register.filter
def is_checkbox(field: forms.BoundField) -> bool:
    """Tell whether the field is a single box to tick."""
    return isinstance(field.field.widget, forms.CheckboxInput)


@register.filter
def is_group(field: forms.BoundField) -> bool:
    """Tell whether the field is several boxes or buttons under one legend."""
    return isinstance(field.field.widget, forms.CheckboxSelectMultiple | forms.RadioSelect)


@register.simple_tag(takes_context=True)
def render_panels(context: template.Context, page: str, subject: Any, place: str) -> SafeString:
    """Draw what higher packages hang at this place of the page."""
    request = context["request"]
    return mark_safe(  # noqa: S308 - rendered templates
        "".join(
            render_to_string(panel.template, {**variables, "subject": subject}, request=request)
            for panel, variables in registry.panels(request, page, subject, place)
        )
    )


@register.simple_tag(takes_context=True)
def render_row_actions(
    context: template.Context,
    actions: dict[int, list[tuple[registry.RowAction, dict[str, Any]]]],
    row: Any,
) -> SafeString:
    """Draw what higher packages offer on this row (see `ui.registry.row_actions`)."""
    request = context["request"]
    return mark_safe(  # noqa: S308 - rendered templates
        "".join(
            render_to_string(action.template, {**variables, "row": row}, request=request)
            for action, variables in actions.get(row.pk, [])
        )
    )


@register.inclusion_tag("ui/parts/empty.html")
def empty(title: str, text: str = "", href: str = "", action: str = "") -> dict[str, str]:
    """Draw an empty state: what is missing, and the next thing to do."""
    return {"title": title, "text": text, "href": href, "action": action}


@register.inclusion_tag("ui/parts/pages.html")
def pages(page: Any) -> dict[str, Any]:
    """Draw the links to the previous and the next page of a list."""
    return {"page": page}


@register.filter
def theme_label(value: str) -> str:
    """Name a theme."""
    return {"auto": _("As on this device"), "light": _("Light"), "dark": _("Dark")}[value]
