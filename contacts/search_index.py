"""The search indexes over the people and the organizations we keep in touch with."""

from ui.vocabulary import WordList
from ui.word_index import WordIndex

STAKEHOLDERS = WordIndex(table="contacts_stakeholder", name="contacts_stakeholder_search")
ORGANIZATIONS = WordIndex(table="contacts_organization", name="contacts_organization_search")
WORDS = (WordList(STAKEHOLDERS), WordList(ORGANIZATIONS))
