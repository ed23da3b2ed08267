"""Loading files from the command line."""

import shutil
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from directory.models import RegisterEdition, RegisterMandate, Territory
from tests.directory.loading import DATA

pytestmark = pytest.mark.django_db
MAYORS = DATA / "2026-04_layout" / "elus-maires-mai.csv"


def _said(capsys: pytest.CaptureFixture[str]) -> list[str]:
    captured = capsys.readouterr()
    text = (captured.out + captured.err).replace("\N{NO-BREAK SPACE}", " ")
    text = text.replace("\N{NON-BREAKING HYPHEN}", "-")
    return [line.strip() for line in text.replace("\N{NARROW NO-BREAK SPACE}", " ").splitlines()]


def test_a_file_is_loaded_with_a_report_and_the_day_of_its_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "2026-04-28"
    folder.mkdir()
    path = Path(shutil.copy(MAYORS, folder))

    call_command("import_register", path)

    assert _said(capsys) == [
        str(path),
        "Maires. 5 lignes ; présentation en usage depuis 2022, points-virgules, UTF-8.",
        (
            "Maires, fichier du 28 avril 2026. 5 lignes lues : 5 ajoutées, 0 mise à jour,"
            " 0 inchangée, 0 refusée."
        ),
    ]
    assert str(RegisterEdition.objects.get().published_on) == "2026-04-28"
    assert Territory.objects.filter(is_official=True).count() > 36_000


def test_without_a_day_in_its_name_the_latest_mandate_gives_it() -> None:
    call_command("import_register", MAYORS, verbosity=0)

    assert str(RegisterEdition.objects.get().published_on) == "2026-03-28"


def test_a_day_given_wins_and_a_doubtful_one_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("import_register", MAYORS, "--published-on=2026-03-01")

    assert str(RegisterEdition.objects.get().published_on) == "2026-03-01"
    assert "vérifiez sa date de publication" in " ".join(_said(capsys))


def test_a_refused_file_fails_at_the_end_but_the_others_are_loaded(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = tmp_path / "page.csv"
    wrong.write_text("<html>")
    missing = tmp_path / "missing.csv"

    with pytest.raises(CommandError) as failure:
        call_command("import_register", wrong, missing, MAYORS)

    assert RegisterMandate.objects.count() == 5
    assert str(failure.value).replace("\N{NO-BREAK SPACE}", " ") == (
        f"Fichiers refusés : {wrong}, {missing}."
    )
    assert "C’est une page web" in " ".join(_said(capsys))


def test_refused_rows_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("import_register", DATA / "hostile" / "elus-maires-mai.csv")

    assert _said(capsys)[-2:] == [
        "Ligne 5 : « 31/02/2026 » n’est pas une date possible pour le début d’un mandat.",
        "Ligne 6 : la ligne a 6 colonnes au lieu de 14.",
    ]
