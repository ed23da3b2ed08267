"""What people type in cells, read as the French write it: days, titles, numbers, yes and no."""

import calendar
import datetime
import re

from django.utils.translation import gettext as _

from contacts import phones
from contacts import siren as numbers
from contacts.models import Exchange, Organization
from directory import names
from directory.folding import fold

_MONTHS = (
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
    "january february march april may june july august september october november december",
    "janv fevr mar avr mai juin juil aout sept oct nov dec",
    "jan fev mar apr may jun jul aug sep oct nov dec",
)
MONTHS = {month: at for line in _MONTHS for at, month in enumerate(line.split(), start=1)}
_NUMERIC = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
_WORDS = re.compile(r"(?:[a-z]+ )?(\d{1,2})(?:er)? ([a-z]+) (\d{4})")
# Folded: "03/2020", "2020-03", "mars 2020", "depuis 2020".
_MONTH = re.compile(r"(?:(0?[1-9]|1[0-2]) (\d{4})|(\d{4}) (0?[1-9]|1[0-2]))")
_MONTH_WORD = re.compile(r"(?:(?:depuis|en) )?([a-z]+) (\d{4})")
_YEAR = re.compile(r"(?:(?:depuis|en|annee) )?(\d{4})")
_SERIAL = re.compile(r"\d{5}")
_EPOCH = datetime.date(1899, 12, 30)
FIRST_SERIAL, LAST_SERIAL = 25_000, 60_000  # 1968 to 2064
CENTURY = 2000
FIRST_YEAR, LAST_YEAR = 1945, 2099

# What parts two numbers, or two addresses, of one cell.
_PHONES = re.compile(r"[;\n]|:::|\s(?:ou|et|or|and)\s|\s*[,/|–-]\s*(?=(?:\+\d|0\d)[\d\s.()-]{7,})")
_EMAILS = re.compile(r"\s*(?:[;,\n|]|:::|\s/\s|\s(?:ou|et|or|and)\s|\s(?=\S+@))\s*")
_NAMED_EMAIL = re.compile(r"[^<>;,\n|]*<\s*(?:mailto:)?([^<>@\s]+@[^<>@\s]+)\s*>")
_REMARK = re.compile(r"\s*\([^()\d]+\)\s*$")  # "02 98 15 31 31 (standard)"

_BRACKET = re.compile(r"\(([^()]*)\)\s*$")
_TWO_PEOPLE = re.compile(r"\w\.?\s+(?:et|&)\s+\w", re.IGNORECASE)
_PARTICLE = re.compile(r"\s*(?:d['’]|(?:de|du|des|le|la|les|von|van)\b)", re.IGNORECASE)

FEMALE = {"mme", "madame", "mlle", "mademoiselle", "f", "femme", "mrs", "ms", "feminin", "female"}
MALE = {"m", "mr", "monsieur", "h", "homme", "masculin", "male"}
# Titles that say nothing of the gender.
EITHER = {"dr", "docteur", "pr", "professeur", "me", "maitre"}
YES = {"oui", "o", "yes", "y", "vrai", "true", "1", "x"}
NO = {"non", "n", "no", "faux", "false", "0"}

KIND_WORDS = {
    Organization.Kind.BANK: ("banque", "credit", "caisse", "bank", "banques"),
    Organization.Kind.LOCAL_AUTHORITY: (
        *("mairie", "commune", "communaute", "metropole", "agglomeration", "departement", "region"),
        *("conseil", "ville", "collectivite", "collectivites", "epci", "syndicat", "sivom"),
    ),
    Organization.Kind.STATE_SERVICE: (
        *("prefecture", "sous", "ddtm", "ddt", "dreal", "ademe", "etat", "anah", "drac", "anct"),
    ),
    Organization.Kind.MEDIA: ("journal", "radio", "presse", "media", "medias", "television"),
    Organization.Kind.ASSOCIATION: ("association", "asso", "federation", "union", "fondation"),
    Organization.Kind.COMPANY: (
        *("sarl", "sas", "sa", "sasu", "eurl", "scop", "entreprise", "societe", "company"),
        *("architecte", "architectes", "architecture", "atelier", "cabinet", "notaires", "groupe"),
        *("notaire", "avocat", "avocats", "geometre", "geometres", "promoteur", "constructeur"),
    ),
}
CHANNEL_WORDS = {
    Exchange.Channel.MEETING: ("rencontre", "reunion", "rendez vous", "rdv", "meeting", "entrevue"),
    Exchange.Channel.CALL: ("appel", "telephone", "tel", "call", "phone", "coup de fil", "visio"),
    Exchange.Channel.EMAIL: ("mail", "e mail", "email", "courriel"),
    Exchange.Channel.LETTER: ("courrier", "lettre", "letter"),
    Exchange.Channel.VISIT: ("visite", "visit", "visite de chantier"),
    Exchange.Channel.NOTE: ("note", "note de terrain", "field note", "autre"),
}  # fmt: skip


def plain(text: str) -> str:
    """Return a cell without the spaces nobody sees: no-break, doubled, at the ends.

    Nor the apostrophe by which our CSV keeps a spreadsheet from taking a text for a formula.
    """
    if text[:1] == "'" and text[1:].lstrip()[:1] in tuple("=+-@＝＋－＠"):
        text = text[1:]
    lines = (" ".join(line.split()) for line in text.replace("\u200b", "").splitlines())
    return "\n".join(line for line in lines if line)


def day(text: str) -> datetime.date:
    """Return the day a cell means. Raises ValueError with a sentence for a reader."""
    if match := _ISO.fullmatch(text.strip()):
        return _date(text, int(match[1]), int(match[2]), int(match[3]))
    if match := _NUMERIC.fullmatch(text.strip().split(" ", maxsplit=1)[0]) or _NUMERIC.fullmatch(
        text.strip()
    ):
        year = int(match[3])
        return _date(text, year if year > 99 else year + CENTURY, int(match[2]), int(match[1]))  # noqa: PLR2004
    if _SERIAL.fullmatch(text.strip()) and FIRST_SERIAL <= int(text) <= LAST_SERIAL:
        return _EPOCH + datetime.timedelta(days=int(text))
    if (match := _WORDS.fullmatch(fold(text))) and match[2] in MONTHS:
        return _date(text, int(match[3]), MONTHS[match[2]], int(match[1]))
    said = _("“%(text)s” is no date: write it like 03/03/2026.")
    if span(text):
        said = _("“%(text)s” does not say which day: write it like 03/03/2026.")
    raise ValueError(said % {"text": text.strip()[:40]})


def span(text: str) -> tuple[datetime.date, datetime.date] | None:
    """Return the first and the last day of a month or a year: "mars 2020", "03/2020", "2020"."""
    folded = fold(text)
    if match := _MONTH.fullmatch(folded):
        year, month = int(match[2] or match[3]), int(match[1] or match[4])
    elif (match := _MONTH_WORD.fullmatch(folded)) and match[1] in MONTHS:
        year, month = int(match[2]), MONTHS[match[1]]
    elif match := _YEAR.fullmatch(folded):
        year, month = int(match[1]), 0
    else:
        return None
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    last = month or 12
    return (
        datetime.date(year, month or 1, 1),
        datetime.date(year, last, calendar.monthrange(year, last)[1]),
    )


def first_day(text: str) -> datetime.date:
    """Return the day a cell means, the first one of a month or a year. Raises ValueError."""
    found = span(text)
    return found[0] if found else day(text)


def last_day(text: str) -> datetime.date:
    """Return the day a cell means, the last one of a month or a year. Raises ValueError."""
    found = span(text)
    return found[1] if found else day(text)


def _date(text: str, year: int, month: int, number: int) -> datetime.date:
    try:
        return datetime.date(year, month, number)
    except ValueError as error:
        raise ValueError(
            _("“%(text)s” is a date that does not exist.") % {"text": text.strip()[:40]}
        ) from error


def is_sex(text: str) -> bool:
    """Tell whether a cell is a title: Mme, M., Madame."""
    return fold(text) in FEMALE | MALE


def is_of_either(text: str) -> bool:
    """Tell whether a title says nothing of the gender: "Dr", "Me"."""
    return fold(text) in EITHER


def sex(text: str) -> str:
    """Return "F" or "M". Raises ValueError for another title."""
    words = fold(text.replace("&", " et ")).split()
    if FEMALE & set(words) and MALE & set(words):
        raise ValueError(
            _("“%(text)s” names two people: give each a row of their own.") % {"text": text[:40]}
        )
    folded = words[0] if words else ""
    if folded in FEMALE:
        return "F"
    if folded in MALE:
        return "M"
    raise ValueError(_("“%(text)s” is no title: write Mme or M.") % {"text": text[:40]})


def yes(text: str) -> bool:
    """Return whether a cell says yes. Raises ValueError when it says neither yes nor no."""
    folded = fold(text)
    if folded in YES | NO:
        return folded in YES
    raise ValueError(_("“%(text)s” is neither yes nor no.") % {"text": text[:40]})


def phone_text(text: str) -> str:
    """Return a number with what a spreadsheet took from it: its first zero, its plus."""
    digits = re.sub(r"[\s.\-()/]", "", text)
    if re.fullmatch(r"[1-9]\d{8}", digits):
        return f"0{digits}"
    if re.fullmatch(r"33[1-9]\d{8}", digits):
        return f"+{digits}"
    return text


def several_phones(text: str) -> list[str]:
    """Return the numbers of one cell: "06 12 34 56 78 / 02 98 00 00 00" holds two."""
    return [part.strip() for part in _PHONES.split(text) if part.strip()]


def several_emails(text: str) -> list[str]:
    """Return the addresses of one cell, without the names that some programs put before them."""
    parts = _EMAILS.split(_NAMED_EMAIL.sub(r"\1", text))
    return [part.strip() for part in parts if part.strip()]


def phone(text: str) -> str:
    """Return a number as it is kept. Raises ValueError when nobody can dial it."""
    first = next(iter(several_phones(text)), "")
    try:
        return phones.read(phone_text(_REMARK.sub("", first)))
    except phones.NotANumber as error:
        raise ValueError(
            _("“%(text)s” is no phone number: write it like 06 12 34 56 78.") % {"text": text[:40]}
        ) from error


def email(text: str) -> str:
    """Return an address without what some address books put before it. Raises ValueError."""
    if len(several := several_emails(text)) > 1 and all("@" in one for one in several):
        raise ValueError(
            _("“%(text)s” holds several addresses: keep one of them.") % {"text": text[:60]}
        )
    return _NAMED_EMAIL.sub(r"\1", text).removeprefix("mailto:").strip()


def website(text: str) -> str:
    """Return the address of a site, as a browser takes it."""
    return text if "://" in text else f"https://{text}"


def siren(text: str) -> str:
    """Return nine digits. Raises ValueError when they are no SIREN."""
    number = numbers.digits(text)
    if not numbers.is_siren(number):
        raise ValueError(
            _("“%(text)s” is no SIREN: it has nine digits, the last one is a key.")
            % {"text": text[:40]}
        )
    return number


def siret(text: str) -> str:
    """Return fourteen digits. Raises ValueError when they are no SIRET."""
    number = numbers.digits(text)
    if not numbers.is_siret(number):
        raise ValueError(
            _("“%(text)s” is no SIRET: it has fourteen digits. Format the column as text.")
            % {"text": text[:40]}
        )
    return number


def postal_code(text: str) -> str:
    """Return a postal code with the zero a spreadsheet took from it."""
    return f"0{text}" if re.fullmatch(r"\d{4}", text) else text


def surname(text: str) -> str:
    """Return a surname as French writes it; one typed with care stays as it is.

    "KERSAUSON (DE)" is "de Kersauson"; "Le Goff (née Çelik)" says another name, and stays.
    """
    said = _BRACKET.search(text)
    if text != text.upper() and said and not _PARTICLE.match(said[1]):
        name = " ".join(text[: said.start()].split())
        is_of_capitals = name.isupper() and said[1][:1].isalpha()
        return f"{names.surname(name)} {said[0].strip()}" if is_of_capitals else _one_line(text)
    return names.surname(text)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def given_names(text: str) -> str:
    """Return first names as French writes them."""
    return names.given_names(text) if text.isupper() or text.islower() else text


def first_names(text: str) -> str:
    """Return the first names of one person. Raises ValueError when two people are named."""
    if _TWO_PEOPLE.search(text):
        raise ValueError(
            _("“%(text)s” names two people: give each a row of their own.") % {"text": text[:40]}
        )
    return given_names(text)


def begins_like_an_organization(text: str) -> bool:
    """Tell whether a name begins with what no first name is: "Mairie de Quimper"."""
    word = fold(text).partition(" ")[0]
    return len(word) > 3 and any(word in known for known in KIND_WORDS.values())  # noqa: PLR2004


def organization_kind(text: str) -> str:
    """Return the kind a cell names. Raises ValueError when it names none."""
    folded = fold(text)
    for kind in Organization.Kind:
        if folded in (fold(str(kind.label)), kind.value, fold(str(kind.value))):
            return kind.value
    found = likely_kind(text, unknown="")
    if found:
        return found
    if folded in ("autre", "autres", "other"):
        return Organization.Kind.OTHER
    kinds = ", ".join(str(kind.label) for kind in Organization.Kind)
    raise ValueError(
        _("“%(text)s” is no kind of organization. Known ones: %(kinds)s.")
        % {"text": text[:40], "kinds": kinds}
    )


def likely_kind(name: str, unknown: str = Organization.Kind.OTHER) -> str:
    """Return the kind that the name of an organization suggests."""
    words = fold(name).split()
    for kind, known in KIND_WORDS.items():
        if any(word in known for word in words):
            return kind.value
    return unknown


def channel(text: str) -> str:
    """Return the channel a cell names. Raises ValueError when it names none."""
    folded = fold(text)
    for one, known in CHANNEL_WORDS.items():
        if folded in known or folded in (one.value, fold(str(one.label))):
            return one.value
    for one, known in CHANNEL_WORDS.items():
        if any(folded.startswith(word) for word in known):
            return one.value
    kinds = ", ".join(str(one.label) for one in Exchange.Channel)
    raise ValueError(
        _("“%(text)s” is no kind of exchange. Known ones: %(kinds)s.")
        % {"text": text[:40], "kinds": kinds}
    )
