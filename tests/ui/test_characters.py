import pytest
from django.urls import reverse

from contacts.models import Organization, Stakeholder
from ui.characters import on_one_line, without_controls


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Ker\x00ven", "Kerven"),
        ("\x1b[31mrouge\x1b[0m", "[31mrouge[0m"),
        ("un\tdeux\r\ntrois", "un\tdeux\r\ntrois"),
        ("\x7fa\x9cb", "ab"),
        ("a\ud800b", "ab"),
        ("👩‍👧 עברית \u202e", "👩‍👧 עברית \u202e"),
    ],
)
def test_control_characters_go_and_the_rest_stays(typed, kept):
    assert without_controls(typed) == kept


@pytest.mark.parametrize(
    "broken", ["un\r\nBcc: x", "un \n  Bcc: x", "un\u2028Bcc: x", "un\tBcc: x"]
)
def test_a_box_of_one_line_holds_one_line(broken):
    assert on_one_line(broken) == "un Bcc: x"


def test_a_form_takes_a_pasted_name_without_them(director, signed_in):
    client = signed_in(director)
    answer = client.post(
        reverse("organization_add"), {"name": "Banque\x00 des\r\nEmb\x07runs", "kind": "bank"}
    )
    assert answer.status_code == 302
    assert Organization.objects.get().name == "Banque des Embruns"


def test_a_search_takes_them_too(director, signed_in):
    Stakeholder.objects.create(
        first_name="A", last_name="B", source_on="2026-01-01", sort_key="b a"
    )
    assert signed_in(director).get("/personnes/", {"q": "\x00\x1b"}).status_code == 200
