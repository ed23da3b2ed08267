import datetime

import pytest

from directory.models import Territory
from operations.catalogue import narrowed
from operations.fields import OperationField, find_residents
from operations.finding import matching_operations
from operations.models import Milestone, Operation, Photo, Tenure
from tests import make
from tests.make import TODAY

pytestmark = pytest.mark.django_db
DAY = datetime.date


def at(operation, kind, done_on=None, planned_on=None):
    Milestone.objects.create(operation=operation, kind=kind, done_on=done_on, planned_on=planned_on)
    return operation


@pytest.fixture
def three():
    project = make.operation("Les Terrasses")
    site = at(make.operation("Kerlaouen"), "ground_breaking", done_on=DAY(2026, 3, 12))
    lived_in = at(make.operation("Le Clos"), "delivery", done_on=DAY(2025, 6, 20))
    return project, site, lived_in


def test_operations_are_narrowed_to_the_step_they_are_at_on_that_day(three):
    project, site, lived_in = three
    assert list(narrowed({"step": "project"}, TODAY)) == [project]
    assert list(narrowed({"step": "under_way"}, TODAY)) == [site]
    assert list(narrowed({"step": "delivered"}, TODAY)) == [lived_in]
    assert set(narrowed({"step": "project"}, DAY(2025, 1, 1))) == set(three)


def test_delivered_operations_are_those_delivered_by_that_day(three):
    lived_in = three[2]
    assert list(Operation.objects.delivered(DAY(2025, 6, 20))) == [lived_in]
    assert not Operation.objects.delivered(DAY(2025, 6, 19)).exists()


def test_operations_are_narrowed_to_a_tenure(three):
    Tenure.objects.create(operation=three[0], kind="brs", home_count=8)
    assert list(narrowed({"tenure": "brs"}, TODAY)) == [three[0]]
    assert not narrowed({"tenure": "psla"}, TODAY).exists()


def test_homes_of_all_tenures_are_counted_once(three):
    for kind, count in (("brs", 8), ("psla", 4)):
        Tenure.objects.create(operation=three[0], kind=kind, home_count=count)
    counts = dict(Operation.objects.with_home_count().values_list("name", "home_count"))
    assert counts == {"Les Terrasses": 12, "Kerlaouen": 0, "Le Clos": 0}


def test_an_operation_is_in_its_commune_and_in_all_that_holds_it():
    def territory(kind, code):
        return Territory.objects.create(kind=kind, code=code, name=code, sort_key=code)

    region, department = territory("region", "53"), territory("department", "29")
    council, country = territory("intercommunality", "200012345"), territory("country", "FR")
    commune = make.commune(region=region, department=department, intercommunality=council)
    other = make.commune("Ailleurs", "35999")
    operation = make.operation(commune=commune)
    for place in (commune, council, department, region, country):
        assert list(Operation.objects.in_territory(place)) == [operation]
    assert not Operation.objects.in_territory(other).exists()
    assert not Operation.objects.in_any([]).exists()


def test_an_operation_is_found_without_accents_by_its_name_or_its_commune(three):
    assert matching_operations("KERLAOUEN") == [three[1].pk]
    assert matching_operations("elorn terr") == [three[0].pk]
    assert matching_operations("nulle part") == []


def test_residents_are_found_by_name_or_operation(three):
    resident = make.resident(three[0])
    assert find_residents("quere") == [resident]
    assert find_residents("nolwenn terrasses") == [resident]


def test_the_first_photo_in_order_is_the_cover(three):
    for position, alt in ((2, "second"), (1, "first")):
        Photo.objects.create(
            operation=three[0], image="x.jpg", width=9, height=9, alt=alt, position=position
        )
    entry = Operation.objects.with_catalogue().get(pk=three[0].pk)
    assert [photo.alt for photo in entry.cover_photos] == ["first"]


def test_an_operation_is_chosen_as_it_is_written_in_the_list(three):
    field = OperationField()
    text, key = field.prepare_value(three[0].pk)
    assert text == "Les Terrasses, Port-Élorn"
    assert field.clean((text, key)) == three[0]
    assert field.clean(("kerlaouen", "")) == three[1]
