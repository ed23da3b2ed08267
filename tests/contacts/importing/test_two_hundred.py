"""Two hundred rows as an office keeps them: what is found of each, and the base given back."""

from collections import Counter
from typing import Any

import pytest

from tests.contacts.importing import files, two_hundred

pytestmark = pytest.mark.django_db


def test_each_row_is_what_it_is(director):
    two_hundred.base(director)
    imported = files.check(files.choose(two_hundred.workbook(), director), director)
    found = Counter(files.states(imported))
    said: Any = [
        (row.number, row.state, row.label, row.reasons, [one["why"] for one in row.candidates])
        for row in imported.rows.exclude(state__in=("new", "identical", "changed"))
    ]
    assert dict(found) == two_hundred.COUNTS, said
