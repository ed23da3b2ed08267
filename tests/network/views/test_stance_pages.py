import re
import uuid

from django.urls import reverse

from accounts.models import User
from accounts.permissions import Role
from network import stances
from network.models import Stance, StanceChange
from tests import make


def _url(holder):
    return f"/personnes/{holder.pk}/positionnement/"


def _typed(**changes):
    return {"stance": "convinced", "reason": "Défend le BRS.", "_once": str(uuid.uuid4())} | changes


def _said(holder, author, stance=Stance.INFORMED, **extra):
    values = {"reason": "Reçue en mairie.", "on": make.TODAY} | extra
    return stances.change_stance(stakeholder=holder, stance=stance, author=author, **values)


def test_a_stance_is_noted_dated_and_signed_and_shows_on_the_page(director, signed_in):
    holder = make.stakeholder(sex="F")
    evidence = make.exchange(holder, director, text="Elle l’a dit au conseil.")
    typed = _typed(evidence=evidence.pk, reason="", is_target="on")
    page = signed_in(director).post(_url(holder), typed, follow=True).content.decode()
    change = StanceChange.objects.get()
    assert (change.author, change.evidence, change.is_target) == (director, evidence, True)
    assert "convaincue" in page
    assert "cible" in page
    assert page.count("Elle l’a dit au conseil.") == 2


def test_without_evidence_it_says_what_is_missing(director, signed_in):
    holder = make.stakeholder()
    answer = signed_in(director).post(_url(holder), _typed(reason=""))
    assert answer.status_code == 422
    assert "Choisissez l’échange qui le montre, ou écrivez pourquoi" in answer.content.decode()
    assert not StanceChange.objects.exists()


def test_the_exchange_of_somebody_else_is_refused(director, signed_in):
    other = make.exchange(make.stakeholder(last_name="Autre"), director)
    answer = signed_in(director).post(_url(make.stakeholder()), _typed(evidence=other.pk))
    assert answer.status_code == 422
    assert not StanceChange.objects.exists()


def test_the_form_reminds_that_the_person_may_read_it(director, signed_in):
    page = signed_in(director).get(_url(make.stakeholder())).content.decode()
    assert "La personne peut demander à lire ce que vous écrivez ici" in page


def test_a_change_made_meanwhile_is_not_covered_in_silence(director, signed_in):
    holder = make.stakeholder()
    client = signed_in(director)
    client.get(_url(holder))
    meanwhile = _said(holder, director)
    answer = client.post(_url(holder), _typed())
    assert answer.status_code == 422
    assert "Quelqu’un a modifié ce positionnement" in answer.content.decode()
    again = client.post(_url(holder), _typed(last_change=meanwhile.pk))
    assert again.status_code == 302
    assert stances.latest(holder).stance == Stance.CONVINCED


def test_only_those_who_may_change_stances(stranger, reader, communicator, signed_in):
    holder = make.stakeholder()
    codes = [
        signed_in(user).post(_url(holder), _typed()).status_code
        for user in (stranger, reader, communicator)
    ]
    assert codes == [404, 403, 403]
    assert not StanceChange.objects.exists()


def test_a_reader_sees_the_stance_but_no_private_note(director, reader, signed_in):
    holder = make.stakeholder(sex="M")
    private = make.exchange(holder, director, text="Confidence.", is_private=True)
    _said(holder, director, Stance.ADVOCATE, evidence=private, reason="")
    page = signed_in(reader).get(f"/personnes/{holder.pk}/").content.decode()
    assert "porteur" in page
    assert "note privée" in page
    assert "Confidence." not in page
    assert _url(holder) not in page
    assert "Confidence." in signed_in(director).get(f"/personnes/{holder.pk}/").content.decode()


def test_a_stance_is_taken_back_from_the_message(director, signed_in):
    holder = make.stakeholder()
    client = signed_in(director)
    page = client.post(_url(holder), _typed(), follow=True).content.decode()
    token = re.search(r'name="token" value="([^"]+)"', page).group(1)
    client.post("/annuler/", {"token": token})
    assert not StanceChange.objects.exists()


def test_the_last_change_is_taken_back_from_the_history(director, signed_in):
    holder = make.stakeholder()
    first, last = _said(holder, director), _said(holder, director, Stance.CONVINCED)
    client = signed_in(director)
    assert (
        reverse("stance_take_back", args=[last.pk])
        in client.get(f"/personnes/{holder.pk}/").content.decode()
    )
    client.post(reverse("stance_take_back", args=[first.pk]))
    assert StanceChange.objects.count() == 2
    client.post(reverse("stance_take_back", args=[last.pk]))
    assert list(StanceChange.objects.all()) == [first]


def test_nobody_takes_back_the_change_of_a_colleague(director, reader, stranger, signed_in):
    colleague = User.objects.create_user("x@coop.test", "secret", roles=(Role.DIRECTOR,))
    change = _said(make.stakeholder(), colleague)
    url = reverse("stance_take_back", args=[change.pk])
    codes = [signed_in(user).post(url).status_code for user in (director, reader, stranger)]
    assert codes == [404, 403, 404]
    assert StanceChange.objects.exists()


def test_the_list_shows_stances_and_is_narrowed_by_them(director, signed_in):
    ally, target, _silent = (
        make.stakeholder(last_name=name) for name in ("Alliée", "Cible", "Rien")
    )
    _said(ally, director, Stance.CONVINCED)
    _said(target, director, Stance.RESERVED, is_target=True)
    client = signed_in(director)

    def names(**query):
        page = client.get("/personnes/", query).context["page"]
        return [person.last_name for person in page.rows]

    assert names() == ["Alliée", "Cible", "Rien"]
    assert names(stance="convinced") == ["Alliée"]
    assert names(stance="none") == ["Rien"]
    assert names(target="1") == ["Cible"]
    assert names(stance="convinced", target="1") == []
    assert "réservé·e" in client.get("/personnes/").content.decode()
