"""A web worker is warm before its first request, and starts even when the base is not ready."""

import pytest
from django.db import DatabaseError

from crm import search, warming


@pytest.mark.django_db
def test_every_way_of_searching_is_gone_once(monkeypatch):
    asked = []
    monkeypatch.setattr(search, "search", asked.append)
    monkeypatch.setattr(warming.connections, "close_all", lambda: asked.append("closed"))
    warming.warm()
    assert asked == [*warming.ASKED, "closed"]


@pytest.mark.django_db
def test_a_base_that_is_not_ready_stops_no_worker(monkeypatch, caplog):
    def refuse(text):
        raise DatabaseError

    monkeypatch.setattr(search, "search", refuse)
    monkeypatch.setattr(warming.connections, "close_all", lambda: None)
    warming.warm()
    assert caplog.messages == ["search not warmed error=DatabaseError"]
