"""Language and theme: what the reader chooses is kept; French is the rule."""

import pytest
from django.test import Client


@pytest.fixture
def visitor(db) -> Client:
    return Client()


def test_french_whatever_the_browser_prefers(visitor):
    page = visitor.get("/compte/connexion/", headers={"accept-language": "en-GB,en"})
    assert page.headers["Content-Language"] == "fr"
    assert '<html lang="fr"' in page.content.decode()


def test_english_once_chosen(visitor):
    answer = visitor.post("/langue/", {"language": "en"})
    assert answer.status_code == 302
    page = visitor.get("/compte/connexion/")
    assert '<html lang="en"' in page.content.decode()
    assert "Good to see you" in page.content.decode()


def test_an_unknown_language_is_refused(visitor):
    assert visitor.post("/langue/", {"language": "xx"}).status_code == 404
    visitor.cookies["django_language"] = "xx"
    assert visitor.get("/compte/connexion/").headers["Content-Language"] == "fr"


@pytest.mark.parametrize(
    ("theme", "shown"), [("dark", "dark"), ("light", "light"), ("auto", "light")]
)
def test_the_theme_is_kept(visitor, theme, shown):
    visitor.post("/apparence/", {"theme": theme})
    page = visitor.get("/compte/connexion/").content.decode()
    assert f'data-theme-choice="{theme}" data-bs-theme="{shown}"' in page


def test_an_unknown_theme_is_refused(visitor):
    assert visitor.post("/apparence/", {"theme": "pink"}).status_code == 404


def test_switching_leads_back_to_the_page_one_reads(visitor):
    ours = "http://testserver/compte/mot-de-passe/oublie/"
    answer = visitor.post("/apparence/", {"theme": "dark"}, headers={"referer": ours})
    assert answer["Location"] == ours


def test_switching_never_leads_to_another_site(visitor):
    answer = visitor.post(
        "/apparence/", {"theme": "dark"}, headers={"referer": "https://elsewhere.test/"}
    )
    assert answer["Location"] == "/"
