"""How people are filed and found: without accents, case, hyphens, apostrophes or particle."""

from contacts.models import Mandate, Organization, Post, Stakeholder, StakeholderQuerySet
from directory import names
from directory.folding import fold, words_of


def words(text: str) -> list[str]:
    """Return the folded words of a text, to search with."""
    return words_of(text)


def prepare(stakeholder: Stakeholder) -> Stakeholder:
    """Fill `sort_key` and `search_text` from the name, the seats and the posts; does not save."""
    stakeholder.sort_key = names.sort_key(stakeholder.last_name, stakeholder.first_name)
    lines = [f"{stakeholder.first_name} {stakeholder.last_name}"]
    if stakeholder.pk:
        mandates = Mandate.objects.filter(stakeholder=stakeholder, ended_on=None)
        posts = Post.objects.filter(stakeholder=stakeholder, ended_on=None)
        lines += [mandate.line for mandate in mandates.select_related("territory")]
        lines += [post.line for post in posts.select_related("organization")]
    stakeholder.search_text = fold(" ".join(lines))[:600]
    return stakeholder


def refresh(stakeholder: Stakeholder) -> None:
    """Prepare the stakeholder again and store it, after a seat, a post or a name changed."""
    prepare(stakeholder)
    Stakeholder.objects.filter(pk=stakeholder.pk).update(
        sort_key=stakeholder.sort_key, search_text=stakeholder.search_text
    )


def refresh_people_of(organization: Organization) -> None:
    """Prepare again all who hold a post there, after its name changed."""
    for stakeholder in Stakeholder.objects.filter(posts__organization=organization).distinct():
        refresh(stakeholder)


def namesakes(*, first_name: str, last_name: str) -> StakeholderQuerySet:
    """Return the stakeholders who bear this name; perhaps the same person, perhaps not."""
    return Stakeholder.objects.filter(sort_key=names.sort_key(last_name, first_name))
