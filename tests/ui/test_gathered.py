"""Gestures of one kind, made one after the other, are told as one line of grouped changes."""

from typing import Any

import pytest

from contacts import following
from tests import make
from tests.contacts import register
from ui import batches, gathered
from ui.models import Batch

pytestmark = pytest.mark.django_db


def _follow(count: int, author: Any) -> None:
    for at in range(count):
        person = register.person(f"Anne {at}", identity=f"x{at}")
        register.seat(person, make.commune(f"Bourg {at}", f"2980{at}"))
        following.take_in(person, author=author)


def _titles(found: Any) -> list[str]:
    return [line.title for line in gathered.lines(found)]


def test_many_are_one_line_and_each_is_taken_back_by_itself(director, signed_in):
    _follow(3, director)
    client = signed_in(director)
    page = client.get("/modifications/").content.decode()
    assert "3 personnes suivies" in page
    for batch in Batch.objects.all():
        assert f'href="/modifications/{batch.pk}/annuler/"' in page


def test_two_are_two_lines(director):
    _follow(2, director)
    assert _titles(Batch.objects.all()) == ["Suivre Anne 1 Le Goff", "Suivre Anne 0 Le Goff"]


def test_another_gesture_or_another_person_parts_them(director, communicator):
    _follow(3, director)
    found = list(Batch.objects.order_by("-pk"))
    other = batches.begin(kind="x", title="Import", owner=director, permission="x")
    assert len(_titles([*found[:1], other, *found[1:]])) == 4
    found[1].owner = communicator
    assert len(_titles(found)) == 3
