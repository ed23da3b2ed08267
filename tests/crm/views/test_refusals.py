"""What is said when a form cannot be taken."""

from django.test import Client


def test_a_form_opened_before_the_last_sign_in_is_refused_in_our_words(director):
    client = Client(enforce_csrf_checks=True)
    client.force_login(director)
    page = client.post("/personnes/ajouter/", {"last_name": "Kerbrat"})
    assert page.status_code == 403
    assert "Cette page était ouverte avant votre dernière connexion" in page.content.decode()
