import datetime
import io

import pypdf
import pytest

from brochures import contents
from brochures.rendering import render
from brochures.visuals import facts_of, visual
from tests.brochures import samples

NNBSP = "\N{NARROW NO-BREAK SPACE}"


@pytest.fixture(autouse=True)
def own_media_store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def printed(filled, pictures=None):
    """Return the document and the words of each of its pages."""
    made = visual(filled, pictures=pictures or {})
    rendered = render(made.paper)
    pages = pypdf.PdfReader(io.BytesIO(rendered.pdf)).pages
    return made, [" ".join(page.extract_text().split()) for page in pages]


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 6])
def test_a_commune_gets_four_pages_whatever_the_number_of_operations(count):
    operations = [samples.entry(number) for number in range(1, count + 1)]
    made, pages = printed(samples.filled(operations=operations))
    assert (len(pages), made.planned_pages) == (4, 4)


@pytest.mark.parametrize(("count", "wanted"), [(1, 3), (4, 3), (5, 4), (12, 4)])
def test_a_bank_gets_three_pages_and_a_fourth_for_a_long_list(count, wanted):
    operations = [samples.entry(number) for number in range(1, count + 1)]
    made, pages = printed(samples.filled("bank", operations=operations))
    assert (len(pages), made.planned_pages) == (wanted, wanted)


def test_the_two_visuals_tell_different_things_in_another_order():
    _made, commune = printed(samples.filled())
    _made, bank = printed(samples.filled("bank"))
    assert "Ce que nous bâtissons avec vous" in commune[1]
    assert "On respire ici." in commune[2]
    assert "Un terrain proche du bourg." in commune[3]
    assert "Chiffres clés" in bank[0]
    assert "Sécurité des acquéreurs" in bank[1]
    assert "On respire ici." not in " ".join(bank)
    assert "Plan de financement type" not in " ".join(commune)


@pytest.mark.parametrize("audience", ["commune", "bank"])
def test_each_page_says_that_the_data_are_a_demonstration(audience):
    _made, pages = printed(samples.filled(audience))
    assert ["Données de démonstration" in page for page in pages] == [True] * len(pages)
    real = samples.filled(audience, identity=samples.identity(is_demo=False))
    _made, pages = printed(real)
    assert "Données de démonstration" not in " ".join(pages)


@pytest.mark.parametrize("audience", ["commune", "bank"])
def test_each_figure_prints_its_source_and_its_date(audience):
    _made, pages = printed(samples.filled(audience))
    text = " ".join(pages)
    assert text.count("22 %") <= text.count("Observatoire")
    assert "1er mars 2026" in text


def test_an_operation_without_photo_is_drawn_and_one_with_a_photo_has_its_text():
    picture = contents.Picture(uri="photo:1", alt="Façades au soleil", credit="R. Le Bihan")
    filled = samples.filled(operations=[samples.entry(1, picture=picture), samples.entry(2)])
    made, pages = printed(filled, {"photo:1": ("Façades", samples.jpeg)})
    assert 'alt="Façades au soleil"' in made.paper.html
    assert "R. Le Bihan" in pages[3]
    assert 'alt=""' not in made.paper.html


def test_what_a_user_wrote_cannot_become_markup():
    made, _pages = printed(samples.filled(title="<script>x</script> & co"))
    assert "<script>" not in made.paper.html


def test_a_text_too_long_adds_a_page_instead_of_vanishing():
    words = "Une phrase qui prend de la place. " * 60
    made, pages = printed(samples.filled(request=words))
    assert len(pages) > made.planned_pages


def test_the_pages_say_built_only_once_a_home_is_delivered():
    coming = [samples.entry()]
    delivered = [samples.entry(delivered_on=datetime.date(2025, 5, 1))]
    assert "Ce que nous bâtissons avec vous" in printed(samples.filled(operations=coming))[1][1]
    assert "Ce que nous avons bâti avec vous" in printed(samples.filled(operations=delivered))[1][1]


def test_a_visual_is_french_whatever_the_language_of_the_reader():
    from django.utils import translation

    with translation.override("en"):
        _made, pages = printed(samples.filled())
    assert "La suite, avec vous" in pages[3]


@pytest.mark.parametrize("accent", ["#ffff00", "#ffffff", "#000000", "#c8102e"])
def test_any_accent_gives_a_document(accent):
    _made, pages = printed(samples.filled(identity=samples.identity(accent=accent)))
    assert len(pages) == 4


def test_facts_of_an_operation_read_as_words():
    from django.utils import translation

    with translation.override("fr"):
        facts = facts_of(samples.entry())
    assert facts == ["24 logements", "livraison prévue en mai 2027", "en location"]
