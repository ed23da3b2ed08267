"""What a printed visual is filled with: plain values, no database; it can be tried alone."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from brochures.drawings import Bar

type Day = datetime.date


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A photo by its private address ("photo:12")."""

    uri: str
    alt: str
    credit: str = ""


@dataclass(frozen=True, kw_only=True)
class Step:
    """A milestone of an operation: when it was done, or when it is planned."""

    kind: str
    label: str
    on: Day
    is_done: bool


@dataclass(frozen=True, kw_only=True)
class Homes:
    """The homes of an operation under one tenure; `words` follow a number: "in BRS"."""

    label: str
    words: str
    count: int


@dataclass(frozen=True, kw_only=True)
class OperationEntry:
    """An operation as a brochure tells it; `seed` draws its motif when there is no photo."""

    name: str
    commune: str
    seed: int
    home_count: int
    tenures: tuple[Homes, ...] = ()
    steps: tuple[Step, ...] = ()
    text: str = ""
    picture: Picture | None = None
    lenders: str = ""
    guarantors: str = ""
    delivered_on: Day | None = None
    expected_on: Day | None = None

    def step(self, kind: str) -> Step | None:
        """Return the step of that kind."""
        return next((step for step in self.steps if step.kind == kind), None)


@dataclass(frozen=True, kw_only=True)
class FigureEntry:
    """A figure with what it counts, where it comes from and when."""

    value: str
    label: str
    source: str
    on: Day


@dataclass(frozen=True, kw_only=True)
class Note:
    """A reference text: title, a few sentences, their source and the day they were checked."""

    title: str
    text: str
    source: str
    on: Day
    duration: str = ""


@dataclass(frozen=True, kw_only=True)
class Quote:
    """A resident's words."""

    words: str
    signature: str


@dataclass(frozen=True, kw_only=True)
class Person:
    """Whom to call."""

    name: str
    job: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, kw_only=True)
class Identity:
    """The cooperative."""

    name: str
    accent: str = "#0f5c4a"
    baseline: str = ""
    presentation: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    legal_form: str = ""
    founded_in: int | None = None
    logo: Picture | None = None
    is_demo: bool = False


@dataclass(frozen=True, kw_only=True)
class Contents:
    """Everything a visual prints. `edition` is 0 for a draft."""

    audience: str
    title: str
    introduction: str
    request: str
    place: str
    place_of: str
    on: Day
    identity: Identity
    edition: int = 0
    addressee: str = ""
    cover: Picture | None = None
    operations: Sequence[OperationEntry] = ()
    figures: Mapping[str, Sequence[FigureEntry]] = field(default_factory=dict)
    notes: Mapping[str, Note] = field(default_factory=dict)
    quote: Quote | None = None
    contact: Person | None = None
    bars: Sequence[Bar] = ()
    series: Sequence[str] = ()

    @property
    def home_count(self) -> int:
        """Return the homes of all the operations told."""
        return sum(operation.home_count for operation in self.operations)

    @property
    def credits(self) -> list[str]:
        """Return whom the photos are owed to, each once, in the order of the pages."""
        pictures = [self.cover, *(operation.picture for operation in self.operations)]
        return list(
            dict.fromkeys(picture.credit for picture in pictures if picture and picture.credit)
        )
