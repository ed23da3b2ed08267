import pytest

from brochures.typography import NARROW, NO_BREAK, first_sentences, set_in_french


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("L'été d&#x27;ici", "L’été d’ici"),
        ("Oui : non ; si !", f"Oui{NO_BREAK}: non{NARROW}; si{NARROW}!"),
        ("« ici »", f"«{NO_BREAK}ici{NO_BREAK}»"),
        ("12 000 €", f"12{NARROW}000{NO_BREAK}€"),
        ("24 logements", f"24{NO_BREAK}logements"),
        ("en 2025 et après", "en 2025 et après"),
        ("n° 5", f"n°{NO_BREAK}5"),
        ("le 1er mars", "le 1<sup>er</sup> mars"),
        ("https://ici.example", "https://ici.example"),
        ("&amp; co", "&amp; co"),
    ],
)
def test_french_marks(written, wanted):
    assert set_in_french(f"<span>{written}</span>") == f"<span>{wanted}</span>"


def test_markup_styles_and_titles_are_left_alone():
    html = '<title>a : b</title><style>p { color : red }</style><img alt="d\'ici">'
    assert set_in_french(html) == html


def test_a_heading_does_not_end_on_a_lone_short_word():
    assert set_in_french("<h2>Un prix juste</h2>") == f"<h2>Un{NO_BREAK}prix{NO_BREAK}juste</h2>"


def test_first_sentences_stop_at_a_full_stop():
    assert first_sentences("Une phrase. Une autre. Une fin.", 24) == "Une phrase. Une autre."
    assert first_sentences("Une phrase sans fin aucune", 14) == "Une phrase…"
    assert first_sentences("Court.", 24) == "Court."
