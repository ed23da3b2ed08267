"""How names are filed and found: without accents, case, hyphens, apostrophes or particle."""

import re

from contacts.models import Mandate, Organization, Post, Stakeholder, StakeholderQuerySet

try:
    from directory.folding import fold
except ImportError:  # until the module lands
    import unicodedata

    def fold(text: str) -> str:
        """Return the text in small letters without accents."""
        plain = unicodedata.normalize("NFKD", text.casefold())
        return "".join(letter for letter in plain if not unicodedata.combining(letter))


# Written small before the name, these do not count when names are put in order: "de Kersauson"
# stands under K, "Le Goff" and "Du Bellay" under their capital.
PARTICLE = re.compile(r"^(?:de\s+|d['’]\s*)(?=\S)")


def words(text: str) -> list[str]:
    """Return the folded words of a text, to search with."""
    return re.findall(r"[a-z0-9]+", fold(text))


def sort_key(last_name: str, first_name: str) -> str:
    """Return what people are put in order by: folded last name without particle, first name."""
    filed = PARTICLE.sub("", last_name.strip())
    return " ".join(words(f"{filed} {first_name}"))[:280]


def prepare(stakeholder: Stakeholder) -> Stakeholder:
    """Fill `sort_key` and `search_text` from the name, the seats and the posts; does not save."""
    stakeholder.sort_key = sort_key(stakeholder.last_name, stakeholder.first_name)
    lines = [f"{stakeholder.first_name} {stakeholder.last_name}"]
    if stakeholder.pk:
        mandates = Mandate.objects.filter(stakeholder=stakeholder, ended_on=None)
        posts = Post.objects.filter(stakeholder=stakeholder, ended_on=None)
        lines += [mandate.line for mandate in mandates.select_related("territory")]
        lines += [post.line for post in posts.select_related("organization")]
    stakeholder.search_text = " ".join(words(" ".join(lines)))[:600]
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
    return Stakeholder.objects.filter(sort_key=sort_key(last_name, first_name))
