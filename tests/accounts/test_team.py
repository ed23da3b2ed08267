"""The team keeps an administrator, whatever one does."""

import threading

import pytest
from django.db import connection

from accounts import team
from accounts.models import User
from accounts.permissions import Role


@pytest.fixture
def second_administrator(db) -> User:
    return team.add_member(email="yann@coop.test", roles=[Role.ADMINISTRATOR], first_name="Yann")


def test_a_member_added_cannot_sign_in_before_choosing_a_password(db):
    member = team.add_member(email="Yann@Coop.test", roles=[Role.VISITS, Role.READER])
    assert member.email == "yann@coop.test"
    assert member.roles == [Role.VISITS, Role.READER]
    assert not member.has_usable_password()


def test_roles_are_exactly_those_given(director):
    team.give_roles(member=director, roles=[Role.READER])
    assert User.objects.get(pk=director.pk).roles == [Role.READER]


def test_the_last_administrator_stays_one(administrator):
    with pytest.raises(team.LastAdministrator):
        team.give_roles(member=administrator, roles=[Role.READER])
    with pytest.raises(team.LastAdministrator):
        team.close_account(member=administrator)
    assert User.objects.get(pk=administrator.pk).roles == [Role.ADMINISTRATOR]


def test_a_closed_administrator_does_not_count(administrator, second_administrator):
    team.close_account(member=second_administrator)
    with pytest.raises(team.LastAdministrator):
        team.give_roles(member=administrator, roles=[])


def test_one_of_two_administrators_may_go(administrator, second_administrator):
    team.close_account(member=administrator)
    assert not User.objects.get(pk=administrator.pk).is_active


@pytest.mark.django_db(transaction=True)
def test_two_administrators_do_not_remove_each_other(administrator, second_administrator):
    together = threading.Barrier(2)
    refused: list[User] = []

    def close(member: User) -> None:
        together.wait()
        try:
            team.close_account(member=member)
        except team.LastAdministrator:
            refused.append(member)
        finally:
            connection.close()

    threads = [
        threading.Thread(target=close, args=(member,))
        for member in (administrator, second_administrator)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    assert User.objects.filter(is_active=True).count() == 1
