"""One page of a list: its rows, what stands in their columns, how many there are."""

from typing import Any

from django.db import models
from django.http import HttpRequest

from contacts import columns
from contacts.columns import Column
from contacts.list_kinds import ORGANIZATIONS
from contacts.listed import Listed
from ui import registry
from ui.listing import PAGE_SIZE, counted, page_of


def table(
    request: HttpRequest,
    rows: Listed,
    *,
    size: int = PAGE_SIZE,
    prefix: str = "",
    more: tuple[Column, ...] = (),
) -> dict[str, Any]:
    """Return what the template of the rows needs; `more` columns stand before those asked for."""
    order = rows.order.order_for(rows.reader)
    shown = rows.shown.fetch_mode(models.FETCH_RAISE)
    page = page_of(request, shown, key=order, size=size, prefix=prefix)
    wanted = [*more, *rows.columns]
    return {
        "kind": rows.kind,
        "listed": rows,
        "page": page,
        "counted": counted(rows.rows, page),
        "lines": columns.lines(page.rows, wanted, rows.reading),
        "columns": wanted,
        "cells": registry.row_actions(request, "organization_list", page.rows)
        if rows.kind is ORGANIZATIONS
        else {},
        "query": rows.kept,
        "today": rows.on,
    }
