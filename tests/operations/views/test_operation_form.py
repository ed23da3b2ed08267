import uuid

import pytest
from django.urls import reverse

from operations.models import Milestone, Operation, Partner, Tenure
from tests import make

ADD = reverse("operation_add")


def edit(operation):
    return reverse("operation_edit", args=[operation.pk])


def typed(client, address, **changes):
    """Return what the form posts when only these boxes are filled differently."""
    form = client.get(address).context["form"]
    data = {}
    for bound in form:
        value = bound.field.prepare_value(bound.value())
        if isinstance(value, tuple):
            data[bound.name], data[f"{bound.name}_pk"] = value
        else:
            data[bound.name] = bound.value() if bound.value() is not None else ""
    return data | {"_seen": form.version_seen, "_once": str(uuid.uuid4())} | changes


def full(commune, bank):
    return {
        "name": "Le Clos des Pins",
        "commune": commune.label,
        "commune_pk": str(commune.pk),
        "homes_brs": "12",
        "homes_psla": "12",
        "planned_delivery": "2027-04-01",
        "done_ground_breaking": "2026-03-12",
        "partner_0": bank.name,
        "role_0": "lender",
        "partner_1": bank.name,
        "role_1": "guarantor",
    }


@pytest.fixture
def client(director, signed_in):
    return signed_in(director)


def test_an_operation_is_described_on_one_page(client):
    response = client.post(ADD, typed(client, ADD, **full(make.commune(), make.bank())))
    operation = Operation.objects.get()
    assert response.headers["Location"] == reverse("operation_detail", args=[operation.pk])
    assert dict(operation.tenures.values_list("kind", "home_count")) == {"brs": 12, "psla": 12}
    assert set(operation.milestones.values_list("kind", flat=True)) == {
        "delivery",
        "ground_breaking",
    }
    assert set(operation.partners.values_list("role", flat=True)) == {"lender", "guarantor"}


def test_what_is_emptied_is_removed_and_what_is_unchanged_is_not_touched(client):
    client.post(ADD, typed(client, ADD, **full(make.commune(), make.bank())))
    operation = Operation.objects.get()
    data = typed(client, edit(operation), homes_psla="", planned_delivery="", partner_0="")
    client.post(edit(operation), data)
    assert [row.kind for row in operation.tenures.all()] == ["brs"]
    assert operation.tenures.get().history.count() == 1
    assert [row.kind for row in operation.milestones.all()] == ["ground_breaking"]
    assert operation.partners.count() == 1


def test_bad_input_says_why_and_loses_nothing(client):
    data = full(make.commune(), make.bank()) | {
        "name": "",
        "commune": "Nulle-Part",
        "commune_pk": "",
        "homes_brs": "-2",
        "done_delivery": "2199-01-01",
        "role_0": "",
        "partner_1": "Banque imaginaire",
    }
    response = client.post(ADD, typed(client, ADD, **data))
    assert response.status_code == 422
    errors = response.context["form"].errors
    assert set(errors) == {
        "name",
        "commune",
        "homes_brs",
        "done_delivery",
        "role_0",
        "partner_1",
    }
    page = response.content.decode()
    assert "Une étape est franchie au plus tard aujourd’hui" in page
    assert 'value="2199-01-01"' in page
    assert "Banque imaginaire" in page
    assert not Operation.objects.exists()


def test_the_same_partner_twice_in_one_role_is_refused(client):
    data = full(make.commune(), make.bank()) | {"role_1": "lender"}
    response = client.post(ADD, typed(client, ADD, **data))
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["partner_1"]


def test_a_form_posted_twice_makes_one_operation(client):
    data = typed(client, ADD, **full(make.commune(), make.bank()))
    first, second = client.post(ADD, data), client.post(ADD, data)
    assert Operation.objects.count() == 1
    assert first.headers["Location"] == second.headers["Location"]


@pytest.mark.parametrize("theirs", ["homes", "step", "partner", "name"])
def test_an_edit_of_an_older_version_is_refused_with_both_versions(client, theirs):
    operation, bank = make.operation(), make.bank()
    mine = typed(client, edit(operation), description="La mienne")
    if theirs == "homes":
        Tenure.objects.create(operation=operation, kind="brs", home_count=7)
    elif theirs == "step":
        Milestone.objects.create(operation=operation, kind="permit", done_on="2026-02-03")
    elif theirs == "partner":
        Partner.objects.create(operation=operation, organization=bank, role="lender")
    else:
        Operation.objects.update(name="Le leur")
    response = client.post(edit(operation), mine)
    assert response.status_code == 422
    conflict = response.context["form"].conflict
    assert len(conflict) == 2
    operation.refresh_from_db()
    assert operation.description == ""
    kept = client.post(edit(operation), mine | _keep_mine(response))
    assert kept.status_code == 302
    operation.refresh_from_db()
    assert (operation.name, operation.description) == ("Le Clos des Pins", "La mienne")
    assert operation.tenures.count() + operation.partners.count() == 0


def _keep_mine(response):
    form = response.context["form"]
    return {"_keep_mine": form.stored_fingerprint, "_once": str(uuid.uuid4())}


@pytest.mark.parametrize("who", ["reader", "communicator", "scheduler"])
def test_only_those_who_describe_operations_may(who, request, signed_in):
    client = signed_in(request.getfixturevalue(who))
    for address in (ADD, edit(make.operation())):
        assert client.get(address).status_code == 403
        assert client.post(address).status_code == 403


def test_a_stranger_does_not_learn_that_it_exists(stranger, signed_in):
    for address in (ADD, edit(make.operation())):
        assert signed_in(stranger).post(address).status_code == 404
