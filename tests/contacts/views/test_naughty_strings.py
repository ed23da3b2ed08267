"""515 strings of every bad kind, in every text field: no error, no script, the same text back."""

import html
from html.parser import HTMLParser

import pytest
from django.http import QueryDict
from django.urls import reverse

from contacts import people, tags
from contacts.exporting import exports, writing
from contacts.models import Exchange, Organization, Segment, Stakeholder, Tag
from contacts.selecting import Selection
from tests import make
from tests.contacts.exporting_samples import cards, naughty_strings, sheet, table
from ui.characters import on_one_line, without_controls

STRINGS = naughty_strings()


class _Looking(HTMLParser):
    """Gathers what would run: elements and attributes that none of our pages has."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag, attrs):
        names = dict(attrs)
        inner = tag in {"iframe", "base", "style"} or (tag == "script" and "src" not in names)
        if inner or any(name.startswith("on") for name in names):
            self.found.append(self.get_starttag_text())
        leading = [str(names.get(name)) for name in ("href", "src", "action", "formaction")]
        if any(address.lower().startswith("javascript:") for address in leading):
            self.found.append(self.get_starttag_text())


def texts(page):
    return html.unescape(page.content.decode())


def assert_harmless(page):
    assert page.status_code == 200
    looking = _Looking()
    looking.feed(page.content.decode())
    assert looking.found == []


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def test_there_are_515_different_ones():
    assert len(set(STRINGS)) == len(STRINGS) == 515


def test_people_take_them_and_give_them_back(director, signed_in, media):
    client, kept = signed_in(director), {}
    for text in STRINGS:
        typed = {"first_name": text, "last_name": text, "same_name_seen": ""}
        answer = client.post(reverse("stakeholder_add"), typed)
        if answer.status_code == 422:  # many fold to the same letters: this is somebody else
            typed["same_name_seen"] = answer.context["form"].same_name_seen
            answer = client.post(reverse("stakeholder_add"), typed)
        person = Stakeholder.objects.order_by("-pk").first()
        if answer.status_code == 422:
            assert on_one_line(text) == ""
            continue
        assert answer.status_code == 302
        kept[person.pk] = on_one_line(text)
    assert len(kept) > 400
    stored = dict(Stakeholder.objects.filter(pk__in=kept).values_list("pk", "last_name"))
    assert stored == kept
    _read_back(client, director, kept)


def _read_back(client, director, kept):
    page = client.get("/personnes/")
    while True:
        assert_harmless(page)
        if not page.context["page"].next:
            break
        page = client.get("/personnes/" + page.context["page"].next)
    for pk in list(kept)[::9]:
        page = client.get(reverse("stakeholder_detail", args=[pk]))
        assert_harmless(page)
        assert str(Stakeholder.objects.get(pk=pk)) in texts(page)
    for name in ("xlsx", "csv", "vcard"):
        selection = Selection.of(QueryDict("all=1"), reader=director, on=make.TODAY)
        made, _job = exports.start_people(
            selection=selection, file_format=name, names=["nom"], owner=director
        )
        with made.file.open() as file:
            _same(name, file.read(), sorted(kept.values()))


def _same(name, content, wanted):
    if name == "xlsx":
        rows = sheet(content)[1:]
        assert {cell.data_type for row in rows for cell in row} == {"s"}
        assert sorted(row[0].value for row in rows) == wanted
    elif name == "csv":
        found = [row[0] for row in table(content)[1:]]
        assert not [text for text in found if text[:1] in "=+-@\t\r"]
        assert sorted(found) == sorted(writing.neutral(text) for text in wanted)
    else:
        assert sorted(card.n.value.family for card in cards(content)) == wanted


@pytest.mark.parametrize("at", range(0, 515, 103))
def test_searches_and_addresses_take_them(director, signed_in, at):
    client = signed_in(director)
    make.stakeholder()
    for text in STRINGS[at : at + 103 : 3]:
        page = client.get("/personnes/", {"q": text, "tri": text, "colonnes": text, "vue": text})
        assert_harmless(page)
        wild = {"territory": text, "organization": text, "tags": text, "segment": text}
        assert_harmless(client.get("/personnes/", wild | {"exchanged_from": text, "after": text}))


def test_organizations_exchanges_tags_and_segments_take_them(director, signed_in, media):
    client, person = signed_in(director), make.stakeholder()
    for text in STRINGS[::4]:
        line, block = on_one_line(text), without_controls(text).strip()
        answer = client.post(reverse("organization_add"), {"name": text, "kind": "bank"})
        if answer.status_code == 302:
            assert Organization.objects.order_by("-pk")[0].name == line
        note = {"text": text, "channel": "note", "happened_on": "2026-01-01"}
        answer = client.post(reverse("exchange_add", args=[person.pk]), note)
        if answer.status_code == 302:
            said = Exchange.objects.order_by("-pk")[0].text
            assert said.replace("\r\n", "\n") == block.replace("\r\n", "\n")
        client.post(reverse("tagging_add", args=[person.pk]), {"name": text})
        client.post(reverse("segment_add"), {"name": text, "purpose": text, "query": text})
    assert Organization.objects.count() > 80
    assert Exchange.objects.count() > 100
    assert Tag.objects.count() > 60
    assert Segment.objects.count() > 60
    for url in ("/organismes/", "/etiquettes/", "/segments/", f"/personnes/{person.pk}/"):
        assert_harmless(client.get(url))
    people.add_stakeholder(first_name="A", last_name="B", source_on=make.TODAY)
    assert tags.named("Élus", author=director) == tags.named("elus", author=director)
