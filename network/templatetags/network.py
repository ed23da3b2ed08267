"""How a stance reads on a page: a word that agrees, beside a small ladder of five bars."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from network import labels
from network.models import Stance
from network.stances import LADDER

register = template.Library()
HIDDEN = format_html('aria-hidden="{}"', "true")
BARRED = format_html(
    '<g fill="none" stroke="currentColor" stroke-width="{}">'
    '<circle cx="9" cy="9" r="7"/><path d="M4.5 9h9"/></g>',
    2,
)


@register.simple_tag
def stance_label(stance: str, sex: str) -> str:
    """Write "convaincue", "convaincu" or "convaincu·e"."""
    return labels.stance_label(stance, sex)


@register.simple_tag
def stance_mark(stance: str) -> SafeString:
    """Draw the ladder: as many full bars as rungs climbed; a barred circle for "reserved".

    Decorative: the word always stands beside it.
    """
    if stance not in LADDER:
        return format_html(
            '<svg class="stance-mark" width="18" height="18" viewBox="0 0 18 18" {}>{}</svg>',
            HIDDEN,
            BARRED,
        )
    height = LADDER.index(Stance(stance))
    bars = format_html_join(
        "",
        '<rect x="{}" y="{}" width="5" height="{}" rx="1" stroke="currentColor" fill="{}"/>',
        (
            (
                1 + 7 * index,
                13 - 3 * index,
                4 + 3 * index,
                "currentColor" if index <= height else "none",
            )
            for index in range(len(LADDER))
        ),
    )
    return format_html(
        '<svg class="stance-mark" width="35" height="18" viewBox="0 0 35 18" {}>{}</svg>',
        HIDDEN,
        bars,
    )
