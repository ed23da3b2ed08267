"""No model may hold data about people without saying how it is shown to them and erased."""

from contacts import personal_data

WHAT_TO_DO = """
These models lead to a person (or hold JSON or files), and nobody said how their data is gathered
for the person and erased. In the `AppConfig.ready` of their package:

    from contacts import personal_data
    personal_data.register(
        personal_data.rows("app.Model", label=_("What it is"), to=("stakeholder",), blank=…)
    )

`to` are the fields that lead to the person; `blank={"text": ""}` keeps the row for the counts and
empties these fields, without `blank` the row is deleted. Words inside JSON or files: see `Source`.
A model that holds nobody's data: `personal_data.holds_nobody("app.Model", why="…")`.
"""


def test_every_model_that_may_hold_somebody_is_named_by_a_source():
    assert personal_data.uncovered() == [], WHAT_TO_DO


def test_the_suspects_are_those_one_expects():
    labels = {model._meta.label for model in personal_data.suspects()}
    assert {
        "contacts.Exchange",
        "contacts.HistoricalExchange",
        "directory.RegisterMandate",
        "events.Guest",
        "network.StanceChange",
        "operations.Consent",
        "operations.Resident",
        "ui.BatchChange",
        "ui.Job",
    } <= labels
    assert "operations.Operation" not in labels


def test_a_source_shows_and_erases_once():
    names = [source.name for source in personal_data.sources()]
    assert len(names) == len(set(names))
    covered = [label for source in personal_data.sources() for label in source.covers]
    assert sorted(covered) == sorted(set(covered))
