"""The search indexes over the people and the organizations we keep in touch with."""

from ui.trigrams import TrigramIndex
from ui.vocabulary import WordList

STAKEHOLDERS = TrigramIndex(table="contacts_stakeholder", name="contacts_stakeholder_search")
ORGANIZATIONS = TrigramIndex(table="contacts_organization", name="contacts_organization_search")
WORDS = (WordList(STAKEHOLDERS), WordList(ORGANIZATIONS))
