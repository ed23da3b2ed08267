"""Makes the search indexes of people and organizations, and fills what they hold."""

from django.db import migrations, models

from contacts import search_index
from directory.folding import fold
from directory.place_words import initials
from ui.word_index import framed

KINDS = {
    "bank": "banque",
    "company": "entreprise",
    "association": "association",
    "local_authority": "collectivité",
    "state_service": "service de l’État",
    "media": "média",
    "other": "autre organisme",
}
# Names are sorted by their bytes on both engines.
BY_BYTES = (
    'ALTER TABLE contacts_stakeholder ALTER COLUMN sort_key TYPE varchar(280) COLLATE "C"',
    'ALTER TABLE contacts_organization ALTER COLUMN sort_key TYPE varchar(200) COLLATE "C"',
)


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for statement in BY_BYTES:
            schema_editor.execute(statement)
    search_index.STAKEHOLDERS.create(apps, schema_editor)
    search_index.ORGANIZATIONS.create(apps, schema_editor)


def drop(apps, schema_editor):
    search_index.STAKEHOLDERS.drop(apps, schema_editor)
    search_index.ORGANIZATIONS.drop(apps, schema_editor)


def fill(apps, schema_editor):
    people = apps.get_model("contacts", "Stakeholder")._base_manager
    for person in people.exclude(search_text="").only("search_text").iterator():
        said = framed(person.search_text.strip(), 600)
        people.filter(pk=person.pk).update(search_text=said)
    organizations = apps.get_model("contacts", "Organization")._base_manager
    for one in organizations.select_related("territory").iterator():
        place = one.territory.name if one.territory else ""
        words = fold(" ".join((one.name, initials(one.name), KINDS.get(one.kind, ""), place)))
        organizations.filter(pk=one.pk).update(search_text=framed(words, 700))


class Migration(migrations.Migration):
    dependencies = [
        ("contacts", "0004_one_of_each_seat"),
        ("directory", "0003_territory_search"),
    ]

    operations = [
        migrations.AddField(
            model_name="organization",
            name="search_text",
            field=models.CharField(
                default="",
                editable=False,
                help_text="Folded name, initials, kind and territory.",
                max_length=700,
            ),
        ),
        migrations.RunPython(create, drop),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
