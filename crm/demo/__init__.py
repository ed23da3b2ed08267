"""The demonstration: an invented cooperative, invented people, in real communes of the West."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class SignIn:
    """How to sign in as one of the demonstration's users."""

    label: str
    email: str
    password: str


SIGN_INS = (
    SignIn(
        label="Claire Morvan, directrice du développement",
        email="claire@entregent.example",
        password="demo",  # noqa: S106
    ),
    SignIn(label="Hugo Le Roux, communication", email="hugo@entregent.example", password="demo"),  # noqa: S106
    SignIn(label="Inès Tanguy, visites", email="ines@entregent.example", password="demo"),  # noqa: S106
    SignIn(label="Paul Abgrall, lecture", email="paul@entregent.example", password="demo"),  # noqa: S106
    SignIn(label="Nora Kervella, administration", email="nora@entregent.example", password="demo"),  # noqa: S106
)
