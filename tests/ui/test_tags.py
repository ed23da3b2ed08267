"""Days, hours and numbers as French writes them; icons as SVG."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template
from django.utils import translation

from ui.templatetags import ui

PARIS = ZoneInfo("Europe/Paris")
NB, THIN = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"


@pytest.fixture(autouse=True)
def french():
    with translation.override("fr"):
        yield


@pytest.mark.parametrize(
    ("style", "text"),
    [
        ("long", f"12{NB}mai 2026"),
        ("short", f"12{NB}mai"),
        ("month", "mai 2026"),
    ],
)
def test_a_day(style, text):
    assert ui.day(datetime.date(2026, 5, 12), style) == text


def test_the_first_of_a_month_is_an_ordinal():
    assert ui.day(datetime.date(2026, 5, 1)) == f"1er{NB}mai 2026"
    assert "1er mai 2026" in ui.day(datetime.date(2026, 5, 1), "full").replace(NB, " ")


def test_the_eleventh_and_the_twenty_first_are_not():
    assert ui.day(datetime.date(2026, 5, 11)) == f"11{NB}mai 2026"
    assert ui.day(datetime.date(2026, 5, 21)) == f"21{NB}mai 2026"
    assert "21 mai" in ui.day(datetime.date(2026, 5, 21), "full").replace(NB, " ")


def test_a_moment_near_midnight_falls_on_the_day_of_paris():
    late = datetime.datetime(2026, 7, 14, 22, 30, tzinfo=datetime.UTC)
    assert ui.day(late) == f"15{NB}juillet 2026"


def test_no_day_is_nothing():
    assert (ui.day(None), ui.hour(None), ui.number(None)) == ("", "", "")


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (datetime.datetime(2026, 7, 14, 9, 5, tzinfo=PARIS), f"9{NB}h{NB}05"),
        (datetime.datetime(2026, 7, 14, 14, 0, tzinfo=PARIS), f"14{NB}h"),
        (datetime.datetime(2026, 12, 1, 9, 30, tzinfo=datetime.UTC), f"10{NB}h{NB}30"),
    ],
)
def test_an_hour(moment, text):
    assert ui.hour(moment) == text


def test_thousands_stand_apart():
    assert ui.number(32475) == f"32{THIN}475"


def test_english_writes_otherwise():
    with translation.override("en"):
        moment = datetime.datetime(2026, 7, 14, 9, 5, tzinfo=PARIS)
        assert (ui.hour(moment), ui.number(32475)) == ("09:05", "32,475")


def test_an_icon_is_hidden_from_those_who_listen_unless_it_says_something():
    assert 'aria-hidden="true"' in ui.icon("calendar")
    assert 'aria-label="Date &lt;b&gt;"' in ui.icon("calendar", "Date <b>")


def test_an_icon_that_is_not_there_fails():
    with pytest.raises(FileNotFoundError):
        ui.icon("no-such-icon")


def test_each_form_shown_has_its_own_key():
    template = Template("{% once %}")
    assert template.render(Context()) != template.render(Context())


def test_no_line_begins_with_a_closing_mark():
    text = "« Voilà ! » dit-elle : 15 % de moins\n; et puis"
    held = "«~Voilà~!~» dit-elle~: 15~% de moins\n; et puis".replace("~", "\u00a0")
    assert ui.held(text) == held
