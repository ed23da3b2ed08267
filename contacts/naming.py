"""How people are filed and found: without accents, case, hyphens, apostrophes or particle."""

import re

from django.utils import translation

from contacts import refreshing
from contacts.models import Mandate, Organization, Post, Stakeholder, StakeholderQuerySet
from directory import names
from directory.folding import fold, words_of
from directory.place_words import initials
from ui.trigrams import framed

LONGEST = 600
LONGEST_OF_ORGANIZATION = 700
_PHONE = re.compile(r"(?:\+\d|0\d[ .-]?\d)[\d .()-]*", re.ASCII)


def words(text: str) -> list[str]:
    """Return the folded words of a text, to search with; a phone number is one, without spaces."""
    if _PHONE.fullmatch(text.strip()):
        return ["".join(filter(str.isdigit, text))]
    return words_of(text)


def prepare(stakeholder: Stakeholder) -> Stakeholder:
    """Fill `sort_key` and `search_text`: all a person is found by; does not save."""
    stakeholder.sort_key = names.sort_key(stakeholder.last_name, stakeholder.first_name)
    lines = [f"{stakeholder.first_name} {stakeholder.last_name}", *_reached_by(stakeholder)]
    if stakeholder.pk:
        mandates = Mandate.objects.filter(stakeholder=stakeholder, ended_on=None)
        posts = Post.objects.filter(stakeholder=stakeholder, ended_on=None)
        lines += [mandate.line for mandate in mandates.select_related("territory")]
        lines += [post.line for post in posts.select_related("organization")]
    stakeholder.search_text = framed(fold(" ".join(lines)), LONGEST)
    return stakeholder


def _reached_by(stakeholder: Stakeholder) -> list[str]:
    """Return the e-mail, and the digits of the phone as French types them, with and without +33."""
    digits = "".join(filter(str.isdigit, stakeholder.phone))
    national = f"0{digits[2:]}" if stakeholder.phone.startswith("+33") else digits
    return [stakeholder.email, national, digits if digits != national else ""]


def organization_found_by(organization: Organization) -> str:
    """Return what an organization is found by: name, initials, kind in French, territory served."""
    with translation.override("fr"):
        kind = str(organization.get_kind_display())
    territory = organization.territory.name if organization.territory else ""
    words = (organization.name, initials(organization.name), kind, territory)
    return framed(fold(" ".join(words)), LONGEST_OF_ORGANIZATION)


def refresh(stakeholder: Stakeholder) -> None:
    """Prepare the stakeholder again and store it, after a seat, a post or a name changed."""
    prepare(stakeholder)
    Stakeholder.objects.filter(pk=stakeholder.pk).update(
        sort_key=stakeholder.sort_key, search_text=stakeholder.search_text
    )
    refreshing.refresh([stakeholder.pk])


def refresh_people_of(organization: Organization) -> None:
    """Prepare again all who hold a post there, after its name changed."""
    for stakeholder in Stakeholder.objects.filter(posts__organization=organization).distinct():
        refresh(stakeholder)


def namesakes(*, first_name: str, last_name: str) -> StakeholderQuerySet:
    """Return the stakeholders who bear this name; perhaps the same person, perhaps not."""
    return Stakeholder.objects.filter(sort_key=names.sort_key(last_name, first_name))
