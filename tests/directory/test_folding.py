"""Comparing words without accents, case, hyphens or apostrophes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.folding import fold, place_key, words_of
from directory.territories import LAST


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("GUYOMARC'H", "guyomarch"),
        ("Guyomarc’h", "guyomarch"),
        ("  Le   Goff ", "le goff"),
        ("Île-de-Sein", "ile de sein"),
        ("Cœur d’Ostrevent", "coeur dostrevent"),
        ("ÉLIZÉON (de)", "elizeon de"),
        ("2ème", "2eme"),
        ("", ""),
        ("—!?", ""),
    ],
)
def test_fold_keeps_letters_and_digits_only(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_fold_is_stable() -> None:
    assert fold(fold("L’Haÿ-les-Roses")) == fold("L’Haÿ-les-Roses") == "lhay les roses"


def test_saint_is_written_out_unless_it_is_still_being_typed() -> None:
    assert words_of("St Malo") == ["saint", "malo"]
    assert words_of("Jean st") == ["jean", "st"]
    assert words_of("Mme Le Goff") == ["le", "goff"]
    assert words_of("M.") == ["m"]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Le Faou", "faou"),
        ("L’Abergement-Clémenciat", "abergement clemenciat"),
        ("Les Sables-d’Olonne", "sables dolonne"),
        ("La Rochelle", "rochelle"),
        ("Lannion", "lannion"),
        ("St-Brieuc", "saint brieuc"),
    ],
)
def test_a_place_is_filed_without_its_article(name: str, key: str) -> None:
    assert place_key(name) == key


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Ελένη Παπαδοπούλου", "ελενη παπαδοπουλου"),
        ("Нина Ёлкина", "нина елкина"),
        ("Çelik Işıl", "celik isil"),
        ("Đặng Thị Ánh", "dang thi anh"),
        ("Straße", "strasse"),
        ("ʻOkina", "okina"),
        ("snake_case", "snake case"),
        ("ﬁn Ⅷ", "fin viii"),
        ("张伟", "张伟"),
        ("😀", ""),
    ],
)
def test_letters_of_any_alphabet_stay(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing_and_leaves_words_only(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded
    assert folded == " ".join(folded.split())
    assert all(word.isalnum() for word in folded.split())
    assert not set(folded) & set("%_\"'*\\\0")


@given(st.text(max_size=40), st.text(max_size=20))
def test_what_begins_with_a_text_lies_below_the_bound(text: str, rest: str) -> None:
    """`territories.beginning` compares bytes, as both engines do."""
    start, whole = fold(text), fold(text) + fold(rest)
    assert start.encode() <= whole.encode() < f"{start}{LAST}".encode()
