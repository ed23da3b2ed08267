"""Forms: stale edits are refused with both versions, impossible hours with a sentence."""

import datetime
from typing import Any

import pytest
from django import forms
from django.http import QueryDict
from django.template.loader import render_to_string

from contacts.models import Organization
from directory.models import Territory
from operations.models import Operation
from tests import make
from ui.forms import DateField, GuardedModelForm, MomentField, PickField


class OperationForm(GuardedModelForm):
    class Meta:
        model = Operation
        fields = ("name", "commune", "address")


@pytest.fixture
def operation(db) -> Operation:
    return make.operation("Le Clos des Pins", address="3 rue du Port")


def opened(operation: Operation) -> dict[str, Any]:
    """Return what the page posts when it is opened now and sent back as it is."""
    form = OperationForm(instance=Operation.objects.get(pk=operation.pk))
    return {
        "name": operation.name,
        "commune": operation.commune_id,
        "address": operation.address,
        "_seen": form.version_seen,
    }


def sent(operation: Operation, data: dict[str, Any]) -> OperationForm:
    return OperationForm(data, instance=Operation.objects.get(pk=operation.pk))


def test_an_edit_of_what_is_stored_is_taken(operation):
    form = sent(operation, opened(operation) | {"name": "Le Clos des Ormes"})
    assert form.is_valid()
    form.save()
    operation.refresh_from_db()
    assert operation.name == "Le Clos des Ormes"


def test_an_edit_of_an_older_version_is_refused_with_both_versions(operation):
    data = opened(operation) | {"name": "Le Clos des Ormes"}
    Operation.objects.update(name="Le Clos des Chênes")
    form = sent(operation, data)
    assert not form.is_valid()
    assert form.has_error("__all__", "stale")
    assert form.conflict == [("Nom", "Le Clos des Ormes", "Le Clos des Chênes")]


def test_the_refusal_says_who_saved_and_offers_both_ways(operation, director, rf):
    operation.name = "Le Clos des Chênes"
    operation._history_user = director
    data = opened(Operation.objects.get())
    operation.save()
    form = sent(operation, data | {"name": "Le Clos des Ormes"})
    assert not form.is_valid()
    text = render_to_string("ui/form.html", form.get_context())
    assert "Claire Morvan" in text
    assert 'name="_keep_mine"' in text


def test_my_version_is_kept_when_i_choose_it_knowingly(operation):
    data = opened(operation) | {"name": "Le Clos des Ormes"}
    Operation.objects.update(name="Le Clos des Chênes")
    refused = sent(operation, data)
    assert not refused.is_valid()
    form = sent(operation, data | {"_keep_mine": refused.stored_fingerprint})
    assert form.is_valid()
    form.save()
    assert Operation.objects.get().name == "Le Clos des Ormes"


def test_a_third_version_in_between_is_refused_again(operation):
    data = opened(operation) | {"name": "Le Clos des Ormes"}
    Operation.objects.update(name="Le Clos des Chênes")
    refused = sent(operation, data)
    assert not refused.is_valid()
    Operation.objects.update(name="Le Clos des Saules")
    assert not sent(operation, data | {"_keep_mine": refused.stored_fingerprint}).is_valid()


def test_an_edit_without_its_version_is_refused(operation):
    data = opened(operation)
    del data["_seen"]
    assert not sent(operation, data).is_valid()


def test_a_change_elsewhere_than_in_the_form_disturbs_nobody(operation):
    data = opened(operation)
    Operation.objects.update(description="Un texte que ce formulaire ne montre pas.")
    assert sent(operation, data).is_valid()


def test_a_new_row_has_no_older_version(db):
    form = OperationForm({"name": "Neuf", "commune": make.commune().pk, "address": ""})
    assert form.is_valid()


@pytest.mark.parametrize(
    "text",
    ["2027-03-28T02:30", "28/03/2027 02:30", "2026-10-25T02:30"],
    ids=["does not exist", "does not exist, typed by hand", "happens twice"],
)
def test_an_hour_of_the_night_when_clocks_change_is_refused_with_a_sentence(text):
    with pytest.raises(forms.ValidationError) as refusal:
        MomentField().clean(text)
    assert refusal.value.code == "ambiguous_timezone"
    assert "change" in refusal.value.messages[0]


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("2027-03-28T03:30", 1),
        ("2027-03-28T01:30", 0),
        ("2026-10-25T03:00", 2),
        ("2026-07-14T10:00", 8),
    ],
)
def test_the_other_hours_are_those_of_paris(text, hour):
    moment = MomentField().clean(text)
    assert moment
    assert moment.astimezone(datetime.UTC).hour == hour


@pytest.mark.parametrize("text", ["2026-05-06", "06/05/2026", "06/05/26"])
def test_a_day_is_read_as_people_write_it(text):
    assert DateField().clean(text) == datetime.date(2026, 5, 6)


class BankForm(forms.Form):
    bank = PickField(
        url_name="home",
        find=lambda text: list(Organization.objects.filter(name__icontains=text).order_by("name")),
        get=lambda pk: Organization.objects.filter(pk=pk).first(),
        label="Banque",
        required=False,
    )


def picked(text: str, pk: object = "") -> BankForm:
    return BankForm(QueryDict(f"bank={text}&bank_pk={pk}"))


def test_a_text_that_means_one_row_is_enough(db):
    bank = make.bank("Banque des Embruns")
    form = picked("embruns")
    assert form.is_valid()
    assert form.cleaned_data["bank"] == bank


def test_the_choice_made_wins_among_namesakes(db):
    make.bank("Banque des Embruns")
    second = make.bank("Banque des Embruns")
    form = picked("Banque des Embruns", second.pk)
    assert form.is_valid()
    assert form.cleaned_data["bank"] == second


def test_a_choice_that_no_longer_fits_the_text_is_forgotten(db):
    first = make.bank("Banque des Embruns")
    second = make.bank("Crédit des Deux Rives")
    form = picked("deux rives", first.pk)
    assert form.is_valid()
    assert form.cleaned_data["bank"] == second


def test_a_text_that_means_several_rows_names_them(db):
    make.bank("Banque des Embruns")
    make.bank("Banque des Landes")
    form = picked("banque")
    assert not form.is_valid()
    (message,) = form.errors["bank"]
    assert "Banque des Embruns · Banque des Landes" in message


def test_a_text_that_means_nothing_says_so(db):
    form = picked("zzz")
    assert not form.is_valid()
    assert "zzz" in form.errors["bank"][0]


@pytest.mark.parametrize("pk", ["", "x", "999999"])
def test_nothing_asked_for_is_nothing_chosen(db, pk):
    form = picked("", pk)
    assert form.is_valid()
    assert form.cleaned_data["bank"] is None


def test_what_was_typed_is_shown_again(db):
    form = picked("zzz")
    assert 'value="zzz"' in str(form["bank"])


def test_a_commune_is_shown_by_its_name(db):
    assert str(make.commune()) == "Port-Élorn"
    assert Territory.objects.count() == 1


def pick(find=lambda text: []) -> PickField[Operation]:
    return PickField(url_name="operation_pick", find=find, get=lambda pk: None)


@pytest.mark.parametrize("key", ["9" * 5000, "²", "-1", "1e5", "\0"])
def test_a_choice_whose_key_is_none_is_read_by_its_text(operation, key):
    assert pick(lambda text: [operation]).clean(("Le Clos des Pins", key)) == operation
    assert pick().prepare_value(key) == ("", "")


def test_a_whole_page_pasted_into_a_pick_box_means_nothing_and_is_not_repeated():
    with pytest.raises(forms.ValidationError) as refusal:
        pick(lambda text: pytest.fail("looked for")).clean(("é" * 70_000, ""))
    assert len(refusal.value.messages[0]) < 500
