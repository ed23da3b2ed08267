"""A page is read or posted to; nothing else is taken for one of the two."""

import pytest

READ_ONLY = ["/", "/recherche/", "/personnes/", "/organismes/", "/operations/"]


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
def test_other_methods_are_refused(director, signed_in, method):
    answer = getattr(signed_in(director), method)("/personnes/")
    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD, POST"


@pytest.mark.parametrize("path", READ_ONLY)
def test_a_page_that_takes_nothing_refuses_a_post(director, signed_in, path):
    client = signed_in(director)
    assert client.post(path).status_code == 405
    assert client.head(path).status_code == 200
