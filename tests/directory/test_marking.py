"""What is marked in an answer: the parts as they are written, and nothing of them as HTML."""

import re
from html import unescape
from pathlib import Path

import pytest

from directory.marking import marked
from directory.ranking import Asked

NAUGHTY = (Path(__file__).parent.parent / "data" / "naughty_strings.txt").read_text("utf-8")


def shown(text, typed):
    return str(marked(text, Asked.of(typed))).replace("<mark>", "[").replace("</mark>", "]")


@pytest.mark.parametrize(
    ("text", "typed", "expected"),
    [
        ("Hélène Le Goff", "goff hel", "[Hél]ène Le [Goff]"),
        ("Hélène Le Goff", "le", "Hélène [Le] Goff"),
        ("Hélène Plegoff", "goff", "Hélène Ple[goff]"),
        ("Goff Plegoff", "goff", "[Goff] Plegoff"),
        ("Maïwenn Kervelec’h", "KERVELECH", "Maïwenn [Kervelec’h]"),
        ("L’Hostis", "lhos", "[L’Hos]tis"),
        ("Saint-Goulven", "st goulv", "[Saint]-[Goulv]en"),
        ("Le Cœur", "coe", "Le [Cœ]ur"),
        ("Maire d’Ergué-Gabéric", "gaberic maire", "[Maire] d’Ergué-[Gabéric]"),
        ("He\u0301le\u0300ne", "hele", "[He\u0301le\u0300]ne"),
        ("Ελένη Çelik", "ελενη", "[Ελένη] Çelik"),
        ("Чайковский", "чаик", "[Чайк]овский"),
        ("李 明", "李", "[李] 明"),
        ("Kervelec’h", "kervelch", "[Kervelec’h]"),
        ("Kervelec’h", "kevrele", "[Kervele]c’h"),
        ("1re adjointe au maire", "1re adjoint", "[1re] [adjoint]e au maire"),
        ("Conseil régional de Bretagne", "bzh", "Conseil régional de [Bretagne]"),
        ("anna anna ana", "anna", "[anna] [anna] ana"),
        ("a b a", "a", "[a] b [a]"),
        ("Goff", "zzz", "Goff"),
        ("", "goff", ""),
        ("Goff", "", "Goff"),
        ("<b>Goff</b> & co", "goff b", "&lt;[b]&gt;[Goff]&lt;/[b]&gt; &amp; co"),
    ],
)
def test_what_is_marked(text, typed, expected):
    assert shown(text, typed) == expected


@pytest.mark.parametrize("typed", ["a", "script alert", "1 2 3", "the", "ab"])
def test_the_text_of_any_answer_is_the_same_and_never_html(typed):
    for text in filter(None, NAUGHTY.split("\n")):
        html = str(marked(text, Asked.of(typed)))
        plain = re.sub("</?mark>", "", html)
        assert unescape(plain) == text
        assert not re.search(r"<(?!/?mark>)", html)
