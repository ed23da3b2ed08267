"""The search index over the residents of our homes."""

from ui.word_index import WordIndex

RESIDENTS = WordIndex(table="operations_resident", name="operations_resident_search")
