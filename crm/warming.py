"""What a web worker does once before its first request, so that nobody waits for it.

The first search of a process took ten times as long as the next: addresses, templates and the
catalogue are read, statements are composed for the first time. `crm.wsgi` calls `warm`; commands
of `manage.py` do not.
"""

import logging

from django.db import DatabaseError, connections
from django.template.loader import get_template
from django.urls import get_resolver
from django.utils import translation

logger = logging.getLogger(__name__)

# With a typing error and a piece from inside a word, so that every way of searching is gone once.
ASKED = ("maire quimper", "guyomrch")
PAGES = ("crm/home.html", "crm/search.html", "contacts/stakeholder_list.html")


def warm() -> None:
    """Go once through what every page needs, and through a search; leave no connection open."""
    from crm import search  # models are ready by now, not when this module is first read

    with translation.override("fr"):
        _patterns = get_resolver().url_patterns
        for page in PAGES:
            get_template(page)
        try:
            for text in ASKED:
                search.search(text)
        except DatabaseError as error:
            # A base that was not migrated yet: the page will say it.
            logger.warning("search not warmed error=%s", type(error).__name__)
        finally:
            connections.close_all()
