"""Marks in what a search found the parts that answer it."""

from django import template
from django.utils.safestring import SafeString

from directory import marking
from directory.ranking import Asked

register = template.Library()


@register.filter
def marked(text: object, asked: Asked) -> SafeString:
    """Return the text with what answers the words between <mark>."""
    return marking.marked(str(text), asked)
