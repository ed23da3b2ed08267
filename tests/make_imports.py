"""Makes an import of a file of contacts, with one row that is refused."""

import uuid
from typing import Any

from accounts.models import User
from contacts.models import FileImport, FileImportRow
from tests import make


def both(owner: User) -> dict[str, Any]:
    file_import = FileImport.objects.create(
        owner=owner,
        key=uuid.uuid4().hex,
        file_name="contacts.xlsx",
        kind="xlsx",
        headers=["Prénom", "Nom", "Téléphone"],
        mapping=["first_name", "last_name", "phone"],
        first_rows=[{"r": 1, "c": ["Prénom", "Nom", "Téléphone"], "f": {}}],
        dated_on=make.TODAY,
        status=FileImport.Status.READY,
        row_count=1,
    )
    row = FileImportRow.objects.create(
        file_import=file_import,
        number=2,
        cells=["Yann", "Prigent", "06 12"],
        label="Yann Prigent",
        state=FileImportRow.State.REFUSED,
        reasons=["Téléphone : « 06 12 » n’est pas un numéro."],
    )
    return {"file_import": file_import, "file_import_row": row}
