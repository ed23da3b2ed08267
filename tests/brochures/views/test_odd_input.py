import pytest
from django.urls import reverse

from tests.brochures import samples

LONG = "9" * 30


@pytest.mark.parametrize("key", ["²", LONG, "-1", "x", ""])
def test_an_odd_key_in_an_address_is_passed_over(signed_in, communicator, key):
    desk = signed_in(communicator)
    assert desk.get(reverse("brochure_add"), {"commune": key}).status_code == 200


@pytest.mark.parametrize("field", ["operations", "figures"])
@pytest.mark.parametrize("key", [LONG, "²", "x"])
def test_an_odd_key_in_the_studio_is_refused_with_a_sentence(signed_in, communicator, field, key):
    brochure = samples.brochure(communicator)
    answer = signed_in(communicator).post(
        reverse("brochure_studio", args=[brochure.pk]), {"headline": "Habiter ici", field: [key]}
    )
    assert answer.status_code == 422
